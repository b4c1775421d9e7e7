"""What of a unit stands in no aligned sentence, in words that an editor can look for."""

from __future__ import annotations

from collections.abc import Sequence

from draftbot.records.unit import Unit
from draftbot.records.verdict import EvidenceSpan
from draftbot.text.words import content
from draftbot.verify.lexicon import SCAFFOLD
from draftbot.verify.library import Library

LONGEST_QUOTE = 160
MOST_NAMED = 6


def lacking(unit: Unit, evidence: Sequence[EvidenceSpan], library: Library) -> tuple[str, ...]:
    """The unit's own words, as printed, whose stems no quote holds; the first six."""
    stated = _stated(evidence, library)
    found = (word.text for word in content(unit.text) if not library.stems(word.text) <= stated)
    return tuple(dict.fromkeys(found))[:MOST_NAMED]


def carried(unit: Unit, evidence: Sequence[EvidenceSpan], library: Library) -> float:
    """The share of the unit's content words, its row's included, that the quotes hold; 1 for a unit without any."""
    wanted = library.stems(f"{unit.text} {unit.row or ''}") - SCAFFOLD
    return len(wanted & _stated(evidence, library)) / len(wanted) if wanted else 1.0


def _stated(evidence: Sequence[EvidenceSpan], library: Library) -> frozenset[str]:
    quotes = (library.stems(span.quote) for span in evidence)
    cards = (library.card_words(span.source) for span in evidence)
    return frozenset(SCAFFOLD).union(*quotes, *cards)


def quoted(text: str) -> str:
    """A source's sentence in quotation marks, cut at a word where it is long."""
    shown = text if len(text) <= LONGEST_QUOTE else f"{text[:LONGEST_QUOTE].rsplit(' ', 1)[0]} …"
    return f"“{shown}”"


def called(source: str, library: Library) -> str:
    """A source by its name and id."""
    reference = library.corpus.references.get(source)
    return f"{reference.card.called} ({source})" if reference else source
