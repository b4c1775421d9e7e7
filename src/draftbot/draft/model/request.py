"""What one section asks of the model: groups of statements, facts, and a closed set of passages under short ids."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from draftbot.draft.material import Material
from draftbot.draft.outline import Entry, outline
from draftbot.records.brief import Evidence
from draftbot.records.record import Record
from draftbot.records.source_text import Passage
from draftbot.records.unit import Block, BulletList, Draft, Paragraph, Question, Section, Unit

Kind = Literal["paragraph", "item", "answer"]
AGAINST = frozenset({"no-difference", "harm-signal", "favours-comparator"})


class Group(Record):
    """Units that the offline writer put together; ``block`` and ``item`` are their place in the section."""

    id: str
    kind: Kind
    block: int
    item: int
    offline: tuple[Unit, ...]
    question: str | None = None

    @property
    def statements(self) -> tuple[Unit, ...]:
        """What the group must say: its cited units. Derived and approved ones stand as they are."""
        return tuple(unit for unit in self.offline if is_cited(unit))


class Shown(Record):
    """A passage as the model sees it; ``against``: its source holds a null or adverse result."""

    id: str
    passage: Passage
    study: str
    against: bool


class Fact(Record):
    """One typed value of a profile."""

    compound: str
    field: str
    type: str
    value: str


class SectionRequest(Record):
    """Everything that a section's prompt is made from. ``last``: a section that sums up proved ones."""

    section: Section
    groups: tuple[Group, ...]
    shown: tuple[Shown, ...]
    facts: tuple[Fact, ...]
    last: bool

    @property
    def statements(self) -> tuple[Unit, ...]:
        return tuple(unit for group in self.groups for unit in group.statements)

    @property
    def sources(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(source for unit in self.statements for source in unit.sources))


def is_cited(unit: Unit) -> bool:
    return bool(unit.sources) and unit.rule is None and unit.block is None


def section_requests(
    material: Material, offline: Draft, evidence: Mapping[str, Evidence], most_evidence: int
) -> tuple[SectionRequest, ...]:
    """A request for each section with prose that rests on sources; tables, derived and approved texts are no prose.
    ``most_evidence`` bounds the characters of passages in a prompt."""
    entries = {entry.id: entry for entry in outline(material)}
    made = []
    for section in offline.sections:
        groups = tuple(_groups(section))
        if groups:
            entry = entries[section.id]
            shown = _shown(material, groups, evidence[section.id], entry.topic, most_evidence)
            facts = tuple(_facts(material, entry))
            last = entry.id == "faq" or any(part.use in ("lede", "messages") for part in entry.section.parts)
            made.append(SectionRequest(section=section, groups=groups, shown=shown, facts=facts, last=last))
    return tuple(made)


def _groups(section: Section) -> Iterator[Group]:
    number = 0
    for position, block in enumerate(section.blocks):
        for item, (kind, units, question) in enumerate(_pieces(block)):
            if any(is_cited(unit) for unit in units):
                number += 1
                place = {"block": position, "item": item, "offline": units, "question": question}
                yield Group.model_validate({"id": f"g{number}", "kind": kind, **place})


def _pieces(block: Block) -> Iterator[tuple[Kind, tuple[Unit, ...], str | None]]:
    if isinstance(block, Paragraph):
        yield "paragraph", block.units, None
    elif isinstance(block, BulletList):
        for item in block.items:
            yield "item", item.units, None
    elif isinstance(block, Question):
        yield "answer", block.answer, block.question.text


def _shown(
    material: Material, groups: Sequence[Group], evidence: Evidence, topic: str | None, most: int
) -> tuple[Shown, ...]:
    """The passages of the sources that the statements rest on, and of sources that speak against; where that is too
    much, those that the statements cite come first, then contrary ones, then by rank. Ids follow the sources' order, so
    that a prompt changes only with what is in it."""
    statements = [unit for group in groups for unit in group.statements]
    sources = {source for unit in statements for source in unit.sources}
    cited = {passage for unit in statements for passage in unit.passages}
    contrary = {s.passage.source for s in evidence.passages if _against(material, s.passage.source, topic)}
    wanted = [s for s in evidence.passages if s.passage.source in sources | contrary]
    wanted.sort(key=lambda s: (s.passage.id not in cited, s.passage.source not in contrary, s.rank))
    chosen: list[Passage] = []
    for scored in wanted:
        if scored.passage.id in cited or sum(len(p.text) for p in chosen) + len(scored.passage.text) <= most:
            chosen.append(scored.passage)
    return tuple(
        Shown(
            id=f"e{number}",
            passage=passage,
            study=material.reference(passage.source).card.called,
            against=passage.source in contrary,
        )
        for number, passage in enumerate(sorted(chosen, key=lambda p: (p.source, p.start)), start=1)
    )


def _against(material: Material, source: str, topic: str | None) -> bool:
    outcomes = material.reference(source).card.outcomes
    return topic is not None and any(o.topic == topic and o.direction in AGAINST for o in outcomes)


def _facts(material: Material, entry: Entry) -> Iterator[Fact]:
    for field in dict.fromkeys(field for part in entry.section.parts for field in part.fields):
        known = material.corpus.fields.fields[field]
        for compound in entry.compounds:
            for value in compound.values(field):
                yield Fact(compound=compound.name, field=known.label, type=known.type, value=value.plain())
