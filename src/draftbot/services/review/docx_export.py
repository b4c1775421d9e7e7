"""The article as a Word document: findings, decisions and comments stand as comments on their sentences."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from itertools import groupby
from typing import TYPE_CHECKING

from draftbot.decisions.page import Chunk, Page
from draftbot.records.unit import Unit
from draftbot.services.review.case import Case

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

# What XML 1.0 cannot hold.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def document(case: Case, page: Page) -> bytes:
    """The .docx file."""
    import docx

    made = docx.Document()
    made.core_properties.title = page.document.title
    made.core_properties.created = made.core_properties.modified = datetime(2000, 1, 1, tzinfo=UTC)
    chunks = [chunk for chunk in page.chunks if chunk.units and chunk.kind != "front"]
    for kind, group in groupby(chunks, key=lambda chunk: chunk.kind):
        members = list(group)
        if kind == "row":
            _table(made, members, case, page)
        else:
            for chunk in members:
                _paragraph(made, chunk, case, page)
    out = io.BytesIO()
    made.save(out)
    return out.getvalue()


def _paragraph(made: Document, chunk: Chunk, case: Case, page: Page) -> None:
    if chunk.kind == "heading":
        paragraph = made.add_heading(level=min(chunk.level, 4))
    else:
        paragraph = made.add_paragraph(style="List Bullet" if chunk.kind == "item" else None)
    entries = (unit.block.removeprefix("entry-") for unit in chunk.units if unit.block)
    number = next((page.numbers[source] for source in entries if source in page.numbers), None)
    if chunk.kind == "entry" and number:
        paragraph.add_run(f"{number}. ")
    for unit in chunk.units:
        _unit(made, paragraph, unit, case, page)


def _table(made: Document, rows: list[Chunk], case: Case, page: Page) -> None:
    columns = max(len(row.units) for row in rows)
    table = made.add_table(rows=len(rows), cols=columns, style="Light Grid Accent 1")
    for line, row in zip(table.rows, rows, strict=True):
        for cell, unit in zip(line.cells, row.units, strict=False):
            _unit(made, cell.paragraphs[0], unit, case, page)


def _unit(made: Document, paragraph: Paragraph, unit: Unit, case: Case, page: Page) -> None:
    marks = [f"[{page.numbers.get(source, '?')}]" for source in unit.sources]
    marks += [f"[rule: {unit.rule}]"] if unit.rule else []
    body, stop = (unit.text[:-1], unit.text[-1]) if marks and unit.text[-1:] in ".?!" else (unit.text, "")
    run = paragraph.add_run(_clean(" ".join([body, *marks]) + stop + " "))
    for author, text in _remarks(unit, case):
        made.add_comment(run, text=_clean(text), author=_clean(author), initials=_clean(author[:2].upper()))


def _remarks(unit: Unit, case: Case) -> Iterator[tuple[str, str]]:
    verdict, own = case.verdict(unit), case.standings().get(id(unit))
    for finding in verdict.findings if verdict else ():
        if finding.severity != "note":
            yield "draftbot", f"{finding.severity}: {finding.check}: {finding.message}"
    for decision in own.comments if own else ():
        yield decision.editor, decision.text
    if own and own.judgement and own.judgement.action == "exempt":
        yield own.judgement.editor, f"no citation needed: {own.judgement.text}"


def _clean(text: str) -> str:
    return UNPRINTABLE.sub("\ufffd", text)
