"""Claims: the self-contained assertions of a unit, each with the evidence that was aligned to it."""

from __future__ import annotations

from collections.abc import Sequence

from draftbot.records.record import Record
from draftbot.records.reference import Reference
from draftbot.records.unit import Unit
from draftbot.text.quantities import quantities
from draftbot.text.sentences import clauses
from draftbot.verify.evidence import Wanted, align, candidates
from draftbot.verify.lexicon import SCAFFOLD
from draftbot.verify.library import Library, Sentence


class Claim(Record):
    """One clause of a unit.

    ``subject`` is the compound that a table cell stands under; ``evidence`` the aligned sentences, best first;
    ``stems`` the content that must be covered, ``keys`` the quantities; ``card`` the stems that the works'
    bibliographies support.
    """

    unit: Unit
    text: str
    subject: str | None
    stems: frozenset[str]
    keys: frozenset[str]
    card: frozenset[str]
    evidence: tuple[Sentence, ...]
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
    label = "" if unit.row is None or unit.row.lower() in library.field_labels | called else unit.row
    text = unit.text.replace(library.corpus.house.second_hand_mark, "").rstrip(". ")
    claims: list[Claim] = []
    subject = unit.column if unit.column in library.compound_names else None
    for span in clauses(text):
        clause = f"{span.of(text)} {label}".strip()
        named = {name.canonical for name in library.compounds.find(clause)}
        claims.append(
            _claim(unit, clause, None if named and unit.column is None else subject, library, references, pool)
        )
        # a later part of a list speaks of the compound that the part before it named
        subject = next(iter(named)) if len(named) == 1 and unit.column is None else subject
    return tuple(claims)


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
    wanted = library.stems(text) - SCAFFOLD
    keys = frozenset(quantity.key for quantity in quantities(text))
    subject_stems = library.stems(subject) if subject else frozenset()
    numbers = (
        frozenset().union(*(library.card_numbers(reference.id) for reference in references)) if references else keys
    )
    needed = Wanted(stems=wanted, keys=keys, subject=subject_stems, named=card, named_keys=numbers & keys)
    chosen = align(needed, pool)
    return Claim(
        unit=unit,
        text=text,
        subject=subject,
        stems=wanted,
        keys=keys,
        card=card,
        evidence=chosen,
        references=references,
    )
