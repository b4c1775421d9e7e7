"""Reading Markdown: front matter, and every unit with the links that stood in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml
from markdown_it import MarkdownIt
from markdown_it.tree import SyntaxTreeNode
from mdit_py_plugins.front_matter import front_matter_plugin

from draftbot.records.record import Record
from draftbot.records.unit import UnitKind
from draftbot.text.sentences import sentences

ANCHOR = re.compile(r'<a\s+(?:id|name)="([\w-]+)"\s*>')
SLUG = re.compile(r"[^\w]+")


class Link(Record):
    """A link of a unit: its label and where it points."""

    label: str
    target: str


class ReadUnit(Record):
    """A unit as read from a file: plain text without citation marks, the links that stood in it, and where it
    stands.

    ``anchor`` is the id printed before it (``ref-4``), ``section`` the anchor of the nearest heading, ``line``
    counts from 1.
    """

    kind: UnitKind
    text: str
    links: tuple[Link, ...] = ()
    anchor: str | None = None
    section: str = ""
    row: str | None = None
    column: str | None = None
    line: int = 0


class Document(Record):
    """A Markdown file as units. ``problems`` are things that could not be read as prose, such as raw HTML."""

    front_matter: dict[str, object]
    title: str
    units: tuple[ReadUnit, ...]
    problems: tuple[str, ...] = ()


class _Inline(Record):
    """Inline content as marked text: citation links are cut out and remembered by where they stood."""

    text: str
    links: tuple[tuple[int, Link], ...]
    anchor: str | None
    html: tuple[str, ...]


def read_markdown(text: str) -> Document:
    """The document's units in reading order; any text is a document, nothing raises."""
    parser = MarkdownIt("commonmark", {"html": True}).enable("table").use(front_matter_plugin)
    tree = SyntaxTreeNode(parser.parse(text))
    reader = _Reader()
    for node in tree.children:
        reader.block(node)
    return Document(
        front_matter=reader.front_matter,
        title=reader.title,
        units=tuple(reader.units),
        problems=tuple(reader.problems),
    )


class _Reader:
    """Walks the tree once, knowing the section and whether a question is being answered."""

    def __init__(self) -> None:
        self.front_matter: dict[str, object] = {}
        self.units: list[ReadUnit] = []
        self.problems: list[str] = []
        self.title = ""
        self.section = ""
        self.answering = False

    def block(self, node: SyntaxTreeNode) -> None:
        line = (node.map[0] + 1) if node.map else 0
        if node.type == "front_matter":
            self._front_matter(node.content, line)
        elif node.type == "heading":
            self._heading(node, line)
        elif node.type == "paragraph":
            self._sentences(_inline(node.children[0]), "faq" if self.answering else "sentence", line)
        elif node.type in ("bullet_list", "ordered_list"):
            for item in node.children:
                self._item(item)
        elif node.type == "table":
            self._table(node)
        elif node.type == "blockquote":
            for child in node.children:
                self.block(child)
        elif node.type in ("html_block", "code_block", "fence"):
            self.problems.append(f"line {line}: {node.type.replace('_', ' ')} is not read as text")

    def _front_matter(self, content: str, line: int) -> None:
        try:
            loaded = yaml.safe_load(content)
        except yaml.YAMLError:
            self.problems.append(f"line {line}: the front matter is not YAML")
            return
        if isinstance(loaded, dict):
            self.front_matter = {str(key): value for key, value in loaded.items()}
            for key in ("title", "description"):
                if isinstance(self.front_matter.get(key), str):
                    self.units.append(ReadUnit(kind="meta", text=str(self.front_matter[key]), section=key, line=line))

    def _heading(self, node: SyntaxTreeNode, line: int) -> None:
        inline = _inline(node.children[0])
        self._html(inline, line)
        text = inline.text.strip()
        self.answering = text.endswith("?") and node.tag not in ("h1", "h2")
        if node.tag == "h1" and not self.title:
            self.title = text
        if not (self.answering and inline.anchor is None):
            self.section = inline.anchor or SLUG.sub("-", text.lower()).strip("-")
        links = tuple(link for _, link in inline.links)
        self.units.append(
            ReadUnit(kind="heading", text=text, links=links, anchor=inline.anchor, section=self.section, line=line)
        )

    def _sentences(self, inline: _Inline, kind: UnitKind, line: int) -> None:
        self._html(inline, line)
        for span in sentences(inline.text):
            links = tuple(link for at, link in inline.links if span.start <= at <= span.end)
            anchor = inline.anchor if span.start == 0 else None
            text = re.sub(r"\s+", " ", span.of(inline.text))
            self.units.append(
                ReadUnit(kind=kind, text=text, links=links, anchor=anchor, section=self.section, line=line)
            )

    def _item(self, item: SyntaxTreeNode) -> None:
        for child in item.children:
            line = (child.map[0] + 1) if child.map else 0
            if child.type != "paragraph":
                self.block(child)
                continue
            inline = _inline(child.children[0])
            if inline.anchor and inline.anchor.startswith(("ref-", "rule-")):
                self._html(inline, line)
                links = tuple(link for _, link in inline.links)
                text = inline.text.strip()
                self.units.append(
                    ReadUnit(kind="item", text=text, links=links, anchor=inline.anchor, section=self.section, line=line)
                )
            else:
                self._sentences(inline, "item", line)

    def _table(self, node: SyntaxTreeNode) -> None:
        columns: list[str] = []
        for part in node.children:
            for row in part.children:
                line = (row.map[0] + 1) if row.map else 0
                cells = [_inline(cell.children[0]) if cell.children else _inline(None) for cell in row.children]
                if part.type == "thead":
                    columns = [cell.text.strip() for cell in cells]
                self._row(cells, columns, part.type == "thead", line)

    def _row(self, cells: list[_Inline], columns: list[str], head: bool, line: int) -> None:
        label = cells[0].text.strip() if cells else ""
        for position, cell in enumerate(cells):
            self._html(cell, line)
            body = not head and position > 0
            self.units.append(
                ReadUnit(
                    kind="cell",
                    text=cell.text.strip(),
                    links=tuple(link for _, link in cell.links),
                    section=self.section,
                    row=label if body else None,
                    column=columns[position] if body and position < len(columns) else None,
                    line=line,
                )
            )

    def _html(self, inline: _Inline, line: int) -> None:
        self.problems.extend(f"line {line}: raw HTML {tag[:40]!r}" for tag in inline.html)


def _inline(node: SyntaxTreeNode | None) -> _Inline:
    text: list[str] = []
    links: list[tuple[int, Link]] = []
    html: list[str] = []
    anchor: str | None = None
    length = 0
    for kind, value, target in _pieces(node):
        if kind == "html":
            found = ANCHOR.match(value)
            if found and anchor is None and not "".join(text).strip():
                anchor = found.group(1)
            elif not found and value not in ("</a>", "<br>", "<br/>", "<br />") and not value.startswith("<!--"):
                html.append(value)
        elif kind == "link" and target.startswith("#"):
            while text and text[-1].endswith(" "):
                length -= 1
                text[-1] = text[-1][:-1]
            links.append((length, Link(label=value, target=target)))
        else:
            if kind == "link":
                links.append((length, Link(label=value, target=target)))
            text.append(value)
            length += len(value)
    return _Inline(text="".join(text), links=tuple(links), anchor=anchor, html=tuple(html))


def _pieces(node: SyntaxTreeNode | None) -> Iterator[tuple[str, str, str]]:
    """(kind, text, target) of each inline piece, flattened; emphasis is only its text."""
    for child in node.children if node else ():
        if child.type == "link":
            label = "".join(value for kind, value, _ in _pieces(child) if kind == "text")
            yield "link", label, str(child.attrs.get("href", ""))
        elif child.type in ("text", "code_inline"):
            yield "text", child.content, ""
        elif child.type in ("softbreak", "hardbreak"):
            yield "text", "\n" if child.type == "hardbreak" else " ", ""
        elif child.type == "html_inline":
            yield "html", child.content, ""
        elif child.type == "image":
            yield "html", "<img>", ""
        else:
            yield from _pieces(child)
