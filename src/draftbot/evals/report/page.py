"""report.html: the whole run on one page that needs nothing beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from draftbot.evals.measures import MEASURES
from draftbot.evals.report.changes import Change, changes
from draftbot.evals.report.plots import (
    against_baseline,
    bars,
    by_kind,
    calibration_error,
    reliability,
    reliability_plot,
)
from draftbot.evals.report.summary import shown
from draftbot.evals.run_result import RunResult
from draftbot.evals.scored import Scored, SuiteResult

MOST_KINDS = 2
COLOURS = {0: "pass", 1: "regression", 3: "inconclusive", 4: "regression", 5: "regression"}


@dataclass(frozen=True)
class Part:
    """What the page shows of one suite."""

    suite: SuiteResult
    reliability: Markup | None
    error: float
    kinds: Sequence[tuple[str, Markup]]
    open: bool
    changes: Sequence[Change]
    short: Sequence[Scored]


def page(run: RunResult) -> str:
    """The HTML; every text of a case is escaped, and nothing is loaded from anywhere."""
    environment = Environment(
        loader=PackageLoader("draftbot.evals.report", ""),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    measures = [(f"{suite.name}: {m.name}", m) for suite in run.suites for m in suite.measures]
    return environment.get_template("page.html.j2").render(
        run=run,
        answer=COLOURS[run.exit_code],
        items=sum(len(suite.items) for suite in run.suites),
        overview=Markup(against_baseline(measures)),
        cost=_cost(run),
        parts=[_part(suite, run) for suite in run.suites],
        shown=shown,
    )


def _part(suite: SuiteResult, run: RunResult) -> Part:
    bins = reliability(suite)
    kinds = [
        (measure.name, Markup(by_kind(measure)))
        for measure in suite.measures
        if measure.share and measure.higher and len(measure.kinds) > MOST_KINDS
    ]
    return Part(
        suite=suite,
        reliability=Markup(reliability_plot(bins)) if bins else None,
        error=calibration_error(bins),
        kinds=kinds,
        open=suite.subject in ("claims", "mutations"),
        changes=[*changes(suite, run.baselines.get(suite.name))],
        short=[one for one in suite.items if _falls_short(one)],
    )


def _falls_short(one: Scored) -> bool:
    shares = [score for name, score in one.scores.items() if MEASURES[name].share and MEASURES[name].higher]
    return any(score < 1 for score in shares)


def _cost(run: RunResult) -> Markup | None:
    rows = [
        (f"{suite.name}: {one.item.cluster}", one.scores["tokens"], f"{one.scores['tokens']:,.0f} a unit")
        for suite in run.suites
        for one in suite.items
        if "tokens" in one.scores
    ]
    return Markup(bars(rows)) if rows else None
