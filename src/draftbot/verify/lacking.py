"""What of a unit stands in no aligned sentence, in words that an editor can look for."""

from __future__ import annotations

from collections.abc import Sequence

from draftbot.records.unit import Unit
from draftbot.records.verdict import EvidenceSpan
from draftbot.text.initials import spells
from draftbot.text.words import content
from draftbot.verify.lexicon import SCAFFOLD
from draftbot.verify.library import Library
from draftbot.verify.paraphrase import GENERAL, implied

LONGEST_QUOTE = 160
MOST_NAMED = 6


def lacking(unit: Unit, evidence: Sequence[EvidenceSpan], library: Library) -> tuple[str, ...]:
    """The unit's own words, as printed, whose stems no sentence of the quoted works holds; the first six."""
    sentences = (sentence for span in evidence for sentence in library.sentences(span.source))
    whole = _stated(evidence, library).union(*(sentence.stems for sentence in sentences))
    told = " ".join(span.quote for span in evidence)
    missing = words_of(library.stems(unit.text) - whole - GENERAL, unit.text, library)
    return tuple(word for word in missing if not spells(word, told))


def scattered(unit: Unit, evidence: Sequence[EvidenceSpan], library: Library) -> tuple[str, ...]:
    """The words that the quoted works hold elsewhere only."""
    return words_of(library.stems(unit.text) - _stated(evidence, library) - GENERAL, unit.text, library)


def words_of(stems: frozenset[str], text: str, library: Library) -> tuple[str, ...]:
    """The words of a text, as printed, that stems stand for; the first six."""
    found = (word.text for word in content(text) if library.stems(word.text) & stems)
    return tuple(dict.fromkeys(found))[:MOST_NAMED]


def carried(unit: Unit, evidence: Sequence[EvidenceSpan], library: Library) -> float:
    """The share of the unit's content words, its row's included, that the quotes hold; 1 for a unit without any."""
    wanted = library.stems(f"{unit.text} {unit.row or ''}") - SCAFFOLD
    return len(wanted & _stated(evidence, library)) / len(wanted) if wanted else 1.0


def _stated(evidence: Sequence[EvidenceSpan], library: Library) -> frozenset[str]:
    told = [library.stems(span.quote) for span in evidence]
    quotes = [stems | implied(stems) for stems in told]
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
