"""A whole run: what every report is made from."""

from __future__ import annotations

from collections.abc import Mapping

from draftbot.evals.baseline import Baseline
from draftbot.evals.scored import SuiteResult
from draftbot.evals.statistics.verdict import Answer
from draftbot.records.record import Record

BUDGET = "budget: "  # how the error of an item begins that the budget stopped


class RunResult(Record):
    """The suites that ran, and the baselines that they were held against."""

    suites: tuple[SuiteResult, ...]
    baselines: Mapping[str, Baseline]

    @property
    def exit_code(self) -> int:
        """5 where the budget ended it, 4 where a case has no answer, 1 a regression, 3 not enough evidence, 0 pass."""
        errors = [item.error or "" for suite in self.suites for item in suite.errors]
        if errors:
            return 5 if any(error.startswith(BUDGET) for error in errors) else 4
        answers: set[Answer] = {suite.answer for suite in self.suites}
        return 1 if "regression" in answers else 3 if "inconclusive" in answers else 0

    @property
    def headline(self) -> str:
        """The answer in one line, with its exit code."""
        said = {
            0: "pass: as grounded as the baseline",
            1: "regression: less grounded than the baseline or than the suites allow",
            3: "inconclusive: not enough evidence to say",
            4: "incomplete: cases without an answer; this is no result",
            5: "stopped by the budget; this is no result",
        }
        return f"{said[self.exit_code]} (exit {self.exit_code})"
