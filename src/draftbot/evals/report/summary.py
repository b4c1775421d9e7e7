"""summary.md: what a reviewer of a pull request needs to know, in one comment."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftbot.evals.report.changes import Change, changes
from draftbot.evals.run_result import RunResult
from draftbot.evals.scored import MeasureResult, SuiteResult

SHOWN = 12  # changed items of a suite; GitHub refuses a comment above 65,536 characters
MOST_TEXT = 220
MARKS = {"pass": "pass", "regression": "**regression**", "inconclusive": "inconclusive"}
ESCAPED = {ord(mark): f"&#{ord(mark)};" for mark in "&<>\\`*_[]|#@!~"}


def summary(run: RunResult) -> str:
    """Markdown: the answer, what got worse and better suite by suite, then every measure."""
    lines = [f"## draftbot eval: {run.headline}", "", *_errors(run.suites)]
    for suite in run.suites:
        lines += _suite(suite, [*changes(suite, run.baselines.get(suite.name))])
    return "\n".join([*lines, *_table(run.suites)]).rstrip() + "\n"


def _errors(suites: Sequence[SuiteResult]) -> Iterator[str]:
    failed = [(suite.name, item) for suite in suites for item in suite.errors]
    if failed:
        yield f"**{len(failed)} cases have no answer.** They count as the worst; this run is no evidence."
        yield ""
        for name, item in failed[:SHOWN]:
            yield f"- `{name}` {cell(item.id)}: {cell(item.error or '')}"
        yield from [f"- and {len(failed) - SHOWN} more", ""] if len(failed) > SHOWN else [""]


def _table(suites: Sequence[SuiteResult]) -> Iterator[str]:
    yield "| suite | measure | value (95% interval) | baseline | change | items | finds a fall of | verdict |"
    yield "|---|---|---|---|---|---|---|---|"
    for suite in suites:
        for measure in suite.measures:
            before = "none" if measure.before is None else shown(measure, measure.before)
            change = "" if measure.change is None else _signed(measure, measure.change.value)
            yield (
                f"| {suite.name} | {measure.name} | {shown(measure, measure.value)} "
                f"({shown(measure, measure.low)} to {shown(measure, measure.high)}) | {before} | {change} | "
                f"{measure.items:,} | {_reach(measure)} | {MARKS[measure.answer]} |"
            )


def shown(measure: MeasureResult, value: float) -> str:
    """A share in per cent, anything else as a number."""
    return f"{100 * value:.1f}%" if measure.share and measure.higher else f"{value:.3g}"


def _signed(measure: MeasureResult, value: float) -> str:
    if value == 0:
        return "0"
    return f"{100 * value:+.1f} points" if measure.share and measure.higher else f"{value:+.3g}"


def _reach(measure: MeasureResult) -> str:
    if not measure.share:
        return f"{measure.reach.drop:.3g}"
    fall, wanted = f"{100 * measure.reach.drop:.1f} points", f"{100 * measure.bound.drop:g} points"
    return f"{fall} ({wanted}: {measure.reach.needed:,} items)"


def _suite(suite: SuiteResult, found: Sequence[Change]) -> Iterator[str]:
    told = [measure for measure in suite.measures if measure.answer != "pass"]
    if not (told or found or suite.agreement):
        return
    yield f"### {suite.name}: {suite.about}"
    yield ""
    for measure in told:
        yield f"- {measure.name} ({measure.asks}) {MARKS[measure.answer]}: {measure.why}"
    if suite.agreement:
        same = suite.agreement
        yield (
            f"- the gate and the independent scorer say the same of {100 * same.share:.1f}% of {same.items:,} items "
            f"(kappa {same.kappa:.2f})"
        )
    yield ""
    for worse, title in ((True, "Got worse"), (False, "Got better")):
        own = [change for change in found if change.worse == worse]
        if own:
            yield from _changes(title, own)


def _changes(title: str, found: Sequence[Change]) -> Iterator[str]:
    yield f"<details{' open' if title == 'Got worse' else ''}><summary>{title}: {len(found)}</summary>"
    yield ""
    yield "| measure | item | before | now |"
    yield "|---|---|---|---|"
    for change in found[:SHOWN]:
        yield f"| {change.measure} | {cell(change.text)} | {cell(change.before)} | {cell(change.now)} |"
    if len(found) > SHOWN:
        yield f"| | and {len(found) - SHOWN} more, in report.html | | |"
    yield ""
    yield "</details>"
    yield ""


def cell(text: str) -> str:
    """A text as inert Markdown: no markup of its own, no line break, no end of the cell, nobody mentioned."""
    cut = text if len(text) <= MOST_TEXT else f"{text[:MOST_TEXT]}..."
    return " ".join(cut.translate(ESCAPED).split())
