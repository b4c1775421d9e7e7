"""What an editor takes along: the article as decided, in the formats that other desks work with."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import NamedTuple

from draftbot.decisions.page import Page
from draftbot.errors import UserError
from draftbot.services.review import csv_export, docx_export, sign_off
from draftbot.services.review.case import Case
from draftbot.services.review.critic_markup import critic_markup
from draftbot.settings import Settings
from draftbot.trace import to_web_annotations, trace_bytes

KINDS_OFFERED = (
    ("md", "Markdown"),
    ("html", "HTML report"),
    ("trace", "Trace"),
    ("annotations", "W3C Web Annotation"),
    ("critic", "CriticMarkup of the changes"),
    ("csv", "CSV of claims and sources"),
    ("docx", "Word, findings as comments"),
)


class Exported(NamedTuple):
    """A file to hand out: its name, its media type and its bytes."""

    file: str
    media: str
    content: bytes


def export(settings: Settings, case: Case, kind: str) -> Exported:
    """The article as decided so far in one of ``KINDS_OFFERED``; raises UserError for another kind."""
    makers: dict[str, Callable[[Case, Page], Exported]] = {
        "md": _markdown,
        "html": _report,
        "trace": _trace,
        "annotations": _annotations,
        "critic": _critic,
        "csv": _csv,
        "docx": _docx,
    }
    if kind not in makers:
        raise UserError(f"no export named {kind!r}; there are {', '.join(makers)}")
    with case.lock:
        return makers[kind](case, sign_off.final_page(settings, case, case.decisions))


def _markdown(case: Case, page: Page) -> Exported:
    text = sign_off.final_text(page, case.decisions)
    return Exported(f"{case.name}.md", "text/markdown; charset=utf-8", text.encode())


def _report(case: Case, page: Page) -> Exported:
    return Exported(f"{case.name}.html", "text/html; charset=utf-8", sign_off.report(case, page).encode())


def _trace(case: Case, page: Page) -> Exported:
    return Exported(f"{case.name}.trace.json", "application/json", trace_bytes(sign_off.trace_now(case, page)))


def _annotations(case: Case, page: Page) -> Exported:
    found = to_web_annotations(sign_off.trace_now(case, page))
    content = json.dumps(found, ensure_ascii=False, indent=1).encode()
    return Exported(f"{case.name}.annotations.jsonld", "application/ld+json", content)


def _critic(case: Case, page: Page) -> Exported:
    return Exported(f"{case.name}.critic.md", "text/markdown; charset=utf-8", critic_markup(case, page).encode())


def _csv(case: Case, page: Page) -> Exported:
    return Exported(f"{case.name}.csv", "text/csv; charset=utf-8", csv_export.rows(case, page).encode())


def _docx(case: Case, page: Page) -> Exported:
    media = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    return Exported(f"{case.name}.docx", media, docx_export.document(case, page))
