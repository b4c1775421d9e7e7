"""Claims: the self-contained assertions of a unit, each with the evidence that was aligned to it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Sequence

from draftbot.records.record import Record
from draftbot.records.reference import Reference
from draftbot.records.source_text import Span
from draftbot.records.unit import Unit
from draftbot.text.quantities import quantities
from draftbot.text.sentences import clauses
from draftbot.verify.evidence import Wanted, align, candidates, related
from draftbot.verify.lexicon import NUMERALS, SCAFFOLD
from draftbot.verify.library import Library, Sentence
from draftbot.verify.paraphrase import GENERAL

AND = re.compile(r",\s+and\s+")
FINITE = (
    r"(?:is|are|was|were|has|have|had|did|does|rose|fell|improved|reduced|differed|favou?red|compared|tested|consists?|gave|gives?|"
    r"showed|received|began|increased|decreased|entered|bound|missed|belongs|appeared|called|judged|concluded|says?|said|suggests?|"
    r"inhibited|raised|removed|states?|names?|stands|led|remained|changed)"
)
# A further dose of a list: "for 10 days, with optional 5 mL twice weekly".
DOSE = re.compile(r",\s+(?=(?:with|then|followed by)\s+(?:an?\s+)?(?:optional\s+)?\d[\d.]*\s*(?:mg|g|µg|mL|IU)\b)")
CAPITAL = re.compile(r"[A-Z][a-z]+(?![A-Za-z])")
VERB = re.compile(rf"\b{FINITE}\b")
# A subject of its own and its verb.
SUBJECT = re.compile(rf"(?!(?:{FINITE}|what|which|who|that)\b)(?:[\w’'-]+,? ){{1,12}}?{FINITE}\b")


class Claim(Record):
    """One clause of a unit.

    ``subject`` is the compound that a table cell stands under; ``evidence`` the aligned sentences, best first;
    ``stems`` the content that must be covered, ``keys`` the quantities; ``card`` the stems that the works'
    bibliographies support; ``relevant`` every other sentence of the cited sources that speaks of the same, closest
    first: what contradicts a claim need not be what was aligned to it.
    """

    unit: Unit
    text: str
    subject: str | None
    stems: frozenset[str]
    keys: frozenset[str]
    card: frozenset[str]
    evidence: tuple[Sentence, ...]
    relevant: tuple[Sentence, ...]
    references: tuple[Reference, ...]

    @property
    def best(self) -> Sentence | None:
        return self.evidence[0] if self.evidence else None


def claims_of(unit: Unit, library: Library) -> tuple[Claim, ...]:
    """The unit's clauses with their evidence; a cell's column gives the subject, and a row label that is not the
    label of a field belongs to the claim."""
    references = tuple(
        library.corpus.references[source] for source in unit.sources if source in library.corpus.references
    )
    pool = candidates(library, [reference.id for reference in references], unit.passages)
    called = {reference.card.called.lower() for reference in references}
    label = "" if unit.row is None or unit.row.lower() in library.field_labels | called else _lowered(unit.row, library)
    text = unit.text.replace(library.corpus.house.second_hand_mark, "").rstrip(". ")
    claims: list[Claim] = []
    subject = unit.column if unit.column in library.compound_names else None
    for span in _assertions(text, library):
        clause = f"{span.of(text)} {label}".strip()
        named = {name.canonical for name in library.compounds.find(clause)}
        claims.append(
            _claim(unit, clause, None if named and unit.column is None else subject, library, references, pool)
        )
        # a later part of a list speaks of the compound that the part before it named
        if len(named) == 1 and unit.column is None and _opens(clause, library):
            subject = next(iter(named))
    return tuple(claims)


def _opens(clause: str, library: Library) -> bool:
    """Whether a clause is about the compound that it names: one named behind a figure is a detail of something else."""
    first = library.compounds.find(clause)[0]
    return not any(quantity.start < first.start for quantity in quantities(clause))


def _lowered(label: str, library: Library) -> str:
    """A row's label as it stands within a sentence: its capital names nobody, unless it is a name's."""
    named = any(name.start == 0 for name in (*library.names.find(label), *library.arms.find(label)))
    return label if named or not CAPITAL.match(label) else f"{label[:1].lower()}{label[1:]}"


def without_figures(text: str) -> str:
    """The text without its quantities: their units are compared as quantities, not as words."""
    for quantity in reversed(quantities(text)):
        if quantity.kind in ("amount", "duration", "point", "interval", "p", "percent"):
            text = f"{text[: quantity.start]} {text[quantity.end :]}"
    return text


def _joined(text: str, span: Span) -> list[Span]:
    """Two sentences that "and" joins, each with a verb of its own."""
    for match in AND.finditer(text, span.start, span.end):
        left, right = text[span.start : match.start()], text[match.end() : span.end]
        brackets = left.count("(") - left.count(")") + left.count("[") - left.count("]")
        if not brackets and VERB.search(left) and SUBJECT.match(right):
            return [Span(start=span.start, end=match.start()), *_joined(text, Span(start=match.end(), end=span.end))]
    return [span]


def _doses(text: str, span: Span) -> list[Span]:
    """The clause, cut where a further dose begins."""
    cuts = [span.start, *(match.end() for match in DOSE.finditer(text, span.start, span.end)), span.end]
    return [Span(start=start, end=end) for start, end in itertools.pairwise(cuts)]


def _assertions(text: str, library: Library) -> list[Span]:
    """The clauses; one that has no words of its own (", but no figures back this") goes with the one before it."""
    spans: list[Span] = []
    for span in (one for clause in clauses(text) for piece in _joined(text, clause) for one in _doses(text, piece)):
        part = span.of(text)
        own = library.stems(part) - SCAFFOLD - NUMERALS - GENERAL
        if spans and not own and not quantities(part):
            spans[-1] = Span(start=spans[-1].start, end=span.end)
        else:
            spans.append(span)
    return spans


def _claim(
    unit: Unit,
    text: str,
    subject: str | None,
    library: Library,
    references: tuple[Reference, ...],
    pool: Sequence[Sentence],
) -> Claim:
    card = (
        frozenset().union(*(library.card_words(reference.id) for reference in references))
        if references
        else frozenset()
    )
    wanted = library.stems(without_figures(text)) - SCAFFOLD - NUMERALS
    keys = frozenset(quantity.key for quantity in quantities(text))
    subject_stems = library.stems(subject) if subject else frozenset()
    numbers = (
        frozenset().union(*(library.card_numbers(reference.id) for reference in references)) if references else keys
    )
    needed = Wanted(stems=wanted, keys=keys, subject=subject_stems, named=card, named_keys=numbers & keys)
    chosen = align(needed, pool)
    whole = [sentence for reference in references for sentence in library.sentences(reference.id)]
    return Claim(
        unit=unit,
        text=text,
        subject=subject,
        stems=wanted,
        keys=keys,
        card=card,
        evidence=chosen,
        relevant=related(needed, whole, chosen),
        references=references,
    )
