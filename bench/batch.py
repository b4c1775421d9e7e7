"""A batch on one and on two processes: articles a minute, and how much faster two are.

By the clock; beside it stands processor time, since other work on the machine takes from two processes what it leaves
to one.
"""

from __future__ import annotations

import csv
import itertools
import os
import resource
import sys
import tempfile
import time
from pathlib import Path

from draftbot.corpus import load_corpus
from draftbot.progress import silent
from draftbot.services.batch.run import How, batch
from draftbot.services.index import build_index
from draftbot.settings import Settings, load_settings

ROOT = Path(__file__).parents[1]
PAIRS = 45  # every pair of the example corpus: of a few, starting the workers is most
GOAL = 1.7


def processor() -> float:
    """Seconds of processor time that this process and its finished workers have used."""
    used = [resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)]
    return sum(each.ru_utime + each.ru_stime for each in used)


def seconds(settings: Settings, pairs: Path, out: Path, jobs: int) -> tuple[float, float]:
    """Of the whole run by the clock, and of processor time, all workers together."""
    started, before = time.perf_counter(), processor()
    report = batch(settings, pairs, out, How(jobs=jobs, again=True), silent)
    if report.summary["failed"]:
        sys.exit(f"{report.summary} on {jobs} processes: {report.pages}")
    return time.perf_counter() - started, processor() - before


def main() -> None:
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start")
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(ROOT).model_copy(update={"index": Path(folder) / "state" / "index"})
        build_index(settings, silent)
        pairs = Path(folder) / "pairs.csv"
        with pairs.open("w", encoding="utf-8", newline="") as file:
            chosen = itertools.islice(itertools.combinations(sorted(load_corpus(settings.corpus).compounds), 2), PAIRS)
            csv.writer(file).writerows(chosen)
        took = {}
        for jobs in (1, 2):
            took[jobs], worked = seconds(settings, pairs, Path(folder) / f"out-{jobs}", jobs)
            rate = 60 * PAIRS / took[jobs]
            print(
                f"{jobs} processes: {PAIRS} articles in {took[jobs]:.1f} s ({rate:.0f} a minute), "
                f"{worked:.1f} s of processor"
            )
        print(
            f"2 processes are {took[1] / took[2]:.2f} times as fast as 1 (goal {GOAL}; load {os.getloadavg()[0]:.1f})"
        )


if __name__ == "__main__":
    main()
