"""A verified article written back with each verdict as a comment behind what it is about."""

from __future__ import annotations

import re
from collections import defaultdict
from pathlib import Path

from draftbot.errors import BadInput, Unpublishable
from draftbot.page import page_text
from draftbot.reports import CheckedUnit, VerifyReport
from draftbot.text.annotations import annotation, blanked, removed
from draftbot.text.markdown import read_markdown
from draftbot.whole_file import write_whole

# Marks that belong to the words before them: a citation, emphasis, a closing quote, the second-hand sign.
CLOSING = re.compile(r"(?:[*_~”’\"')\]†.,;:]|\s?\[[^\[\]\n]{1,40}\](?:\([^()\s]*\))?|</?(?:b|i|em|strong|sup|a)>)*")
MOST_WORDS = 8


def annotate(path: Path, report: VerifyReport, out: Path) -> Path:
    """Writes the annotated Markdown whole or not at all; earlier annotations are replaced. Raises BadInput where
    ``out`` is a folder or its place does not exist, Unpublishable when the disk refuses."""
    if out.is_dir() or not out.parent.is_dir():
        raise BadInput("is no place for a file; name a file in a folder that exists", path=str(out))
    written = annotated(page_text(path), report).encode()
    try:
        write_whole(out, written)
    except OSError as error:
        raise Unpublishable(f"{out} cannot be written: {error.strerror}; what was there stays") from error
    return out


def annotated(text: str, report: VerifyReport) -> str:
    """The text with a comment behind each unit; at the end of the file where a comment would change what is read."""
    inside = [unit for unit in report.units if unit.line and unit.kind not in ("meta", "jsonld")]
    apart = [unit for unit in report.units if unit.line and unit.kind in ("meta", "jsonld")]
    told = _footed(_inline(text, inside), apart)
    if _shape(told) != _shape(text):
        told = _footed(removed(text), [*inside, *apart])
    return told


def _inline(text: str, units: list[CheckedUnit]) -> str:
    visible = blanked(text)
    marks: dict[int, list[str]] = defaultdict(list)
    for unit in units:
        end = unit.end - 1 if visible[unit.end - 1 : unit.end] == "|" else unit.end
        closing = CLOSING.match(visible, end)
        marks[closing.end() if closing else end].append(annotation(said(unit)))
    pieces, cursor = [], 0
    for at in sorted(marks):
        pieces += [removed(text[cursor:at]), " ", " ".join(dict.fromkeys(marks[at]))]
        cursor = at
    return "".join([*pieces, removed(text[cursor:])])


def _footed(text: str, units: list[CheckedUnit]) -> str:
    if not units:
        return text
    lines = "\n".join(annotation(f"{_words(unit)}: {said(unit)}") for unit in units)
    return f"{text.rstrip()}\n\n{lines}\n"


def _words(unit: CheckedUnit) -> str:
    words = unit.text.split()
    return f"“{' '.join(words[:MOST_WORDS])}{' …' if len(words) > MOST_WORDS else ''}”"


def said(unit: CheckedUnit) -> str:
    """A verdict in one line: its word, the sources, each finding."""
    sources = dict.fromkeys((*unit.citations, *(span.source for span in unit.evidence)))
    parts = [unit.verdict, *([", ".join(sources)] if sources else [])]
    return "; ".join([*parts, *(f"{finding.severity} {finding.check}: {finding.message}" for finding in unit.findings)])


def _shape(text: str) -> list[tuple[str, str, str | None, str | None]]:
    return [(unit.kind, unit.text, unit.row, unit.column) for unit in read_markdown(text).units]
