"""Tables: fields by compound, mechanisms, studies, quick picks."""

from __future__ import annotations

from collections.abc import Sequence

from draftbot.draft.composer import Composer
from draftbot.draft.wording import capitalised, in_cell
from draftbot.records.compound import Compound
from draftbot.records.reference import Reference
from draftbot.records.unit import Row, Table, Unit
from draftbot.records.values import TargetValue

EMPHASIS = {"headline": "Headline action", "yes": "Named", "not emphasised": "Not emphasised"}


def fields_table(composer: Composer, fields: Sequence[str]) -> Table | None:
    """A row a field, a column a compound; a row that neither profile fills is left to the gaps sentence."""
    material = composer.material
    rows = []
    for field in fields:
        label = material.corpus.fields.fields[field].label
        if any(compound.values(field) for compound in material.compounds):
            cells = tuple(_field_cell(composer, compound, field, label) for compound in material.compounds)
            rows.append(Row(label=label_cell(composer, label), cells=cells))
    return _table(composer, rows, [compound.name for compound in material.compounds])


def _field_cell(composer: Composer, compound: Compound, field: str, label: str) -> Unit:
    values = compound.values(field)
    if not values:
        text = capitalised(composer.material.plan.not_stated)
        return composer.fixed("not-stated", text, "cell", row=label, column=compound.name)
    sources = [ref for value in values for ref in value.refs]
    return composer.cell(in_cell(values), sources, label, compound.name)


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
        cells = []
        for compound in material.compounds:
            value = by_compound.get(compound.slug)
            if value is None:
                text = capitalised(material.plan.not_stated)
                cells.append(composer.fixed("not-stated", text, "cell", row=label, column=compound.name))
            else:
                cells.append(composer.cell(EMPHASIS[value.emphasis], value.refs, label, compound.name))
        rows.append(Row(label=label_cell(composer, label), cells=tuple(cells)))
    return _table(composer, rows, [compound.name for compound in material.compounds])


def evidence_table(composer: Composer, studies: Sequence[Reference]) -> Table | None:
    """A row a study in people: its design, and whom it treated with what."""
    columns = ("Design", "Given to")
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
    return _table(composer, rows, columns, first="Study in people")


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
    return _table(composer, rows, columns, first="Goal")


def label_cell(composer: Composer, text: str) -> Unit:
    """A row or column label: exempt, since it claims nothing."""
    return composer.fixed("label", text, "cell")


def _table(composer: Composer, rows: Sequence[Row], columns: Sequence[str], first: str | None = None) -> Table | None:
    if not rows:
        return None
    heads = (first or composer.material.plan.column, *columns)
    return Table(columns=tuple(label_cell(composer, head) for head in heads), rows=tuple(rows))
