"""Texts split into sentences, against the splits of a reader."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from draftbot.evals.asked import SplitCase
from draftbot.evals.cases import load_cases
from draftbot.evals.item import Item
from draftbot.evals.suite_file import CASES, SuiteFile
from draftbot.services.evaluation.subjects.options import Nothing, options
from draftbot.services.evaluation.world import World
from draftbot.text.sentences import sentences

BATCH = 50


def cases(suite: SuiteFile, world: World) -> Sequence[SplitCase]:
    options(suite, Nothing)
    return load_cases(world.suites / suite.name / CASES, SplitCase)


def sources(case: SplitCase) -> Iterable[str]:
    del case
    return ()


def items(case: SplitCase, suite: SuiteFile, world: World) -> Iterator[Item]:
    del suite, world
    found = [span.of(case.text) for span in sentences(case.text)]
    yield Item(
        id=case.id,
        cluster=case.id,
        kind=f"{case.kind}{' (mended on)' if case.seen else ''}",
        text=case.text,
        said=" | ".join(found),
        facts={"split": tuple(found) == case.sentences},
    )
