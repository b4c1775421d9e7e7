"""Claims and sources as a table: one row for each unit and each source that it rests on."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from draftbot.decisions.page import Page
from draftbot.services.review.case import Case
from draftbot.text.citation import bibliographic_line

HEAD = (
    "section",
    "kind",
    "row",
    "column",
    "text",
    "verdict",
    "decision",
    "by",
    "rule",
    "source",
    "work",
    "quotes",
    "findings",
)
# A cell that opens like this is run as a formula by spreadsheets (OWASP, CSV injection).
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def rows(case: Case, page: Page) -> str:
    """The table, its cells safe to open in a spreadsheet; UTF-8 with a mark that Excel understands."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    writer.writerow(HEAD)
    writer.writerows([_safe(cell) for cell in row] for row in _rows(case, page))
    return out.getvalue()


def _rows(case: Case, page: Page) -> Iterator[tuple[str, ...]]:
    standings = case.standings()
    for chunk, unit in page.units():
        if chunk.kind == "front":
            continue
        verdict, own = case.verdict(unit), standings.get(id(unit))
        judged = own.judgement if own else None
        told = (verdict.verdict if verdict else "", judged.action if judged else "", judged.editor if judged else "")
        findings = "; ".join(f"{f.severity} {f.check}: {f.message}" for f in verdict.findings) if verdict else ""
        for source in unit.sources or ("",):
            reference = case.corpus.references.get(source)
            quotes = " … ".join(e.quote for e in verdict.evidence if e.source == source) if verdict else ""
            work = bibliographic_line(reference) if reference else ""
            place = (unit.section, unit.kind, unit.row or "", unit.column or "", unit.text)
            yield (*place, *told, unit.rule or "", source, work, quotes, findings)


def _safe(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
