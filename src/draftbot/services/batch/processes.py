"""Worker processes on this machine: one that is killed costs the article it was at."""

from __future__ import annotations

import multiprocessing
import signal
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor, as_completed
from multiprocessing.connection import Connection
from queue import SimpleQueue
from typing import Any

from draftbot.services.batch.article import Task, draft_one
from draftbot.services.batch.records import Page

Work = Callable[[Task], Page]


def run(tasks: Sequence[Task], jobs: int, work: Work = draft_one) -> Iterator[Page]:
    """The pages as they are done. Each of ``jobs`` threads minds one process and gives it the next task."""
    idle: SimpleQueue[Worker] = SimpleQueue()
    workers = [Worker(work) for _ in range(min(jobs, len(tasks)))]
    for worker in workers:
        idle.put(worker)

    def one(task: Task) -> Page:
        worker = idle.get()
        try:
            return worker.do(task)
        finally:
            idle.put(worker)

    try:
        with ThreadPoolExecutor(len(workers) or 1) as pool:
            waiting = [pool.submit(one, task) for task in tasks]
            try:
                for done in as_completed(waiting):
                    yield done.result()
            finally:
                pool.shutdown(wait=False, cancel_futures=True)
    finally:
        for worker in workers:
            worker.stop()


class Worker:
    """A process that is started when it is needed, and again when it has died."""

    def __init__(self, work: Work) -> None:
        self._work = work
        self._process: Any = None
        self._line: Connection | None = None

    def do(self, task: Task) -> Page:
        """The page; a failed one where the process died over it."""
        if self._process is None or not self._process.is_alive():
            self._start()
        assert self._line is not None
        try:
            self._line.send(task)
            page: Page = self._line.recv()
        except (EOFError, OSError):
            self._process.join()
            return lost(task, _ended(self._process.exitcode))
        return page

    def _start(self) -> None:
        # spawned: a process forked beside threads may inherit a lock that nobody will open
        context = multiprocessing.get_context("spawn")
        self._line, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, self._work), daemon=True)
        self._process.start()
        theirs.close()

    def stop(self) -> None:
        if self._line:
            self._line.close()
        if self._process:
            self._process.join(2)
            self._process.kill()
            self._process.join()


def lost(task: Task, how: str) -> Page:
    """What is told of an article whose worker went away."""
    folder = task.out / "-vs-".join(task.pair)
    return Page(pair=task.pair, folder=str(folder), state="failed", why=(f"the worker {how}; run the batch again",))


def _serve(line: Connection, work: Work) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the one who started us decides
    while True:
        try:
            task = line.recv()
        except (EOFError, OSError):
            return
        line.send(work(task))


def _ended(code: int | None) -> str:
    if code is not None and code < 0:
        return f"was killed by signal {-code}"
    return f"ended with code {code}"
