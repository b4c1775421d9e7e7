"""An article's Markdown as chunks of units: what was not changed prints byte for byte as it stood."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate, count
from typing import Literal

from markdown_it import MarkdownIt
from mdit_py_plugins.front_matter import front_matter_plugin

from draftbot.assemble.markdown import printed
from draftbot.records.corpus import Corpus
from draftbot.records.unit import Unit
from draftbot.text.document import Document
from draftbot.text.markdown import read_markdown
from draftbot.verify import ReadArticle, read_article

ENTRY = re.compile(r'<a id="ref-(\d{1,6})">')
RULE = re.compile(r'\s*[-*+] +<a id="rule-')
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
    lines are exactly what printing the units gives, so that one of them can be changed; ``id`` is its own in
    this process."""

    kind: ChunkKind
    raw: str
    section: str = ""
    units: list[Unit] = field(default_factory=list)
    prefix: str = ""
    level: int = 0
    plain: bool = False
    changed: bool = False
    id: int = field(default_factory=count(1).__next__)

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
    starts = list(accumulate((chunk.raw.count("\n") or 1 for chunk in chunks), initial=1))[:-1]
    for unit in read.units:
        if unit.kind != "jsonld":
            line = read.places[unit.id].line if unit.id in read.places else 1
            _stand(chunks[max(bisect_right(starts, line) - 1, 0)] if line else chunks[0], unit)
    numbers = dict(_numbers(chunks))
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


def _stand(chunk: Chunk, unit: Unit) -> None:
    chunk.units.append(unit)
    chunk.section = unit.section
    if (unit.block or "").startswith("entry-") or RULE.match(chunk.raw) or chunk.kind == "gap":
        chunk.kind = "entry"


def _numbers(chunks: list[Chunk]) -> Iterator[tuple[str, int]]:
    """Printed numbers by source, from the anchors of the entries; the last of two entries of one source holds."""
    for chunk in chunks:
        anchor = ENTRY.search(chunk.raw) if chunk.kind == "entry" else None
        for unit in chunk.units:
            if anchor and unit.block and unit.block.startswith("entry-"):
                yield unit.block.removeprefix("entry-"), int(anchor[1])
