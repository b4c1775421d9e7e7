"""Suites against the product: run, score against the baselines, and say what a pull request needs to know."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path

from draftbot.connect import connection
from draftbot.errors import Unpublishable, UserError
from draftbot.evals.baseline import load_baseline
from draftbot.evals.item import Item
from draftbot.evals.run_result import RunResult
from draftbot.evals.scored import scored
from draftbot.evals.suite_file import BASELINE, SuiteFile, suites_in
from draftbot.llm import Limits
from draftbot.progress import Progress
from draftbot.records.record import Record
from draftbot.services.evaluation.record import keep_calls
from draftbot.services.evaluation.resume import Journal, run_key
from draftbot.services.evaluation.run import run
from draftbot.services.evaluation.sources import load_lock
from draftbot.services.evaluation.world import Mode, World
from draftbot.settings import Settings

SUITES = "evals"


class Incomplete(Unpublishable):
    """A run that cannot be made, or is not whole, for reasons that are not the product's."""

    exit_code = 4


class Wanted(Record):
    """Which suites are run, and how."""

    names: tuple[str, ...] = ()
    slow: bool = False
    mode: Mode = "replay"
    epochs: int = 1
    jobs: int = 2
    limits: Limits = Limits()


class EvalReport(Record):
    """A run. ``seconds`` is what each suite's cases took, added up over all workers."""

    run: RunResult
    seconds: Mapping[str, float]


def evaluate(settings: Settings, wanted: Wanted, progress: Progress, *, locked: bool = True) -> EvalReport:
    """Runs the suites. Raises UserError for what the user must mend, Incomplete where no model can be asked; whatever
    happens to a case is in the report. ``locked``: a case whose source changed is not judged."""
    chosen = suites_in(settings.root / SUITES, wanted.names, slow=wanted.slow)
    suites = [suite for _, suite in chosen]
    baselines = {suite.name: known for path, suite in chosen if (known := load_baseline(path / BASELINE))}
    locks = {suite.name: load_lock(path) if locked else None for path, suite in chosen}
    _refuse_without_model(settings, suites, wanted)
    with tempfile.TemporaryDirectory(prefix="draftbot-eval-") as scratch:
        world = World(settings, settings.root / SUITES, Path(scratch), wanted.mode, wanted.limits)
        journal = _journal(world, chosen, wanted)
        # a model's calls are made side by side by one process, which counts them against one budget
        jobs = wanted.jobs if wanted.mode == "replay" else 1
        answers = run(world, suites, locks, journal, jobs, wanted.epochs, progress)
        items = {name: [item for answer in own for item in answer.items] for name, own in answers.items()}
        if wanted.mode == "record":
            _keep(suites, items, world)
    progress("counting", 0, 0)
    results = tuple(scored(suite, items[suite.name], baselines.get(suite.name)) for suite in suites)
    if not any(result.errors for result in results):
        journal.close()
    seconds = {name: round(sum(answer.seconds for answer in own), 3) for name, own in sorted(answers.items())}
    return EvalReport(run=RunResult(suites=results, baselines=baselines), seconds=seconds)


def _keep(suites: Sequence[SuiteFile], items: Mapping[str, Sequence[Item]], world: World) -> None:
    """The calls of every suite that a model wrote whole."""
    for suite in suites:
        if suite.options.get("writer") == "llm" and not any(item.error for item in items[suite.name]):
            keep_calls(suite, world)


def _refuse_without_model(settings: Settings, suites: Sequence[SuiteFile], wanted: Wanted) -> None:
    if wanted.mode == "replay" or not any(suite.options.get("writer") == "llm" for suite in suites):
        return
    try:
        connection(settings, os.environ)
    except UserError as error:
        raise Incomplete(f"--{wanted.mode} asks a model: {error}") from error


def _journal(world: World, chosen: Sequence[tuple[Path, SuiteFile]], wanted: Wanted) -> Journal:
    """Where this very run left off, if it was interrupted."""
    settings = world.settings
    files = [file for path, _ in chosen for file in path.iterdir() if file.name != BASELINE]
    files += [settings.root / "draftbot.toml", *settings.prompts.rglob("*.*")]
    settled = (world.corpus.sha256, wanted.mode, str(wanted.epochs), *(suite.name for _, suite in chosen))
    return Journal(settings.calls.parent / "eval" / f"{run_key(files, *settled)}.jsonl")
