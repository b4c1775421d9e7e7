"""Suites to items: in parallel, resumable, and with every case in the count, whatever happens to it."""

from __future__ import annotations

import multiprocessing
import time
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack

from draftbot.evals.item import Item
from draftbot.evals.suite_file import SuiteFile
from draftbot.progress import Progress
from draftbot.records.record import Record
from draftbot.services.evaluation.resume import Journal
from draftbot.services.evaluation.subjects import SUBJECTS
from draftbot.services.evaluation.tasks import Answer, Task, done, failed, tasks
from draftbot.services.evaluation.world import World

Locks = Mapping[str, dict[str, str] | None]
KILLED = "a worker was killed (memory?); run again: finished cases are kept; --jobs 1 needs least memory"
# Set before the workers are forked, so that what is loaded is shared and not sent.
_shared: list[tuple[World, Locks]] = []


def run(
    world: World, suites: Sequence[SuiteFile], locks: Locks, journal: Journal, jobs: int, epochs: int, tell: Progress
) -> dict[str, list[Answer]]:
    """The answers of each suite's tasks, in the order of the tasks. Articles are begun first, since they take longest;
    cases that have to be made are made while the workers are busy."""
    asked: dict[str, list[Task]] = {}
    answers = journal.finished()
    with ExitStack() as stack:
        desk = stack.enter_context(_Desk(world, locks, jobs))
        for suite in sorted(suites, key=lambda suite: (suite.subject != "draft", suite.subject == "mutations")):
            tell(f"reading {suite.name}", len(answers), 0)
            made: Sequence[Record] = SUBJECTS[suite.subject].cases(suite, world)
            asked[suite.name] = list(tasks(suite, made, epochs))
            desk.ask([task for task in asked[suite.name] if task.key not in answers])
        total = sum(len(own) for own in asked.values())
        for answer in desk.answers():
            journal.note(answer)
            answers[answer.key] = answer
            tell(f"judging {answer.key.partition('/')[0]}", len(answers), total)
    return {name: [answers[task.key] for task in own] for name, own in asked.items()}


class _Desk:
    """Takes tasks and gives their answers: here, one by one, or in worker processes."""

    def __init__(self, world: World, locks: Locks, jobs: int) -> None:
        self._world, self._locks, self._jobs = world, locks, jobs
        self._waiting: list[Task] = []
        self._running: dict[Future[Answer], Task] = {}
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> _Desk:
        if self._jobs > 1:
            _ = self._world.context, self._world.plan  # loaded once, before the workers are forked
            _shared[:] = [(self._world, self._locks)]
            self._pool = ProcessPoolExecutor(self._jobs, mp_context=multiprocessing.get_context("fork"))
        return self

    def __exit__(self, *_: object) -> None:
        if self._pool:
            self._pool.shutdown(wait=True, cancel_futures=True)
        _shared.clear()

    def ask(self, tasks: Sequence[Task]) -> None:
        for task in tasks:
            if self._pool is None:
                self._waiting.append(task)
                continue
            try:
                self._running[self._pool.submit(_in_worker, task)] = task
            except BrokenProcessPool:
                self._waiting.append(task)

    def answers(self) -> Iterator[Answer]:
        while self._running:
            finished, _ = wait(self._running, return_when=FIRST_COMPLETED)
            for future in finished:
                task = self._running.pop(future)
                try:
                    yield future.result()
                except BrokenProcessPool:
                    yield _lost(task)
        for task in self._waiting:
            yield _lost(task) if self._pool else _answered(task, self._world, self._locks)


def _in_worker(task: Task) -> Answer:
    world, locks = _shared[0]
    return _answered(task, world, locks)


def _answered(task: Task, world: World, locks: Locks) -> Answer:
    begun = time.monotonic()
    items = done(task, world, locks[task.suite.name])
    return Answer(key=task.key, items=items, seconds=round(time.monotonic() - begun, 3))


def _lost(task: Task) -> Answer:
    items: tuple[Item, ...] = tuple(failed(case, task.suite, KILLED) for case in task.cases)
    return Answer(key=task.key, items=items)
