"""A verified article with each verdict behind what it is about, as a comment or as a footnote."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import zip_longest
from typing import Literal

from draftbot.records.verdict import Finding
from draftbot.reports import CheckedUnit, VerifyReport
from draftbot.text.annotations import annotation, blanked, has_notes, note, note_mark, note_marks, removed
from draftbot.text.markdown import read_markdown
from draftbot.text.parser import noted

Form = Literal["comments", "footnotes"]
# Marks that belong to the words before them: a citation, emphasis, a closing quote, the second-hand sign.
CLOSING = re.compile(r"(?:[*_~”’\"')\]†.,;:]|\s?\[[^\[\]\n]{1,40}\](?:\([^()\s]*\))?|</?(?:b|i|em|strong|sup|a)>)*")
MOST_WORDS = 8


def annotated(text: str, report: VerifyReport, form: Form = "comments") -> str:
    """The text with each unit's verdict behind it; earlier ones are taken away. What has no place of its own (JSON-LD,
    front matter) is told in comments at the end of the file, and so is all of it where a comment or a mark would change
    what is read."""
    inside = [unit for unit in report.units if unit.line and unit.kind not in ("meta", "jsonld")]
    apart = [unit for unit in report.units if unit.line and unit.kind in ("meta", "jsonld")]
    told = _noted(text, inside) if form == "footnotes" else _commented(text, inside)
    told = _footed(told, [annotation(f"{_words(unit)}: {said(unit)}") for unit in apart])
    if _shape(told) != _shape(text) or not _shown(told):
        told = _footed(removed(text), [annotation(f"{_words(unit)}: {said(unit)}") for unit in [*inside, *apart]])
    return told


def misquoted(text: str, report: VerifyReport) -> Iterator[Finding]:
    """A blocking finding where a page shows verdicts as footnotes that are not those which it has now: a reader would
    take them for ours."""
    if not has_notes(text):
        return
    now = annotated(text, report, "footnotes")
    lines = zip_longest(text.splitlines(), now.splitlines())
    first = next((number for number, (old, new) in enumerate(lines, start=1) if old != new), None)
    if first is not None:
        told = "the footnotes with verdicts are not what is found now; annotate the page again or take them out"
        yield Finding(severity="block", check="markup", message=f"line {first}: {told}")


def said(unit: CheckedUnit) -> str:
    """A verdict in one line: its word, the sources, each finding."""
    sources = dict.fromkeys((*unit.citations, *(span.source for span in unit.evidence)))
    parts = [unit.verdict, *([", ".join(sources)] if sources else [])]
    return "; ".join([*parts, *(f"{finding.severity} {finding.check}: {finding.message}" for finding in unit.findings)])


def _commented(text: str, units: Sequence[CheckedUnit]) -> str:
    return _marked(text, _told(text, units), annotation)


def _noted(text: str, units: Sequence[CheckedUnit]) -> str:
    """Units that are told the same share a footnote; the first to be read has the first number."""
    told = _told(text, units)
    numbers = {what: at for at, what in enumerate(dict.fromkeys(what for at in sorted(told) for what in told[at]), 1)}
    marked = _marked(text, told, lambda what: note_mark(numbers[what]))
    return _footed(marked, [note(number, what) for what, number in numbers.items()])


def _told(text: str, units: Sequence[CheckedUnit]) -> Mapping[int, list[str]]:
    """What is said, by the places where it belongs: behind the marks that close a unit."""
    visible = blanked(text)
    told: dict[int, list[str]] = defaultdict(list)
    for unit in units:
        end = unit.end - 1 if visible[unit.end - 1 : unit.end] == "|" else unit.end
        closing = CLOSING.match(visible, end)
        told[closing.end() if closing else end].append(said(unit))
    return told


def _marked(text: str, told: Mapping[int, list[str]], mark: Callable[[str], str]) -> str:
    pieces, cursor = [], 0
    for at in sorted(told):
        pieces += [removed(text[cursor:at]), " ", " ".join(dict.fromkeys(map(mark, told[at])))]
        cursor = at
    return "".join([*pieces, removed(text[cursor:])])


def _footed(text: str, lines: Sequence[str]) -> str:
    return f"{text.rstrip()}\n\n{chr(10).join(lines)}\n" if lines else text


def _words(unit: CheckedUnit) -> str:
    words = unit.text.split()
    return f"“{' '.join(words[:MOST_WORDS])}{' …' if len(words) > MOST_WORDS else ''}”"


def _shape(text: str) -> list[tuple[str, str, str | None, str | None]]:
    return [(unit.kind, unit.text, unit.row, unit.column) for unit in read_markdown(text).units]


def _shown(text: str) -> bool:
    """Whether every mark of a footnote is one to a reader of the page: within code it would be printed as it is."""
    marks = note_marks(text)
    return not marks or Counter(marks) == Counter(label for label in noted(text) if label in marks)
