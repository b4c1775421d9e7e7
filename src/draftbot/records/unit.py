"""What is proved: units, the blocks they stand in, and the draft that holds them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Literal

from draftbot.records.record import Record

UnitKind = Literal["sentence", "cell", "item", "faq", "heading", "meta", "jsonld"]


class Unit(Record):
    """One sentence, cell, list item, answer sentence, heading or metadata string.

    ``text`` is Markdown without citation marks. Proof is one of: ``sources`` (reference ids) with the ``passages``
    that a writer cited; ``rule`` (a rule's id) for a derived unit, whose inputs ``sources`` may name; ``block`` (a
    house block's or plan text's id) for an exempt one. ``row`` and ``column`` are the labels that a cell stands
    under. Units with the same ``bundle`` are published together or not at all. ``lead`` is a connective
    ("By contrast,") that is printed only when the unit before it in its paragraph is.
    """

    id: str
    section: str
    kind: UnitKind
    text: str
    sources: tuple[str, ...] = ()
    passages: tuple[str, ...] = ()
    rule: str | None = None
    block: str | None = None
    row: str | None = None
    column: str | None = None
    bundle: str | None = None
    lead: str | None = None


def unit_id(unit: Unit, sources: Iterable[str] | None = None) -> str:
    """The unit's id: its section and a hash of what it says and rests on, without any citation number. ``sources`` are
    those of its sources that are records, where some are not."""
    cited = sorted(unit.sources if sources is None else sources)
    parts = (unit.kind, unit.text, *cited, unit.rule or "", unit.row or "", unit.column or "")
    return f"{unit.section}.{sha256(chr(31).join(parts).encode()).hexdigest()[:10]}"


class Paragraph(Record):
    """Sentences that print as one paragraph."""

    kind: Literal["paragraph"] = "paragraph"
    units: tuple[Unit, ...]

    def all_units(self) -> Iterator[Unit]:
        return iter(self.units)


class ListItem(Record):
    units: tuple[Unit, ...]


class BulletList(Record):
    """A list; each item is one or more sentences. ``intro`` is dropped with the last item."""

    kind: Literal["list"] = "list"
    items: tuple[ListItem, ...]

    def all_units(self) -> Iterator[Unit]:
        return (unit for item in self.items for unit in item.units)


class Row(Record):
    """A table row: its label (exempt) and one unit a column."""

    label: Unit
    cells: tuple[Unit, ...]


class Table(Record):
    """A table; ``columns`` are the headings, the first above the row labels."""

    kind: Literal["table"] = "table"
    columns: tuple[Unit, ...]
    rows: tuple[Row, ...]

    def all_units(self) -> Iterator[Unit]:
        yield from self.columns
        for row in self.rows:
            yield row.label
            yield from row.cells


class Question(Record):
    """A FAQ question (exempt: it claims nothing) and its answer sentences."""

    kind: Literal["question"] = "question"
    question: Unit
    answer: tuple[Unit, ...]

    def all_units(self) -> Iterator[Unit]:
        yield self.question
        yield from self.answer


Block = Paragraph | BulletList | Table | Question


class Section(Record):
    """A heading with its blocks; ``level`` 1 is the article's title. ``id`` is the heading's anchor."""

    id: str
    level: int
    heading: Unit
    blocks: tuple[Block, ...]

    def all_units(self) -> Iterator[Unit]:
        """Every unit in reading order, the heading first."""
        yield self.heading
        for block in self.blocks:
            yield from block.all_units()


class Message(Record):
    """A key message: what a reader must learn, where it is told in full, and the units that tell it."""

    id: str
    says: str
    section: str
    units: tuple[str, ...]


class Draft(Record):
    """What a writer hands over: sections of units, the key messages, and what it left out and why."""

    compounds: tuple[str, str]
    title: Unit
    description: Unit
    sections: tuple[Section, ...]
    messages: tuple[Message, ...] = ()
    thin: bool = False
    left_out: tuple[str, ...] = ()

    def all_units(self) -> Iterator[Unit]:
        """Every unit of every section in reading order; title and description are not among them."""
        for section in self.sections:
            yield from section.all_units()
