"""A batch on a Ray cluster of three nodes here: the same pages; a worker killed at work costs one article."""

from __future__ import annotations

import itertools
import os
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path

from draftbot import pipeline
from draftbot.corpus import load_corpus
from draftbot.progress import silent
from draftbot.prompts import load_plan
from draftbot.services.batch import cluster
from draftbot.services.batch.article import Task, draft_one
from draftbot.services.batch.basis import basis
from draftbot.services.batch.records import Page
from draftbot.services.index import build_index
from draftbot.settings import load_settings

ROOT = Path(__file__).parents[1]
PAIRS = 5


def at_work(task: Task) -> Page:
    """Drafts, but one article is told to wait until somebody kills its process."""
    mark = task.out / ".kill-me"
    try:
        mark.touch(exist_ok=False)
    except FileExistsError:
        return draft_one(task)
    mark.write_text(f"{os.getpid()} {'-vs-'.join(task.pair)}")
    time.sleep(120)
    return draft_one(task)


def killer(mark: Path) -> None:
    while not (mark.is_file() and mark.read_text()):
        time.sleep(0.2)
    os.kill(int(mark.read_text().split()[0]), signal.SIGKILL)


def main() -> None:
    try:
        from ray.cluster_utils import Cluster
    except ImportError:
        print("cluster: skipped, Ray is not installed (pip install 'draftbot[ray]')")
        return
    nodes = Cluster(initialize_head=True, head_node_args={"num_cpus": 1})
    for _ in range(2):
        nodes.add_node(num_cpus=1)
    try:
        with tempfile.TemporaryDirectory() as folder:
            _measure(Path(folder), nodes.address)
    finally:
        nodes.shutdown()


def _measure(folder: Path, address: str) -> None:
    settings = load_settings(ROOT).model_copy(update={"index": folder / "state" / "index"})
    build_index(settings, silent)
    corpus, loaded = load_corpus(settings.corpus), load_plan(settings.prompts)
    out = folder / "out"
    out.mkdir()
    tasks = [
        Task(
            settings=settings,
            out=out,
            pair=pair,
            writer="offline",
            basis=basis(settings, corpus, loaded, pair, "offline"),
        )
        for pair in itertools.islice(itertools.combinations(sorted(corpus.compounds), 2), PAIRS)
    ]
    threading.Thread(target=killer, args=(out / ".kill-me",), daemon=True).start()
    started = time.monotonic()
    pages = {page.name: page for page in cluster.run(tasks, address, at_work)}
    lost = [page for page in pages.values() if page.state == "failed"]
    print(f"3 nodes: {len(pages)} articles in {time.monotonic() - started:.1f} s, {len(lost)} lost to a killed worker")
    print(f"told of it: {lost[0].name}: {lost[0].why[0]}" if lost else "nothing was lost: the kill missed")
    one = next(page for page in pages.values() if page.state != "failed")
    single = Path(pipeline.draft(settings, one.pair, folder / "single", silent).folder)
    same = all((out / one.name / file.name).read_bytes() == file.read_bytes() for file in single.iterdir())
    print(f"{one.name} is {'identical to' if same else 'NOT identical to'} the single draft")
    if len(lost) != 1 or not same:
        sys.exit(1)


if __name__ == "__main__":
    main()
