"""Reading Markdown: front matter, and every unit with its citations and its place in the file."""

from __future__ import annotations

import bisect
import re
from typing import TypeVar

import yaml
from markdown_it.tree import SyntaxTreeNode

from draftbot.records.source_text import Span
from draftbot.records.unit import UnitKind
from draftbot.text.annotations import as_comments, blanked
from draftbot.text.document import Document, ReadUnit
from draftbot.text.inline import ACTIVE, DRESSING, Inline, Link, read_inline, uncited
from draftbot.text.layout import Layout, laid_out
from draftbot.text.locate import Locator
from draftbot.text.marks import Pointer, pointers
from draftbot.text.parser import parser
from draftbot.text.raw import dressed, is_silent, unread
from draftbot.text.sentences import sentences
from draftbot.text.whereabouts import Whereabouts

Placed = TypeVar("Placed")
PRINTED_NUMBER = re.compile(r"^\[?(\d{1,3})[\].)]\s+(?=\S)")
WORD = re.compile(r"[^\W_]{2}")
# Where a link leads; a reader of the page does not see it.
DEFINITION = re.compile(r"^\s{0,3}\[[^\]^][^\]]*\]:\s*\S+(?:\s+(?:\"[^\"]*\"|'[^']*'|\([^)]*\)))?\s*$")
PIPE = re.compile(r"(?<!\\)\|")


def read_markdown(text: str) -> Document:
    """The document's units in reading order; any text is a document, nothing raises."""
    layout = laid_out(as_comments(text))
    reader = _Reader(layout, Locator(blanked(text)))
    for node in SyntaxTreeNode(parser().parse(layout.text)).children:
        reader.block(node)
    reader.account()
    return Document(
        front_matter=reader.front_matter,
        title=reader.at.title,
        units=tuple(reader.units),
        problems=tuple(reader.problems),
        remarks=tuple(reader.remarks),
        own=reader.own,
        graphs=layout.graphs,
        source=text,
    )


def is_own(front_matter: dict[str, object]) -> bool:
    """Whether a front matter is that of an article that draftbot printed."""
    return isinstance(front_matter.get("compounds"), list) and "reviewed_to" in front_matter


class _Reader:
    """Walks the tree once, knowing where in the article it is."""

    def __init__(self, layout: Layout, locator: Locator) -> None:
        self.layout, self.locator = layout, locator
        self.source = layout.text.split("\n")
        self.front_matter: dict[str, object] = {}
        self.units: list[ReadUnit] = []
        self.problems = [graph.problem for graph in layout.graphs if graph.problem]
        self.remarks: list[str] = []
        self.own = False
        self.at = Whereabouts()
        self.read: set[int] = set()  # lines of the layout that some unit, problem or silence accounts for

    def block(self, node: SyntaxTreeNode) -> None:
        if node.type == "front_matter":
            self._front_matter(node)
        elif node.type == "heading":
            self._heading(node)
        elif node.type == "paragraph":
            self._paragraph(node)
        elif node.type in ("bullet_list", "ordered_list"):
            first = int(str(node.attrs.get("start", 1))) if node.type == "ordered_list" else None
            for position, item in enumerate(node.children):
                self._item(item, None if first is None else first + position)
        elif node.type == "table":
            self._table(node)
        elif node.type in ("blockquote", "footnote_block"):
            for child in node.children:
                self.block(child)
        elif node.type == "footnote":
            text = " ".join(read_inline(child.children[0], False).text for child in node.children if child.children)
            self._entry(Inline(text=text), node, Pointer(kind="note", value=node.meta["label"]))
        elif node.type in ("html_block", "code_block", "fence"):
            self._unread(node)

    def account(self) -> None:
        """A problem where words were not read at all, as in lists nested deeper than the parser goes."""
        lines = enumerate(blanked(self.layout.text).split("\n"))
        left = [at for at, line in lines if at not in self.read and WORD.search(line) and not DEFINITION.match(line)]
        if left:
            first, more = self.layout.lines[left[0]] + 1, len(left) - 1
            self.problems.append(f"line {first}: nothing is read here{f', nor in {more} more lines' if more else ''}")

    def _lines(self, node: SyntaxTreeNode) -> tuple[int, int]:
        """The file's lines of a node, from 0, the last one excluded; a footnote's are those of its paragraphs."""
        span = node.map or next((child.map for child in node.children if child.map), None)
        if span is None:
            return 0, len(self.layout.lines)
        self.read.update(range(*span))
        last = min(max(span[1], span[0] + 1), len(self.layout.lines)) - 1
        return self.layout.lines[min(span[0], last)], self.layout.lines[last] + 1

    def _add(self, kind: UnitKind, text: str, lines: tuple[int, int], **known: object) -> None:
        place = self.locator.place(text, *lines)
        unit = {"kind": kind, "text": text, "section": self.at.section, **known, **place.model_dump()}
        self.units.append(ReadUnit.model_validate(unit))

    def _front_matter(self, node: SyntaxTreeNode) -> None:
        lines = self._lines(node)
        try:
            loaded = yaml.safe_load(node.content)
        except (yaml.YAMLError, ValueError, RecursionError):
            self.problems.append(f"line {lines[0] + 1}: the front matter is not YAML")
            return
        if isinstance(loaded, dict):
            self.front_matter = {str(key): value for key, value in loaded.items()}
            self.own = is_own(self.front_matter)
            for key in ("title", "description"):
                if isinstance(self.front_matter.get(key), str):
                    self._add("meta", str(self.front_matter[key]), lines, section=key)

    def _heading(self, node: SyntaxTreeNode) -> None:
        inline, lines = self._inline(node.children[0] if node.children else None, self._lines(node))
        text = inline.text.strip()
        self.at.pass_heading(text, int(node.tag[1]), inline.anchor)
        self._add("heading", text, lines, links=_links(inline), cited=inline.cited, anchor=inline.anchor)

    def _paragraph(self, node: SyntaxTreeNode) -> None:
        content = node.children[0] if node.children else None
        if self.at.lists and not self.own and self._is_entry(content):
            plain = read_inline(content, False)
            number = PRINTED_NUMBER.match(plain.text)
            called = self.at.next_entry(int(number[1]) if number else None)
            text = plain.text[number.end() :] if number else plain.text
            self._entry(plain.model_copy(update={"text": text}), node, Pointer(kind="number", value=called))
            return
        inline, lines = self._inline(content, self._lines(node))
        if inline.text.count("|") > 3 and not self.own:
            self.remarks.append(f"line {lines[0] + 1}: this looks like a table and is none; it is read as prose")
        self._sentences(inline, "faq" if self.at.answers else "sentence", lines)

    def _is_entry(self, content: SyntaxTreeNode | None) -> bool:
        text = read_inline(content, False).text
        return bool(PRINTED_NUMBER.match(text) or pointers(text))

    def _sentences(self, inline: Inline, kind: UnitKind, lines: tuple[int, int]) -> None:
        links, cited = [at for at, _ in inline.links], [one.at for one in inline.cited]
        for span in sentences(inline.text):
            text = re.sub(r"\s+", " ", span.of(inline.text))
            question = kind == "faq" and not self.own and text.endswith("?")
            self._add(
                "heading" if question else kind,
                text,
                lines,
                links=tuple(link for _, link in _within(inline.links, links, span)),
                cited=_within(inline.cited, cited, span),
                anchor=inline.anchor if span.start == 0 else None,
            )

    def _item(self, item: SyntaxTreeNode, number: int | None) -> None:
        for position, child in enumerate(item.children):
            if child.type != "paragraph":
                self.block(child)
                continue
            content = child.children[0] if child.children else None
            plain = read_inline(content, False)
            listed = self.at.lists and position == 0
            if self.own and plain.anchor and plain.anchor.startswith(("ref-", "rule-")):
                self._entry(plain, child, None)
            elif not self.own and (listed or (plain.anchor or "").startswith("ref-")):
                self._entry(plain, child, Pointer(kind="number", value=self.at.next_entry(number)))
            else:
                inline, lines = self._inline(content, self._lines(child))
                self._sentences(inline, "item", lines)

    def _entry(self, inline: Inline, node: SyntaxTreeNode, entry: Pointer | None) -> None:
        lines = self._lines(node)
        self._html(inline, lines)
        self._add("item", inline.text.strip(), lines, links=_links(inline), anchor=inline.anchor, entry=entry)

    def _table(self, node: SyntaxTreeNode) -> None:
        columns: list[str] = []
        for part in node.children:
            for row in part.children:
                lines = self._lines(row)
                cells = [self._inline(cell.children[0] if cell.children else None, lines)[0] for cell in row.children]
                if part.type == "thead":
                    columns = [cell.text.strip() for cell in cells]
                self._row(cells, columns, part.type == "thead", lines)
                self._widths(row, len(columns), lines)

    def _widths(self, row: SyntaxTreeNode, columns: int, lines: tuple[int, int]) -> None:
        printed = self.source[row.map[0]].strip() if row.map else ""
        width = len(PIPE.split(printed.removeprefix("|").removesuffix("|")))
        if width > columns:
            self.problems.append(f"line {lines[0] + 1}: a row of {width} cells in a table of {columns} columns")
        elif width < columns:
            self.remarks.append(f"line {lines[0] + 1}: a row of {width} cells in a table of {columns} columns")

    def _row(self, cells: list[Inline], columns: list[str], head: bool, lines: tuple[int, int]) -> None:
        label = cells[0].text.strip() if cells else ""
        for position, cell in enumerate(cells):
            body = not head and position > 0
            column = columns[position] if body and position < len(columns) else None
            row = label if body else None
            self._add("cell", cell.text.strip(), lines, links=_links(cell), cited=cell.cited, row=row, column=column)

    def _inline(self, node: SyntaxTreeNode | None, lines: tuple[int, int]) -> tuple[Inline, tuple[int, int]]:
        inline = read_inline(node, not self.own)
        self._html(inline, lines)
        return inline, lines

    def _html(self, inline: Inline, lines: tuple[int, int]) -> None:
        for tag in inline.html:
            if self.own or not DRESSING.fullmatch(tag):
                told = self.problems if self.own or ACTIVE.search(tag) else self.remarks
                told.append(f"line {lines[0] + 1}: raw HTML {tag[:40]!r}")

    def _unread(self, node: SyntaxTreeNode) -> None:
        """Code is not read; HTML that only dresses text is, in an article that is not ours."""
        lines = self._lines(node)
        if is_silent(node, self.own):
            return
        paragraphs = None if self.own else dressed(node)
        if paragraphs is None:
            self.problems.append(unread(node, lines[0] + 1, self.source))
        for text in paragraphs or ():
            self._sentences(uncited(Inline(text=text)), "sentence", lines)


def _within(things: tuple[Placed, ...], places: list[int], span: Span) -> tuple[Placed, ...]:
    """The things whose places, in order, are in the span or at its end."""
    return things[bisect.bisect_left(places, span.start) : bisect.bisect_right(places, span.end)]


def _links(inline: Inline) -> tuple[Link, ...]:
    return tuple(link for _, link in inline.links)
