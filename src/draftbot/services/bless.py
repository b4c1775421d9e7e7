"""Blessing: the results of a whole run become the baseline, with who, when and why."""

from __future__ import annotations

import getpass
import os
import subprocess
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from draftbot.errors import UserError
from draftbot.evals.baseline import Baseline, Blessed, Known, Short, baseline_bytes
from draftbot.evals.measures import MEASURES
from draftbot.evals.scored import Scored, SuiteResult
from draftbot.evals.suite_file import BASELINE, SOURCES, suites_in
from draftbot.progress import Progress
from draftbot.services.evaluate import SUITES, Incomplete, Wanted, evaluate
from draftbot.services.evaluation.sources import lock_bytes
from draftbot.services.evaluation.subjects import SUBJECTS
from draftbot.services.evaluation.world import World
from draftbot.settings import Settings

SHORT_TEXT = 240


def bless(settings: Settings, wanted: Wanted, why: str, progress: Progress) -> tuple[str, ...]:
    """Runs the suites and writes what they gave as their baselines; the suites that changed.

    Raises Incomplete when a case has no answer, UserError when a measure is outside its own suite's bounds or no
    reason is given: a baseline that fails its file is a mistake in one of the two.
    """
    if not why.strip():
        raise UserError("say why the new results are right: --why TEXT")
    report = evaluate(settings, wanted, progress, locked=False)
    run = report.run
    failed = [item for suite in run.suites for item in suite.errors]
    if failed:
        raise Incomplete(f"{len(failed)} cases have no answer, so nothing is blessed; the first: {failed[0].error}")
    refused = [f"{s.name}: {m.name}: {m.why}" for s in run.suites for m in s.measures if "the suite allows" in m.why]
    if refused:
        raise UserError("nothing is blessed: " + "; ".join(refused) + "; mend the product, or the bound with a reason")
    written = []
    world = World(settings, settings.root / SUITES, settings.root)
    for suite in run.suites:
        if _write(world, suite, run.baselines.get(suite.name), why.strip()):
            written.append(suite.name)
    return tuple(written)


def _write(world: World, suite: SuiteResult, before: Baseline | None, why: str) -> bool:
    folder = world.suites / suite.name
    sources = _sources(world, suite)
    if sources:
        (folder / SOURCES).write_bytes(lock_bytes(sources, world.corpus))
    if suite.same:
        return False
    blessed = Blessed(by=_who(world.settings.root), on=date.today().isoformat(), why=why, values=_values(suite))
    history = (before.blessed, *before.history) if before else ()
    baseline = Baseline(
        suite=suite.name,
        results=suite.digest,
        blessed=blessed,
        measures={m.name: Known(clusters=m.clusters, low=m.low, high=m.high, share=m.share) for m in suite.measures},
        items=len(suite.items),
        fell_short={one.item.id: _short(one) for one in suite.items if _is_short(one)},
        history=history,
    )
    (folder / BASELINE).write_bytes(baseline_bytes(baseline))
    return True


def _values(suite: SuiteResult) -> dict[str, float]:
    return {measure.name: measure.value for measure in suite.measures}


def _is_short(one: Scored) -> bool:
    return any(_best(name) not in (None, score) for name, score in one.scores.items())


def _best(name: str) -> float | None:
    """The best score of a measure whose scores are shares; others have none."""
    measure = MEASURES[name]
    return (1.0 if measure.higher else None) if measure.share else None


def _short(one: Scored) -> Short:
    below = {name: score for name, score in one.scores.items() if _best(name) not in (None, score)}
    return Short(text=one.item.text[:SHORT_TEXT], said=one.item.said[:SHORT_TEXT], scores=below)


def _sources(world: World, suite: SuiteResult) -> Sequence[str]:
    """The references that the suite's cases name."""
    ((_, file),) = suites_in(world.suites, (suite.name,))
    subject = SUBJECTS[file.subject]
    return [key for case in subject.cases(file, world) for key in subject.sources(case)]


def _who(root: Path) -> str:
    """The name that git would sign a commit with, else the user's."""
    try:
        asked = subprocess.run(
            ["git", "config", "user.name"], cwd=root, capture_output=True, text=True, check=False, timeout=10
        )
        return asked.stdout.strip() or _login()
    except (OSError, subprocess.SubprocessError):
        return _login()


def _login() -> str:
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return f"user {os.getuid()}"
