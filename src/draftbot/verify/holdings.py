"""What the records of a corpus hold beside their texts: the outcomes of study cards, the fields of profiles."""

from __future__ import annotations

from collections.abc import Iterator

from draftbot.records.record import Record
from draftbot.records.reference import Reference
from draftbot.verify.library import Library

STUDIED_IN_PEOPLE = ("human", "mixed")


class Holding(Record):
    """Something on record: the source that carries it, and what it says."""

    source: str
    text: str


def outcomes(library: Library, compounds: frozenset[str], people: bool) -> Iterator[Holding]:
    """Outcomes of studies of the compound; of two compounds, those that set one against the other."""
    corpus = library.corpus
    slugs = {slug for slug, compound in corpus.compounds.items() if compound.name in compounds}
    for reference in corpus.references.values():
        if people and reference.card.species not in STUDIED_IN_PEOPLE:
            continue
        for outcome in reference.card.outcomes:
            sides = {outcome.treatment, outcome.comparator}
            if (slugs <= sides) if len(slugs) > 1 else (outcome.treatment in slugs):
                yield Holding(source=reference.id, text=f"{outcome.finding} ({_study(reference)})")


def fields(library: Library, compounds: frozenset[str]) -> Iterator[Holding]:
    """What the profile of one compound states, field by field, each with its first source."""
    corpus = library.corpus
    for compound in corpus.compounds.values():
        if {compound.name} != compounds:
            continue
        for key, field in corpus.fields.fields.items():
            for value in compound.values(key):
                told = [part for part in value.model_dump().values() if isinstance(part, str)]
                yield Holding(source=value.refs[0], text=f"{field.label}: {', '.join(told)}")


def _study(reference: Reference) -> str:
    return ", ".join(part for part in (reference.card.design_words, reference.card.population) if part)


def synonyms(library: Library, compounds: frozenset[str]) -> tuple[str, ...]:
    """The names as which the compounds are searched for, their synonyms after each."""
    known = {compound.name: compound for compound in library.corpus.compounds.values()}
    return tuple(
        f"{name} ({', '.join(value.text for value in known[name].synonyms)})"
        if name in known and known[name].synonyms
        else name
        for name in sorted(compounds)
    )
