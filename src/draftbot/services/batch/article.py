"""One article of a batch, in whatever process: everything that goes wrong with it is its own failure."""

from __future__ import annotations

import os
import time
from hashlib import sha256
from pathlib import Path

from draftbot import pipeline
from draftbot.connect import connect
from draftbot.errors import DraftbotError
from draftbot.llm import Limits
from draftbot.model_writer import ModelWriter
from draftbot.progress import silent
from draftbot.records.record import Record
from draftbot.reports import DraftReport
from draftbot.services.batch.basis import Basis
from draftbot.services.batch.records import Page, Pages
from draftbot.settings import Settings


class Task(Record):
    """An article to draft: everything that a worker needs, on any machine that sees the same folders."""

    settings: Settings
    out: Path
    pair: tuple[str, str]
    basis: Basis
    writer: str


def draft_one(task: Task) -> Page:
    """Drafts the article as `draftbot draft` does, records and returns how it went."""
    started = time.monotonic()
    folder = task.out / "-vs-".join(task.pair)
    try:
        report = pipeline.draft(task.settings, task.pair, task.out, silent, _writer(task))
        page = _drafted(task, report)
    except DraftbotError as error:
        page = Page(pair=task.pair, folder=str(folder), state="failed", why=(str(error),))
    except Exception as error:  # a bug must not stop the other articles; it is told as one
        told = f"a bug: {type(error).__name__}: {error}"
        page = Page(pair=task.pair, folder=str(folder), state="failed", why=(told,))
    page = page.model_copy(update={"seconds": round(time.monotonic() - started, 2)})
    Pages(task.settings.state, task.out).write(page)
    return page


def _writer(task: Task) -> ModelWriter | None:
    if task.writer != "llm":
        return None
    return ModelWriter(task.settings, connect(task.settings, os.environ, Limits()), 1)


def _drafted(task: Task, report: DraftReport) -> Page:
    article = Path(report.folder) / pipeline.ARTICLE
    return Page(
        pair=task.pair,
        folder=report.folder,
        state="held" if report.held else "whole",
        words=report.words,
        proved=report.units.get("supported", 0),
        derived=report.units.get("derived", 0),
        held=len(report.held),
        thin=report.thin,
        revision=report.revision,
        why=report.held[:5],
        basis=task.basis,
        sha256=sha256(article.read_bytes()).hexdigest(),
    )
