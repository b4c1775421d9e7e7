"""Profile fields as sentences: one compound's, or both in one comparing sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftbot.draft.composer import Composer
from draftbot.draft.material import Material
from draftbot.draft.wording import in_prose
from draftbot.records.compound import Compound
from draftbot.records.record import Record
from draftbot.records.unit import Paragraph, Unit
from draftbot.records.values import StatusValue, Value
from draftbot.text.lists import listed
from draftbot.text.slots import fill


class Clause(Record):
    """A statement without its full stop, and the references it rests on."""

    text: str
    sources: tuple[str, ...]


def clauses(material: Material, compound: Compound, field: str) -> tuple[Clause, ...]:
    """The field's statements: one for each group of values that share their references; a second group and those
    after it name their source, so that differing accounts stay attributed and are never averaged."""
    say = material.corpus.fields.fields[field].say
    if say is None:
        return ()
    statuses = [value for value in compound.values(field) if isinstance(value, StatusValue)]
    if statuses:
        return _statuses(compound, statuses)
    groups: dict[tuple[str, ...], list[Value]] = {}
    for value in compound.values(field):
        groups.setdefault(value.refs, []).append(value)
    made = []
    for position, (refs, values) in enumerate(groups.items()):
        text = fill(say, name=compound.name, values=in_prose(values))
        if position:
            text = f"according to {material.reference(refs[0]).card.called}, {text}"
        made.append(Clause(text=text, sources=refs))
    return tuple(made)


def _statuses(compound: Compound, values: Sequence[StatusValue]) -> tuple[Clause, ...]:
    """One statement a status, with the jurisdictions where it holds."""
    groups: dict[str, list[StatusValue]] = {}
    for value in values:
        groups.setdefault(value.status, []).append(value)
    return tuple(
        Clause(
            text=f"in {listed([value.jurisdiction for value in group])}, {compound.name} is {status}",
            sources=tuple(dict.fromkeys(ref for value in group for ref in value.refs)),
        )
        for status, group in groups.items()
    )


def facts(composer: Composer, compounds: Sequence[Compound], fields: Sequence[str]) -> Iterator[Paragraph]:
    """One paragraph of the fields' statements; with two compounds, first statements are set against each other."""
    units = [unit for field in fields for unit in field_units(composer, compounds, field)]
    if units:
        yield Paragraph(units=tuple(units))


def field_units(composer: Composer, compounds: Sequence[Compound], field: str) -> Iterator[Unit]:
    """The sentences of one field."""
    made = [clauses(composer.material, compound, field) for compound in compounds]
    firsts = [own[0] for own in made if own]
    if len(firsts) == 2:
        names = (compounds[0].name, compounds[1].name)
        yield composer.sentence(contrast(firsts[0], firsts[1], names), (*firsts[0].sources, *firsts[1].sources))
    else:
        for clause in firsts:
            yield composer.sentence(clause.text, clause.sources)
    for own in made:
        for clause in own[1:]:
            yield composer.sentence(clause.text, clause.sources)


def contrast(first: Clause, second: Clause, names: tuple[str, str] = ("", "")) -> str:
    """Two statements in one sentence, joined so that each stands on its own when it is checked; a second one that only
    repeats the first for the other name is shortened."""
    place, _, rest = second.text.partition(f", {names[1]} ")
    if names[0] and rest and first.text == f"{place}, {names[0]} {rest}":
        return f"{first.text}; {names[1]} {rest} there too"
    joint = "; " if "," in first.text or ";" in first.text else ", whereas "
    return f"{first.text}{joint}{second.text}"
