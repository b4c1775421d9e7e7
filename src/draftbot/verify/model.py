"""The readers that the cascade asks; the pipeline hands them in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from draftbot.records.grounding import Grounding, Pair, Thresholds
from draftbot.records.verdict import CheckResult


class GroundingModel(Protocol):
    """Pairs to groundings, in order. ``name`` identifies model and version and goes into the trace."""

    @property
    def name(self) -> str: ...

    @property
    def thresholds(self) -> Thresholds: ...

    def judge(self, pairs: Sequence[Pair]) -> list[Grounding]: ...


class Judge(Protocol):
    """A reader of last resort: one claim against each of its sources, whole; an answer that it does not understand
    is "cannot tell"."""

    @property
    def name(self) -> str: ...

    def decide(self, pairs: Sequence[Pair]) -> CheckResult: ...
