"""The article: what passed the gate, in order, with numbered references."""

from __future__ import annotations

from draftbot.records.record import Record
from draftbot.records.unit import Message, Section, Unit
from draftbot.records.verdict import UnitVerdict


class Held(Record):
    """A unit that the gate kept out, and why; ``because_of`` is another unit of its bundle."""

    unit: Unit
    reasons: tuple[str, ...]
    because_of: str | None = None


class Printed(Record):
    """A reference as printed: its number and the units of its entry (the bibliographic line, then annotations)."""

    number: int
    id: str
    units: tuple[Unit, ...]


class Rule(Record):
    """A rule as printed in the article, with a stable anchor ``rule-<id>``."""

    id: str
    name: str
    text: str


class Article(Record):
    """Verified units in order. Markdown and JSON-LD are two views of it.

    ``numbers`` maps a reference id to its printed number; ``verdicts`` has one entry for every unit, held ones too.
    """

    compounds: tuple[str, str]
    title: Unit
    description: Unit
    sections: tuple[Section, ...]
    references: tuple[Printed, ...]
    rules: tuple[Rule, ...]
    messages: tuple[Message, ...]
    held: tuple[Held, ...]
    verdicts: dict[str, UnitVerdict]
    thin: bool
    reviewed_to: str

    @property
    def running_words(self) -> int:
        """Words of running text: sentences, list items and answers; headings, tables and references are not counted."""
        running = ("sentence", "item", "faq")
        units = (unit for section in self.sections for unit in section.all_units() if unit.kind in running)
        return sum(len(unit.text.split()) for unit in units)

    @property
    def numbers(self) -> dict[str, int]:
        return {printed.id: printed.number for printed in self.references}
