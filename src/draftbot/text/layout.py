"""Making any text file readable as Markdown: embedded JSON-LD set aside, texts without blank lines laid out."""

from __future__ import annotations

import re

from draftbot.records.record import Record
from draftbot.text.annotations import ANNOTATION, blanked
from draftbot.text.embedded import Embedded, embedded

NEWLINE = re.compile(r"\r\n?|\n")
TABLE_ROW = re.compile(r"^\s*\|.*\|\s*$")
LIST_ITEM = re.compile(r"^\s*(?:[-*+•]|\d{1,3}[.)])\s+\S")
NUMBERED = re.compile(r"^\s*\d{1,3}[.)]\s+\S")
LONE_BULLET = re.compile(r"^\s*[-*+•]\s*$")
MARKED = re.compile(r"^\s*(?:#{1,6}\s|>|```|~~~|<)")
# an entry of a list of references that is printed as "[4] Authors ..."
ENTRY = re.compile(r"^\s{0,3}\[\d{1,3}\]\s+\S")
LONGEST_HEADING = 80


class Layout(Record):
    """A text ready for a Markdown parser; ``lines[n]`` is the line (from 0) of the file that its line ``n`` shows."""

    model_config = Record.model_config | {"str_strip_whitespace": False}
    text: str
    lines: tuple[int, ...]
    graphs: tuple[Embedded, ...]


def laid_out(text: str) -> Layout:
    """The layout of any text. A file whose prose has no blank line and no heading mark at all is read line by line:
    each line a paragraph, a short line without a closing stop a heading."""
    graphs = embedded(text)
    lines = NEWLINE.split(_blanked(text, graphs).removeprefix("\ufeff"))
    numbered = _loose(lines) if _is_loose(text, graphs) else _parted(lines)
    return Layout(
        text="\n".join(line for line, _ in numbered) + "\n", lines=tuple(at for _, at in numbered), graphs=graphs
    )


def _blanked(text: str, graphs: tuple[Embedded, ...]) -> str:
    """The text with the regions emptied, their line ends kept."""
    pieces, cursor = [], 0
    for graph in graphs:
        pieces += [text[cursor : graph.start], re.sub(r"[^\r\n]", " ", text[graph.start : graph.end])]
        cursor = graph.end
    return "".join([*pieces, text[cursor:]])


def _is_loose(text: str, graphs: tuple[Embedded, ...]) -> bool:
    prose = blanked(text)[: graphs[0].start] if graphs else blanked(text)
    lines = NEWLINE.split(prose.strip())
    return len(lines) > 3 and all(line.strip() for line in lines) and not any(MARKED.match(line) for line in lines)


def _parted(lines: list[str]) -> list[tuple[str, int]]:
    """Numbered entries that follow each other without a blank line become paragraphs of their own."""
    parted: list[tuple[str, int]] = []
    for at, line in enumerate(lines):
        if ENTRY.match(line) and at and lines[at - 1].strip():
            parted.append(("", at))
        parted.append((line, at))
    return parted


def _loose(lines: list[str]) -> list[tuple[str, int]]:
    laid: list[tuple[str, int]] = []
    bullet, before = False, ""
    for at, line in enumerate(lines):
        if LONE_BULLET.match(line):
            bullet = True
            continue
        shown = f"- {line.strip()}" if bullet and line.strip() else _shown(lines, at)
        kin = any(pattern.match(shown) and pattern.match(before) for pattern in (TABLE_ROW, LIST_ITEM))
        if before.strip() and not kin:
            laid.append(("", at))
        laid.append((shown, at))
        bullet, before = False, shown
    return laid


def _shown(lines: list[str], at: int) -> str:
    line, told = _parted_from_verdicts(lines[at].strip())
    return f"{_marked(lines, at, line)}{told}"


def _parted_from_verdicts(line: str) -> tuple[str, str]:
    """A line, and the annotations at its end: they do not count in what kind of line it is."""
    first = ANNOTATION.search(line)
    if first is None or blanked(line)[first.start() :].strip():
        return line, ""
    return line[: first.start()].rstrip(), f" {line[first.start() :]}"


def _marked(lines: list[str], at: int, line: str) -> str:
    if TABLE_ROW.match(line) or not line:
        return line
    if LIST_ITEM.match(line):
        alone = NUMBERED.match(line) and not any(NUMBERED.match(other) for other in lines[at + 1 : at + 2])
        return f"### {line}" if alone and _is_heading(line) else line
    if at == 0 and _is_heading(line):
        return f"# {line}"
    return f"## {line}" if _is_heading(line) else line


def _is_heading(line: str) -> bool:
    return len(line) <= LONGEST_HEADING and line[-1] not in ".:;,!|" and line[0] not in "{}[]\"'("
