"""pytest --draftbot-suite NAME: the cases of a suite as tests, without a test file.

Each item is a test: it fails where a measure gives it less than the best score and the baseline does not know it, and
errs where it has no answer. Each measure is a test too, with the verdict of `draftbot eval`.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from draftbot.evals.baseline import Baseline
    from draftbot.evals.run_result import RunResult
    from draftbot.evals.scored import MeasureResult, Scored, SuiteResult


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("draftbot")
    group.addoption("--draftbot-suite", action="append", default=[], metavar="NAME", help="run this suite of evals/")
    group.addoption("--draftbot-workspace", default=None, metavar="DIR", help="the folder with draftbot.toml")


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """With a suite, its cases are the tests; no file is looked at."""
    return True if config.getoption("--draftbot-suite") and collection_path.is_file() else None


def pytest_collection_modifyitems(session: pytest.Session, config: pytest.Config, items: list[pytest.Item]) -> None:
    names = tuple(config.getoption("--draftbot-suite"))
    if names:
        run = _run(Path(config.getoption("--draftbot-workspace") or config.rootpath), names)
        items[:] = [test for suite in run.suites for test in _tests(session, suite, run.baselines.get(suite.name))]


def _run(workspace: Path, names: tuple[str, ...]) -> RunResult:
    from draftbot.errors import DraftbotError
    from draftbot.progress import silent
    from draftbot.services.evaluate import Wanted, evaluate
    from draftbot.settings import load_settings

    try:
        return evaluate(load_settings(workspace), Wanted(names=names), silent).run
    except DraftbotError as error:
        raise pytest.UsageError(str(error)) from error


def _tests(session: pytest.Session, suite: SuiteResult, baseline: Baseline | None) -> Iterator[pytest.Item]:
    known = baseline.fell_short if baseline else {}
    for one in suite.items:
        test = CaseTest.from_parent(session, name=f"{suite.name}::{one.item.id}")
        test.case, test.known = one, one.item.id in known
        yield test
    for measure in suite.measures:
        verdict = MeasureTest.from_parent(session, name=f"{suite.name}::{measure.name}")
        verdict.measure = measure
        yield verdict


class Failed(Exception):
    """A case that fell short, or a measure that got worse."""


class CaseTest(pytest.Item):
    """One item of a suite."""

    case: Scored
    known: bool

    def runtest(self) -> None:
        from draftbot.evals.measures import MEASURES

        item = self.case.item
        if item.error:
            raise Failed(f"no answer: {item.error}")
        bars = {name: 1.0 for name in self.case.scores if MEASURES[name].share and MEASURES[name].higher}
        short = [name for name, best in bars.items() if self.case.scores[name] < best]
        if short and self.known:
            pytest.xfail(f"{', '.join(short)}: as in the baseline")
        if short:
            raise Failed(f"{', '.join(short)}: {item.text}\n{item.said}")

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        del style
        return str(excinfo.value)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        return self.path, None, self.name


class MeasureTest(pytest.Item):
    """One measure of a suite."""

    measure: MeasureResult

    def runtest(self) -> None:
        if self.measure.answer == "regression":
            raise Failed(self.measure.why)
        if self.measure.answer == "inconclusive":
            pytest.skip(f"inconclusive: {self.measure.why}")

    def repr_failure(self, excinfo: pytest.ExceptionInfo[BaseException], style: object = None) -> str:
        del style
        return str(excinfo.value)

    def reportinfo(self) -> tuple[Path, int | None, str]:
        return self.path, None, self.name
