"""A group as it is published: the model's proved sentences, and the offline writer's where a statement is not told."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from draftbot.draft.model.request import Group
from draftbot.draft.model.telling import ALIKE, Grounds, share, stems, telling
from draftbot.records.record import Record
from draftbot.records.unit import BulletList, ListItem, Paragraph, Question, Section, Unit
from draftbot.text.sentences import sentences


class Merged(Record):
    """The group's units in order. ``told`` maps each statement of the offline writer to the units that tell it."""

    units: tuple[Unit, ...]
    told: dict[str, tuple[str, ...]]


def merged(group: Group, written: Sequence[Unit], answer_words: tuple[int, int], grounds: Grounds) -> Merged:
    """Offline units give the order: derived and approved ones stay, a statement is printed as the model told it, or as
    the offline writer has it. A model's sentence that only half tells a statement gives way to it, so that nothing is
    said twice; an answer outside the house's length, and what would be read as other sentences, is the offline writer's
    whole."""
    windows = {unit.id: telling(written, unit, grounds, group.statements) for unit in group.statements}
    telling_ids = {unit.id for window in windows.values() for unit in window}
    left = [unit for unit in written if unit.id in telling_ids or not _half_told(unit, group, windows)]
    units: list[Unit] = []
    for unit in group.offline:
        window = windows.get(unit.id, ())
        if not window:
            units.append(unit)
        while any(other in left for other in window):
            units.append(left.pop(0))
    units.extend(left if group.kind == "paragraph" else ())
    kept = tuple(dict.fromkeys(units))
    if not _read_apart(kept):
        return Merged(units=group.offline, told={})
    if group.kind == "answer" and not answer_words[0] <= sum(len(u.text.split()) for u in kept) <= answer_words[1]:
        return Merged(units=group.offline, told={})
    return Merged(units=kept, told={key: tuple(u.id for u in window) for key, window in windows.items() if window})


def _read_apart(units: Sequence[Unit]) -> bool:
    """Whether a reader of the page finds the same sentences: one that begins with a figure, say, is read as the end of
    the one before it."""
    return len(sentences(" ".join(unit.text for unit in units))) == len(units)


def _half_told(unit: Unit, group: Group, windows: Mapping[str, Sequence[Unit]]) -> bool:
    """Whether the unit says half of what an untold statement says; what all statements speak of does not count."""
    untold = [statement for statement in group.statements if not windows[statement.id]]
    return any(max(_share(unit, other, group), _share(other, unit, group)) >= ALIKE for other in untold)


def _share(unit: Unit, statement: Unit, group: Group) -> float:
    others = [other.text for other in group.statements if other.id not in (unit.id, statement.id)]
    return share(unit.text, statement.text, stems(" ".join(others)))


def replaced(section: Section, groups: Mapping[tuple[int, int], tuple[Unit, ...]]) -> Section:
    """The section with the units of groups, by block and item, put in their places."""
    blocks = list(section.blocks)
    for (position, item), units in groups.items():
        block = blocks[position]
        if isinstance(block, Paragraph):
            blocks[position] = block.model_copy(update={"units": units})
        elif isinstance(block, Question):
            blocks[position] = block.model_copy(update={"answer": units})
        elif isinstance(block, BulletList):
            items = list(block.items)
            items[item] = ListItem(units=units)
            blocks[position] = block.model_copy(update={"items": tuple(items)})
    return section.model_copy(update={"blocks": tuple(blocks)})
