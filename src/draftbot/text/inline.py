"""Inline Markdown as plain text: links, anchors and citation marks are taken out and remembered by where they stood."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markdown_it.tree import SyntaxTreeNode

from draftbot.records.record import Record
from draftbot.text.marks import SQUARE, Mark, Pointer, marks, pointers

ANCHOR = re.compile(r'<a\s+(?:id|name)="([\w-]+)"\s*>')
SKIPPED = frozenset({"</a>", "<br>", "<br/>", "<br />"})
# Tags that only dress text, in articles that others wrote.
DRESSING = re.compile(
    r"</?(?:b|i|u|s|em|strong|small|mark|sub|sup|span|abbr|kbd|q|cite|code|del|ins|a|p|div|center|font|details|summary|"
    r"section|article|aside|header|footer|figure|figcaption|blockquote|hr|br)(?:\s(?![^<>]*\bon\w+\s*=)[^<>]*)?/?>",
    re.IGNORECASE,
)
# Tags that can run, load, hide or restyle something; any other tag of a foreign article is only odd.
ACTIVE = re.compile(
    r"<[!?]|</?(?:script|style|iframe|frame|frameset|object|embed|applet|link|meta|base|form|input|button|select|textarea|svg|"
    r"math|template|noscript|img|image|video|audio|source|track|canvas|portal|dialog|slot|xmp|plaintext|title)\b|"
    r"\bon\w+\s*=|\bstyle\s*=|\bhidden\b|javascript:",
    re.IGNORECASE,
)
BACK = ("↩", "↩︎")
NUMERIC_LABEL = re.compile(r"^\W*(?:refs?\.?\s*|source\s*)?\d{1,3}(?:\W+\d{1,3})*\W*$", re.IGNORECASE)


class Link(Record):
    """A link of a unit: its label and where it points."""

    label: str
    target: str


class Cited(Record):
    """A citation and where in the text it stood."""

    at: int
    label: str
    pointers: tuple[Pointer, ...]
    sure: bool = True


class Inline(Record):
    """Inline content as text. ``links`` and ``cited`` carry the positions at which they stood in it."""

    model_config = Record.model_config | {"str_strip_whitespace": False}
    text: str
    links: tuple[tuple[int, Link], ...] = ()
    cited: tuple[Cited, ...] = ()
    anchor: str | None = None
    html: tuple[str, ...] = ()


def read_inline(node: SyntaxTreeNode | None, foreign: bool) -> Inline:
    """The content of a node. In a ``foreign`` article citations may have any form, and tags that dress text pass."""
    text: list[str] = []
    links: list[tuple[int, Link]] = []
    html: list[str] = []
    anchor: str | None = None
    length, raised = 0, False
    for kind, value, target in _pieces(node):
        if kind == "html":
            raised = value.lower().startswith("<sup")
            found = ANCHOR.match(value)
            if found and anchor is None and not "".join(text).strip():
                anchor = found.group(1)
            elif not (found or value in SKIPPED or value.startswith("<!--") or (foreign and DRESSING.fullmatch(value))):
                html.append(value)
            continue
        if kind == "link":
            cut = _is_mark(value, target)
            while cut and text and text[-1].endswith(" "):
                length -= 1
                text[-1] = text[-1][:-1]
            links.append((length, Link(label=value, target=target)))
            if cut:
                continue
        elif raised and NUMERIC_LABEL.match(value) and not SQUARE.search("".join(text)):
            value = f"[{value.strip('[] ')}]"
        text.append(value)
        length += len(value)
    inline = Inline(text="".join(text), links=tuple(links), anchor=anchor, html=tuple(html))
    return uncited(inline) if foreign else inline


def _is_mark(label: str, target: str) -> bool:
    """Whether a link is a citation: a number, or our own word for a rule. Any other label is text that readers see, a
    work's own number in a register too."""
    numbered = NUMERIC_LABEL.match(label) and not ("//" in target and target.rstrip("/").endswith(f"/{label}"))
    return bool(numbered) or (label == "rule" and target.startswith("#rule-")) or label in BACK


def uncited(inline: Inline) -> Inline:
    """The inline text without the marks that are no part of a sentence, and every citation with its new position."""
    pieces: list[str] = []
    length, cursor = 0, 0
    cited: list[Cited] = []
    cuts: list[tuple[int, int]] = []
    for mark in marks(inline.text):
        piece = inline.text[cursor : mark.end]
        if mark.cut:
            piece = inline.text[cursor : mark.start]
            shorter = piece.rstrip(" ")
            cuts.append((mark.start - (len(piece) - len(shorter)), mark.end))
            piece = shorter
        cursor = mark.end
        pieces.append(piece)
        length += len(piece)
        cited.append(_cited(mark, length))
    kept = "".join([*pieces, inline.text[cursor:]])
    links = tuple((at - _removed(cuts, at), link) for at, link in inline.links)
    named = ((at, link, _link_pointers(link)) for at, link in links)
    cited += [Cited(at=at, label=link.label, pointers=works) for at, link, works in named if works]
    return inline.model_copy(update={"text": kept, "links": links, "cited": tuple(sorted(cited, key=lambda c: c.at))})


def _cited(mark: Mark, at: int) -> Cited:
    return Cited(at=at, label=mark.label, pointers=mark.pointers, sure=mark.sure)


def _removed(cuts: list[tuple[int, int]], at: int) -> int:
    return sum(min(end, at) - start for start, end in cuts if start < at)


def _link_pointers(link: Link) -> tuple[Pointer, ...]:
    """What a link cites: an entry by its anchor, or by its number, or a work by the register that it leads to."""
    if not link.target.startswith("#"):
        return pointers(link.target)
    anchor = Pointer(kind="anchor", value=link.target[1:])
    if not _is_mark(link.label, link.target):
        return ()
    numbers = re.findall(r"\d{1,3}", link.label)
    return (anchor, *(Pointer(kind="number", value=number) for number in numbers[:1]))


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
        elif child.type == "footnote_ref":
            yield "text", f"[^{child.meta['label']}]", ""
        else:
            yield from _pieces(child)
