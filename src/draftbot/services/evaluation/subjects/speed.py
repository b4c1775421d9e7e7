"""Work against a clock: a case allows so many seconds. How long it took goes to timings.json, not into the results,
which are the same bytes in every run."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from draftbot import pipeline
from draftbot.errors import Unpublishable
from draftbot.evals.asked import SpeedCase
from draftbot.evals.cases import load_cases
from draftbot.evals.item import Item
from draftbot.evals.suite_file import CASES, SuiteFile
from draftbot.progress import silent
from draftbot.services import index
from draftbot.services.evaluation.subjects.options import Nothing, options
from draftbot.services.evaluation.subjects.pages import example
from draftbot.services.evaluation.world import World

BATCH = 1
APART = 5.0  # seconds by which the two clocks may differ over one case


def cases(suite: SuiteFile, world: World) -> Sequence[SpeedCase]:
    options(suite, Nothing)
    return load_cases(world.suites / suite.name / CASES, SpeedCase)


def sources(case: SpeedCase) -> Iterable[str]:
    del case
    return ()


def items(case: SpeedCase, suite: SuiteFile, world: World) -> Iterator[Item]:
    """Raises Unpublishable where somebody set the clock meanwhile: then no time can be trusted."""
    del suite
    wall, steady = time.time(), time.monotonic()
    for _ in range(case.times):
        _work(case, world)
    took = time.monotonic() - steady
    if abs((time.time() - wall) - took) > APART:
        raise Unpublishable("the system's clock was set while the work was timed; run the suite again")
    yield Item(
        id=case.id,
        cluster=case.id,
        kind=case.work,
        text=f"{case.work} {case.times} times within {case.seconds:g} s",
        said="in time" if took <= case.seconds else "too slow",
        facts={"within": took <= case.seconds},
    )


def _work(case: SpeedCase, world: World) -> None:
    pair = example(world)
    if case.work == "draft":
        place = world.scratch / f"speed-{case.id}"
        pipeline.draft(world.settings, pair, place, silent)
    elif case.work == "verify":
        pipeline.verify(world.settings, Path(world.article(pair).folder) / pipeline.ARTICLE, silent)
    else:
        index.search(world.settings, world.corpus.compounds[pair[0]].name, 10)
