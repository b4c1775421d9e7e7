"""Pass, regression, or not enough evidence to say."""

from __future__ import annotations

from typing import Literal

from draftbot.evals.statistics.difference import Difference
from draftbot.records.record import Record

Answer = Literal["pass", "regression", "inconclusive"]
FALSE_ALARM = 0.005  # of a run of a suite; shared by its measures (Bonferroni); half of what may be


class Decision(Record):
    answer: Answer
    why: str


def level_of(measures: int) -> float:
    """The false alarms that each of a suite's measures may make."""
    return FALSE_ALARM / max(measures, 1)


def against_bound(value: float, least: float | None, most: float | None) -> Decision | None:
    """A regression where the value is outside what the suite's file allows; else nothing is decided."""
    if least is not None and value < least:
        return Decision(answer="regression", why=f"{value:.4g} is below the least that the suite allows, {least:g}")
    if most is not None and value > most:
        return Decision(answer="regression", why=f"{value:.4g} is above the most that the suite allows, {most:g}")
    return None


def against_baseline(found: Difference, drop: float, higher_is_better: bool) -> Decision:
    """A regression where a fall is certain at the level; a pass where a fall of ``drop`` can be ruled out at 95%;
    else inconclusive."""
    sign = 1 if higher_is_better else -1
    if found.value == 0 and found.error == 0:
        return Decision(answer="pass", why="as in the baseline")
    best = found.best if higher_is_better else -found.worst
    low = found.low if higher_is_better else -found.high
    change = f"{found.value:+.4g} against the baseline, 95% interval {found.low:+.4g} to {found.high:+.4g}"
    if best < 0 and sign * found.value < 0:
        return Decision(answer="regression", why=change)
    if low > -drop:
        return Decision(answer="pass", why=change)
    return Decision(answer="inconclusive", why=f"{change}: a fall of {drop:g} cannot be ruled out")
