"""The gate: what is not proved is held, its bundle with it, and the rest closes up without a seam."""

from __future__ import annotations

from collections.abc import Mapping

from draftbot.records.article import Held
from draftbot.records.record import Record
from draftbot.records.unit import Block, BulletList, Draft, ListItem, Paragraph, Question, Row, Section, Table, Unit
from draftbot.records.verdict import UnitVerdict


class Gated(Record):
    """The draft without what was held, and what was held with its reasons."""

    draft: Draft
    held: tuple[Held, ...]


def gate(draft: Draft, verdicts: Mapping[str, UnitVerdict], withheld: str) -> Gated:
    """Removes every unit that is not published and the rest of its bundle. A held cell prints ``withheld``; a row,
    list, table or section that keeps nothing or loses its label goes, a list's introduction goes with its list, and
    an answer stands whole or not at all."""
    failed = {unit.id: unit for unit in draft.all_units() if not verdicts[unit.id].published}
    bundles = {unit.bundle: unit.id for unit in failed.values() if unit.bundle}
    held = []
    for unit in draft.all_units():
        if unit.id in failed:
            held.append(Held(unit=unit, reasons=verdicts[unit.id].reasons))
        elif unit.bundle in bundles:
            reason = "held with its bundle: a finding and its limits are published together or not at all"
            held.append(Held(unit=unit, reasons=(reason,), because_of=bundles[unit.bundle]))
    out = frozenset(entry.unit.id for entry in held)
    sections = _with_content([_section(section, out, withheld) for section in draft.sections])
    return Gated(draft=draft.model_copy(update={"sections": sections}), held=tuple(held))


def _section(section: Section, out: frozenset[str], withheld: str) -> Section:
    kept: list[Block] = []
    for position, block in enumerate(() if section.heading.id in out else section.blocks):
        following = section.blocks[position + 1] if position + 1 < len(section.blocks) else None
        closed = _block(block, out, withheld)
        if closed is None or (
            _introduces(closed, following) and following and _block(following, out, withheld) is None
        ):
            continue
        kept.append(closed)
    return section.model_copy(update={"blocks": tuple(kept)})


def _introduces(block: Block, following: Block | None) -> bool:
    return isinstance(block, Paragraph) and isinstance(following, BulletList) and block.units[-1].text.endswith(":")


def _block(block: Block, out: frozenset[str], withheld: str) -> Block | None:
    if isinstance(block, Paragraph):
        units = _units(block.units, out)
        return block.model_copy(update={"units": units}) if units else None
    if isinstance(block, BulletList):
        items = tuple(ListItem(units=units) for item in block.items if (units := _units(item.units, out)))
        return block.model_copy(update={"items": items}) if items else None
    if isinstance(block, Question):
        answer = _units(block.answer, out)
        whole = block.question.id not in out and len(answer) == len(block.answer)
        return block if whole else None
    return _table(block, out, withheld)


def _units(units: tuple[Unit, ...], out: frozenset[str]) -> tuple[Unit, ...]:
    """The units that stay; a connective goes when the unit before it does."""
    kept: list[Unit] = []
    for position, unit in enumerate(units):
        if unit.id not in out:
            orphan = unit.lead and (position == 0 or units[position - 1].id in out)
            kept.append(unit.model_copy(update={"lead": None}) if orphan else unit)
    return tuple(kept)


def _table(table: Table, out: frozenset[str], withheld: str) -> Table | None:
    if any(column.id in out for column in table.columns):
        return None
    rows = []
    for row in table.rows:
        if row.label.id in out or all(cell.id in out for cell in row.cells):
            continue
        cells = tuple(_withheld(cell, withheld) if cell.id in out else cell for cell in row.cells)
        rows.append(Row(label=row.label, cells=cells))
    return table.model_copy(update={"rows": tuple(rows)}) if rows else None


def _withheld(cell: Unit, text: str) -> Unit:
    return cell.model_copy(update={"text": text, "sources": (), "passages": (), "rule": None, "block": "withheld"})


def _with_content(sections: list[Section]) -> tuple[Section, ...]:
    """Sections with content, and parents of such."""
    kept: list[Section] = []
    for section in reversed(sections):
        if section.blocks or (kept and kept[-1].level > section.level):
            kept.append(section)
    return tuple(reversed(kept))
