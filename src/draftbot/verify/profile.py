"""Proof of the records themselves: every profile value and every finding in its references' texts, by the same
checks."""

from __future__ import annotations

from collections.abc import Iterator

from draftbot.records.compound import Compound
from draftbot.records.record import Record
from draftbot.records.reference import Reference
from draftbot.records.unit import Unit
from draftbot.records.values import RegimenValue, TargetValue, Value
from draftbot.records.verdict import UnitVerdict
from draftbot.text.figures import figures
from draftbot.verify.context import Context
from draftbot.verify.library import Library
from draftbot.verify.units import verify_unit

EMPHASIS = {"headline": "headline action", "yes": "named", "not emphasised": "not emphasised"}


class ProfileVerdict(Record):
    """The verdict on one value of a record; ``location`` is its path of keys and indices in the file."""

    kind: str
    key: str
    location: tuple[str | int, ...]
    text: str
    verdict: UnitVerdict


def verify_profiles(library: Library) -> Iterator[ProfileVerdict]:
    """A verdict for each value of each profile, and for each finding, caveat and limit of each study card."""
    context = Context(library=library)
    for slug, compound in library.corpus.compounds.items():
        for field, values in compound.fields.items():
            for position, value in enumerate(values):
                unit = _value_unit(compound, field, value, library)
                location: tuple[str | int, ...] = ("fields", field, position)
                yield ProfileVerdict(
                    kind="compounds", key=slug, location=location, text=unit.text, verdict=verify_unit(unit, context)
                )
    for key, reference in library.corpus.references.items():
        for place, text in _statements(reference):
            unit = _unit(text + library.corpus.house.second_hand_mark, (key,))
            yield ProfileVerdict(
                kind="references", key=key, location=place, text=text, verdict=verify_unit(unit, context)
            )


def _value_unit(compound: Compound, field: str, value: Value, library: Library) -> Unit:
    """A value as the table cell it would be: under its field's label and the compound's name."""
    text, row = value.plain(), library.corpus.fields.fields[field].label
    if isinstance(value, RegimenValue) and value.context:
        text = f"{text} for {value.context}"
    if isinstance(value, TargetValue):
        text, row = EMPHASIS[value.emphasis], value.target
    marked = text + library.corpus.house.second_hand_mark
    return _unit(marked, value.refs).model_copy(update={"kind": "cell", "row": row, "column": compound.name})


def _statements(reference: Reference) -> Iterator[tuple[tuple[str | int, ...], str]]:
    card = reference.card
    for position, outcome in enumerate(card.outcomes):
        yield ("card", "outcomes", position), f"{outcome.finding}{figures(outcome)}"
        if outcome.caveat:
            yield ("card", "outcomes", position, "caveat"), outcome.caveat
    for position, limit in enumerate(card.limits):
        yield ("card", "limits", position), limit
    if card.funding:
        yield ("card", "funding"), card.funding


def _unit(text: str, sources: tuple[str, ...]) -> Unit:
    return Unit(id="profile", section="profile", kind="item", text=text, sources=sources)
