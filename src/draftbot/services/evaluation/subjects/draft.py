"""A pair's article, drafted as a user would, and everything that can be counted on it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Literal

from draftbot import pipeline
from draftbot.errors import Unpublishable
from draftbot.evals.asked import DraftCase
from draftbot.evals.cases import load_cases
from draftbot.evals.item import Item
from draftbot.evals.suite_file import CASES, SuiteFile
from draftbot.llm.faults import Fault
from draftbot.records.record import Record
from draftbot.reports import DraftReport
from draftbot.services.evaluation.drafted import Drafted
from draftbot.services.evaluation.subjects.options import options
from draftbot.services.evaluation.told import told
from draftbot.services.evaluation.units import units
from draftbot.services.evaluation.views import views
from draftbot.services.evaluation.world import World
from draftbot.text.markdown import read_markdown
from draftbot.trace import Trace
from draftbot.verify import read_article

BATCH = 1


class DraftOptions(Record):
    """Who writes: the offline writer, or a model whose calls are recorded beside the suite."""

    writer: Literal["offline", "llm"] = "offline"


def cases(suite: SuiteFile, world: World) -> Sequence[DraftCase]:
    options(suite, DraftOptions)
    return load_cases(world.suites / suite.name / CASES, DraftCase)


def sources(case: DraftCase) -> Iterable[str]:
    del case
    return ()


def items(case: DraftCase, suite: SuiteFile, world: World) -> Iterator[Item]:
    report = world.article(case.pair, suite)
    drafted = read(case, report, world)
    _refuse_faults(drafted.trace)
    yield from units(drafted, world)
    yield from told(drafted, world)
    yield from views(drafted, world)
    yield from _cost(drafted)


def read(case: DraftCase, report: DraftReport, world: World) -> Drafted:
    """The article as it stands on disk, read back."""
    folder = Path(report.folder)
    page = (folder / pipeline.ARTICLE).read_text(encoding="utf-8")
    graph: object = json.loads((folder / pipeline.JSONLD).read_text(encoding="utf-8"))
    document = read_markdown(page)
    return Drafted(
        case=case.id,
        pair=case.pair,
        page=page,
        graph=graph,
        document=document,
        article=read_article(document, graph, world.corpus),
        trace=Trace.model_validate_json((folder / pipeline.TRACE).read_bytes()),
        report=report,
    )


def _refuse_faults(trace: Trace) -> None:
    """Sections that the model was not asked about are the offline writer's, and no evidence about the model."""
    writing = trace.provenance.writing
    for section in writing.sections if writing else ():
        if section.fault and section.fault.startswith("budget"):
            raise Fault("budget", f"section {section.section}: {section.fault.removeprefix('budget: ')}")
        if section.fault:
            raise Unpublishable(f"section {section.section}: {section.fault}")


def _cost(drafted: Drafted) -> Iterator[Item]:
    writing = drafted.trace.provenance.writing
    if writing is None:
        return
    tokens = sum(section.prompt_tokens + section.completion_tokens for section in writing.sections)
    published = sum(unit.verdict in ("supported", "derived") for unit in drafted.trace.units)
    yield Item(
        id=f"{drafted.case}/cost",
        cluster=drafted.case,
        kind="cost",
        text=f"{'-vs-'.join(drafted.pair)}: {sum(len(s.calls) for s in writing.sections)} calls, {tokens:,} tokens",
        facts={"tokens": round(tokens / max(published, 1), 3)},
    )
