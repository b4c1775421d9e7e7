"""An article's Markdown as chunks of units: what was not changed prints byte for byte as it stood."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Literal

from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin

from draftbot.assemble.markdown import printed
from draftbot.records.corpus import Corpus
from draftbot.records.unit import Unit
from draftbot.text.markdown import Document, ReadUnit, read_markdown
from draftbot.verify import ReadArticle, read_article

ChunkKind = Literal["gap", "front", "heading", "paragraph", "item", "row", "entry"]
OPENS: dict[str, ChunkKind] = {
    "front_matter": "front",
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "tr_open": "row",
}
PREFIX = {
    "heading": re.compile(r'#{1,6} +(?:<a id="[\w-]+"></a>)?'),
    "item": re.compile(r'\s*(?:[-*+]|\d{1,9}[.)]) +(?:<a id="[\w-]+"></a>)?'),
}


@dataclass
class Chunk:
    """A run of lines. ``prefix`` is the list or heading mark that stays before the units; ``plain`` tells whether the
    lines are exactly what printing the units gives, so that one of them can be changed."""

    kind: ChunkKind
    raw: str
    section: str = ""
    units: list[Unit] = field(default_factory=list)
    prefix: str = ""
    level: int = 0
    plain: bool = False
    changed: bool = False

    def print(self, numbers: dict[str, int]) -> str:
        """The chunk's lines; nothing where all its units are gone."""
        if not self.changed:
            return self.raw
        if not self.units:
            return ""
        return rendered(self, numbers) + "\n"


@dataclass
class Page:
    """A whole article. ``numbers`` maps a source to its printed number."""

    chunks: list[Chunk]
    numbers: dict[str, int]
    document: Document
    read: ReadArticle

    def units(self) -> Iterator[tuple[Chunk, Unit]]:
        """Every visible unit in reading order, with the chunk it stands in."""
        return ((chunk, unit) for chunk in self.chunks for unit in chunk.units)

    def markdown(self) -> str:
        """The article as it now reads; a paragraph that lost all its units leaves no gap."""
        lines: list[str] = []
        for chunk in self.chunks:
            text = chunk.print(self.numbers)
            if chunk.kind == "gap" and lines and lines[-1].strip() == "" and text.strip() == "":
                continue
            if text:
                lines.append(text)
        return "".join(lines)


def rendered(chunk: Chunk, numbers: dict[str, int]) -> str:
    """The chunk's units printed anew, without a final newline."""
    if chunk.kind == "row":
        return "| " + " | ".join(printed(unit, numbers) for unit in chunk.units) + " |"
    return chunk.prefix + " ".join(printed(unit, numbers) for unit in chunk.units)


def read_page(text: str, graph: object, corpus: Corpus) -> Page:
    """The article of a Markdown text; any text is one. CRLF is read as LF."""
    text = text.replace("\r\n", "\n")
    document = read_markdown(text)
    read = read_article(document, graph, corpus)
    chunks = _chunks(text)
    starts = {}
    line = 1
    for chunk in chunks:
        starts[line] = chunk
        line += chunk.raw.count("\n") or 1
    for unit, place in _placed(read, document):
        _stand(chunks, starts, unit, place)
    numbers = _numbers(document, read)
    for chunk in chunks:
        found = PREFIX.get(chunk.kind)
        match = found.match(chunk.raw) if found else None
        chunk.prefix = match.group() if match else ""
        chunk.plain = bool(chunk.units) and rendered(chunk, numbers) == chunk.raw.rstrip("\n")
    return Page(chunks=chunks, numbers=numbers, document=document, read=read)


def _chunks(text: str) -> list[Chunk]:
    """Runs of lines, blocks and the gaps between them; joined again they are the text."""
    lines = [f"{line}\n" for line in text.split("\n")]
    lines[-1] = lines[-1][:-1]
    parser = MarkdownIt("commonmark", {"html": True}).enable("table").use(front_matter_plugin).disable("inline")
    found: list[Chunk] = []
    at = 0
    items = 0
    for token in parser.parse(text):
        items += (token.type == "list_item_open") - (token.type == "list_item_close")
        if token.type not in OPENS or not token.map or token.map[0] < at:
            continue
        start, end = token.map
        if start > at:
            found.append(Chunk(kind="gap", raw="".join(lines[at:start])))
        kind = "item" if items and token.type == "paragraph_open" else OPENS[token.type]
        level = int(token.tag[1]) if kind == "heading" else 0
        found.append(Chunk(kind=kind, raw="".join(lines[start:end]), level=level))
        at = end
    return [*found, Chunk(kind="gap", raw="".join(lines[at:]))] if at < len(lines) else found


def _placed(read: ReadArticle, document: Document) -> Iterator[tuple[Unit, ReadUnit]]:
    """Each visible unit with the place it was read from; an entry's line gives several units."""
    places = [place for place in document.units if place.text]
    at = 0
    for unit in read.units:
        if unit.kind == "jsonld":
            continue
        for position in range(at, len(places)):
            place = places[position]
            entry = (place.anchor or "").startswith("ref-")
            if unit.text == place.text or (entry and unit.text in " ".join(place.text.split())):
                at = position if entry else position + 1
                yield unit, place
                break


def _stand(chunks: list[Chunk], starts: dict[int, Chunk], unit: Unit, place: ReadUnit) -> None:
    chunk = starts.get(place.line, chunks[-1])
    chunk.units.append(unit)
    chunk.section = unit.section
    if (place.anchor or "").startswith(("ref-", "rule-")) or chunk.kind == "gap":
        chunk.kind = "entry"


def _numbers(document: Document, read: ReadArticle) -> dict[str, int]:
    """Printed numbers by source, from the anchors of the entries."""
    numbers: dict[str, int] = {}
    for unit, place in _placed(read, document):
        anchor = place.anchor or ""
        if anchor.startswith("ref-") and anchor[4:].isdecimal():
            source = unit.block.removeprefix("entry-") if unit.block and unit.block.startswith("entry-") else None
            if source:
                numbers.setdefault(source, int(anchor[4:]))
    return numbers
