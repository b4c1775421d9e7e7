"""Tables: fields by compound, mechanisms, studies, quick picks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftbot.draft.composer import Composer
from draftbot.draft.wording import in_cell
from draftbot.records.compound import Compound
from draftbot.records.reference import Reference
from draftbot.records.unit import Row, Table, Unit
from draftbot.records.values import TargetValue
from draftbot.text.lists import capitalised
from draftbot.text.slots import fill

EMPHASIS = {"headline": "Headline action", "yes": "Named", "not emphasised": "Not emphasised"}


def fields_table(composer: Composer, fields: Sequence[str], derived: Sequence[str] = ()) -> Table | None:
    """A row a field, a column a compound; a row that neither profile fills is left to the gaps sentence. ``derived``
    adds rows of derived cells, by ``rule:key`` with ``{slug}``."""
    material = composer.material
    rows = []
    for field in fields:
        label = material.corpus.fields.fields[field].label
        if any(compound.values(field) for compound in material.compounds):
            cells = tuple(_field_cell(composer, compound, field, label) for compound in material.compounds)
            rows.append(Row(label=label_cell(composer, label), cells=cells))
    rows.extend(_derived_rows(composer, derived) if rows else ())
    return _table(composer, rows, [compound.name for compound in material.compounds])


def _derived_rows(composer: Composer, names: Sequence[str]) -> Iterator[Row]:
    for name in names:
        found = [composer.material.derived(fill(name, slug=slug)) for slug in composer.material.pair]
        cells = tuple(composer.derived(derivation) for derivation in found if derivation)
        if len(cells) == len(found) and cells[0].row:
            yield Row(label=label_cell(composer, cells[0].row), cells=cells)


def _field_cell(composer: Composer, compound: Compound, field: str, label: str) -> Unit:
    values = compound.values(field)
    if not values:
        return _silent(composer, compound, field, label)
    sources = [ref for value in values for ref in value.refs]
    return composer.cell(in_cell(values), sources, label, compound.name)


def _silent(composer: Composer, compound: Compound, field: str, label: str) -> Unit:
    """The cell of a field without a value: the logged search's words, or withheld where the search does not bear
    them out."""
    derivation = composer.material.derived(f"search:silent:{field}:{compound.slug}")
    if derivation:
        return composer.derived(derivation)
    return composer.fixed("withheld", composer.material.plan.withheld, "cell", row=label, column=compound.name)


def targets_table(composer: Composer, field: str) -> Table | None:
    """Mechanisms by compound, with how much the source emphasises each; ordered by emphasis, then as recorded."""
    material = composer.material
    targets: dict[str, dict[str, TargetValue]] = {}
    for compound in material.compounds:
        for value in compound.values(field):
            if isinstance(value, TargetValue):
                targets.setdefault(value.target, {})[compound.slug] = value
    rows = []
    for target, by_compound in targets.items():
        label = capitalised(target)
        values = [(compound, by_compound.get(compound.slug)) for compound in material.compounds]
        cells = [composer.cell(EMPHASIS[v.emphasis], v.refs, label, compound.name) for compound, v in values if v]
        # a target that only one source speaks of is no comparison; its compound's own section names it
        if len(cells) == len(values):
            rows.append(Row(label=label_cell(composer, label), cells=tuple(cells)))
    return _table(composer, rows, [compound.name for compound in material.compounds])


def evidence_table(composer: Composer, studies: Sequence[Reference]) -> Table | None:
    """A row a study in people: its design, and whom it treated with what."""
    first, *columns = composer.material.plan.study_columns
    rows = []
    for reference in studies:
        label = capitalised(reference.card.called)
        cells = []
        if reference.card.design_words:
            cells.append(composer.cell(_bare(reference.card.design_words), [reference.id], label, columns[0]))
        if reference.card.population:
            size = f"{reference.card.n:,} " if reference.card.n else ""
            cells.append(
                composer.cell(capitalised(f"{size}{reference.card.population}"), [reference.id], label, columns[1])
            )
        if len(cells) == len(columns):
            rows.append(Row(label=label_cell(composer, label), cells=tuple(cells)))
    return _table(composer, rows, columns, first=first)


def _bare(design: str) -> str:
    return capitalised(design.removeprefix("a ").removeprefix("an "))


def quick_pick(composer: Composer, topics: Sequence[str]) -> Table | None:
    """A row a topic: who has the deeper evidence, why, and both grades; every cell is derived."""
    material = composer.material
    columns = ["Deeper evidence", *(f"Grade for {compound.name}" for compound in material.compounds), "Why"]
    rows = []
    for topic in topics:
        keys = [
            f"edge:pick:{topic}",
            *(f"grade:cell:{topic}:{compound.slug}" for compound in material.compounds),
            f"edge:why:{topic}",
        ]
        derived = [material.derived(key) for key in keys]
        cells = tuple(composer.derived(derivation) for derivation in derived if derivation)
        if len(cells) == len(columns):
            rows.append(Row(label=label_cell(composer, material.corpus.fields.topics[topic].label), cells=cells))
    return _table(composer, rows, columns, first=material.plan.goal_column)


def label_cell(composer: Composer, text: str) -> Unit:
    """A row or column label: exempt, since it claims nothing."""
    return composer.fixed("label", text, "cell")


def _table(composer: Composer, rows: Sequence[Row], columns: Sequence[str], first: str | None = None) -> Table | None:
    if not rows:
        return None
    heads = (first or composer.material.plan.column, *columns)
    return Table(columns=tuple(label_cell(composer, head) for head in heads), rows=tuple(rows))
