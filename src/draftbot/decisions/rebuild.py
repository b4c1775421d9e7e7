"""A page as an article again, so that its JSON-LD, its report and its trace are printed by the stages that print a
draft's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from draftbot.decisions.page import Chunk, Page
from draftbot.records.article import Article, Held, Printed, Rule
from draftbot.records.unit import (
    Block,
    BulletList,
    ListItem,
    Message,
    Paragraph,
    Question,
    Row,
    Section,
    Table,
    Unit,
)
from draftbot.records.verdict import UnitVerdict


def rebuilt(
    page: Page,
    verdicts: Mapping[str, UnitVerdict],
    rules: Sequence[Rule],
    held: Sequence[Held] = (),
    messages: Sequence[Message] = (),
) -> Article:
    """The article that the page prints; ``verdicts`` by unit id. The page must be one of ours."""
    matter = page.document.front_matter
    sections = tuple(_sections(page))
    linked = {unit.rule for _, unit in page.units()}
    title = sections[0].heading
    about = next((u for u in page.read.units if u.section == "description"), title)
    compounds = matter.get("compounds")
    first, second = [str(name) for name in compounds][:2] if isinstance(compounds, list) else ("", "")
    return Article(
        compounds=(first, second),
        title=title,
        description=about,
        sections=sections,
        references=tuple(_entries(page)),
        rules=tuple(rule for rule in rules if rule.id in linked),
        messages=tuple(messages),
        held=tuple(held),
        verdicts={about.id: UnitVerdict(unit=about.id, verdict="exempt"), **verdicts},
        thin=bool(matter.get("thin")),
        reviewed_to=str(matter.get("reviewed_to", "")),
    )


def _sections(page: Page) -> Iterator[Section]:
    """Headings of the first two levels open a section; the references and the rules are printed apart."""
    chunks = [c for c in page.chunks if c.units and c.kind not in ("front", "entry")]
    opened: list[list[Chunk]] = []
    for chunk in chunks:
        if chunk.kind == "heading" and (chunk.level < 3 or not chunk.units[0].text.endswith("?")):
            opened.append([])
        if opened:
            opened[-1].append(chunk)
    for head, *rest in opened:
        if head.section not in ("references", "rules"):
            yield Section(
                id=head.section or "top", level=head.level, heading=head.units[0], blocks=tuple(_blocks(rest))
            )


def _blocks(chunks: Sequence[Chunk]) -> Iterator[Block]:
    asked: Unit | None = None
    for kind, group in groupby(chunks, key=lambda chunk: chunk.kind):
        members = list(group)
        if kind == "heading":
            asked = members[-1].units[0]
        elif kind == "paragraph":
            for chunk in members:
                if asked:
                    yield Question(question=asked, answer=tuple(chunk.units))
                    asked = None
                else:
                    yield Paragraph(units=tuple(chunk.units))
        elif kind == "item":
            yield BulletList(items=tuple(ListItem(units=tuple(chunk.units)) for chunk in members))
        elif kind == "row":
            head, *rows = members
            body = tuple(Row(label=row.units[0], cells=tuple(row.units[1:])) for row in rows)
            yield Table(columns=tuple(head.units), rows=body)


def _entries(page: Page) -> Iterator[Printed]:
    for chunk in page.chunks:
        block = chunk.units[0].block if chunk.units and chunk.kind == "entry" else None
        if block and block.startswith("entry-"):
            source = block.removeprefix("entry-")
            yield Printed(number=page.numbers[source], id=source, units=tuple(chunk.units))
