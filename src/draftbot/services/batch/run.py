"""A batch from its pairs to its index page."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from draftbot.connect import embedder, vector_store
from draftbot.corpus import load_corpus
from draftbot.errors import DraftbotError
from draftbot.index import build
from draftbot.pair import canonical_pair
from draftbot.progress import Progress
from draftbot.prompts import load_plan
from draftbot.records.corpus import Corpus
from draftbot.records.record import Record
from draftbot.services.batch import cluster, processes
from draftbot.services.batch.article import Task
from draftbot.services.batch.asked import Names, all_pairs, pairs_in
from draftbot.services.batch.basis import basis
from draftbot.services.batch.index_page import write_index
from draftbot.services.batch.records import Page, Pages
from draftbot.settings import Settings


class How(Record):
    """How a batch is run: with so many processes here, or on the Ray cluster at an address; ``again``: skip nothing."""

    jobs: int = 1
    cluster: str | None = None
    again: bool = False
    writer: str = "offline"


class BatchReport(Record):
    """What a batch did. ``exit_code`` is 5 when an article failed, 3 when units were held, else 0."""

    index: str
    pages: tuple[Page, ...]
    skipped: tuple[str, ...]
    summary: dict[str, int]
    exit_code: int


def batch(settings: Settings, pairs: Path | None, out: Path, how: How, progress: Progress) -> BatchReport:
    """Drafts the pairs of a CSV file, or every pair, and writes ``index.html`` and ``index.json`` beside the articles.

    A page is skipped when it was drafted from exactly what it would be drafted from now. What fails is listed and does
    not stop the others; a run that was broken off goes on where it was. Raises BadInput for a file of no pairs.
    """
    progress("reading the corpus", 0, 0)
    corpus = load_corpus(settings.corpus)
    names = pairs_in(pairs) if pairs else all_pairs(corpus)
    vectors = embedder(settings, os.environ)
    build(corpus, settings.index, vectors, progress, vector_store(settings, os.environ, vectors))
    known = Pages(settings.state, out)
    done: dict[str, Page] = {}
    tasks: dict[str, Task] = {}
    for each in _tasks(settings, corpus, names, out, how):
        if isinstance(each, Page):
            done[each.name] = each
            continue
        name = "-vs-".join(each.pair)
        page = None if how.again else known.current(name, each.basis, out / name)
        if page:
            done[name] = page
        else:
            tasks[name] = each
    skipped = [page.name for page in done.values() if page.state != "failed"]
    waiting = len(tasks)
    progress("drafting", 0, waiting)
    for number, page in enumerate(_run(list(tasks.values()), how), start=1):
        done[page.name] = page
        write_index(out, list(done.values()), waiting - number)
        progress("drafting", number, waiting)
    return _report(out, done, skipped)


def _tasks(settings: Settings, corpus: Corpus, names: Iterable[Names], out: Path, how: How) -> Iterator[Task | Page]:
    """A task for each pair; a failed page for one that cannot be drafted at all."""
    loaded = load_plan(settings.prompts)
    for asked in names:
        try:
            pair = canonical_pair(corpus, asked, settings.example)
        except DraftbotError as error:
            yield Page(pair=asked, folder="", state="failed", why=(str(error),))
            continue
        rests_on = basis(settings, corpus, loaded, pair, how.writer)
        yield Task(settings=settings, out=out, pair=pair, basis=rests_on, writer=how.writer)


def _run(tasks: Sequence[Task], how: How) -> Iterator[Page]:
    if not tasks:
        return iter(())
    return cluster.run(tasks, how.cluster) if how.cluster else processes.run(tasks, how.jobs)


def _report(out: Path, done: dict[str, Page], skipped: Sequence[str]) -> BatchReport:
    pages = sorted(done.values(), key=lambda page: page.name)
    index = write_index(out, pages, 0)
    states = Counter(page.state for page in pages)
    summary = {"pages": len(pages), "skipped": len(skipped), **{s: states[s] for s in ("whole", "held", "failed")}}
    return BatchReport(
        index=str(index),
        pages=tuple(pages),
        skipped=tuple(sorted(skipped)),
        summary=summary,
        exit_code=5 if states["failed"] else 3 if states["held"] else 0,
    )
