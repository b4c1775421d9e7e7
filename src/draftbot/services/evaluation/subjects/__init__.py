"""What is done with a case, one subject a file: ``cases`` reads or makes them, ``items`` asks the product."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Protocol

from draftbot.evals.item import Item
from draftbot.evals.suite_file import SuiteFile
from draftbot.records.record import Record
from draftbot.services.evaluation.subjects import (
    calibration,
    claims,
    draft,
    injection,
    mutations,
    pages,
    search,
    speed,
    splitting,
)
from draftbot.services.evaluation.world import World


class Subject(Protocol):
    """``BATCH`` is how many cases one task takes; ``sources`` are the references that a case rests on."""

    BATCH: int

    def cases(self, suite: SuiteFile, world: World) -> Sequence[Record]: ...

    def sources(self, case: Any) -> Iterable[str]: ...

    def items(self, case: Any, suite: SuiteFile, world: World) -> Iterable[Item]: ...


SUBJECTS: Mapping[str, Subject] = {
    "search": search,
    "claims": claims,
    "calibration": calibration,
    "mutations": mutations,
    "splitting": splitting,
    "draft": draft,
    "injection": injection,
    "pages": pages,
    "speed": speed,
}
