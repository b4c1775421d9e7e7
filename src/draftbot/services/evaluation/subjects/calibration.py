"""Labelled claims put to the grounding model alone: how far is its probability from the truth?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from random import Random

from draftbot.errors import UserError
from draftbot.evals.cases import Case, load_cases
from draftbot.evals.item import Item
from draftbot.evals.suite_file import CASES, SuiteFile
from draftbot.records.grounding import Pair
from draftbot.records.record import Record
from draftbot.records.values import Slug
from draftbot.services.evaluation.subjects.options import options
from draftbot.services.evaluation.world import World

BATCH = 8


class Sampled(Record):
    """The suite whose cases are asked, and how many of them."""

    of: Slug
    sample: int


def cases(suite: SuiteFile, world: World) -> Sequence[Case]:
    wanted = options(suite, Sampled)
    known = load_cases(world.suites / wanted.of / CASES)
    if world.context.model is None:
        raise UserError("calibration needs a grounding model; draftbot.toml sets it to none ([grounding] model)")
    return Random(suite.seed).sample(known, min(wanted.sample, len(known)))


def sources(case: Case) -> Iterable[str]:
    return (case.reference,)


def items(case: Case, suite: SuiteFile, world: World) -> Iterator[Item]:
    del suite
    assert world.context.model is not None
    said = world.context.model.judge([Pair(source=case.source, claim=case.claim)])[0].supported
    true = case.label == "supported"
    yield Item(
        id=case.id,
        cluster=case.reference,
        kind=case.label,
        text=case.claim,
        said=f"supported with probability {said:.2f}",
        facts={"true": true, "probability": said},
    )
