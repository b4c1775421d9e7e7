"""Long work that prints its figures: every pair of the example corpus, a thousand kills, every mutation."""

from __future__ import annotations

import itertools
import os
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from mutations import run

from draftbot import pipeline
from draftbot.corpus import load_corpus
from draftbot.progress import silent
from draftbot.services.batch.run import How, batch
from draftbot.settings import load_settings

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT / "tests"))
KILLS = 1000
INDEX_KILLS, READINGS = 300, 300


def pairs(out: Path) -> None:
    """Drafts every pair and verifies each article from its Markdown."""
    settings = load_settings(ROOT).model_copy(update={"index": out / "index"})
    tally: Counter[str] = Counter()
    for pair in itertools.combinations(sorted(load_corpus(settings.corpus).compounds), 2):
        report = pipeline.draft(settings, pair, out, silent)
        checked = pipeline.verify(settings, Path(report.folder) / pipeline.ARTICLE, silent)
        tally["pairs"] += 1
        tally["held units"] += len(report.held)
        tally["blocking on re-reading"] += checked.summary["blocking"]
        tally["units proved or derived"] += report.units.get("supported", 0) + report.units.get("derived", 0)
    print(", ".join(f"{count:,} {name}" for name, count in tally.items()))


def mutations(out: Path) -> None:
    """The mutation suite with the units of every pair's article."""
    settings = load_settings(ROOT).model_copy(update={"index": out / "index"})
    corpus = load_corpus(settings.corpus)
    run(settings, corpus, list(itertools.combinations(sorted(corpus.compounds), 2)))


def kills(out: Path) -> None:
    """Kills a publishing process again and again; the article must always be whole."""
    from test_publish import WRITER

    folder, chance, whole = out / "killed", random.Random(11), 0
    for _ in range(KILLS):
        process = subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE)
        assert process.stdout is not None
        process.stdout.readline()
        time.sleep(chance.uniform(0.001, 0.05))
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        words = (folder / "article.md").read_text().split() if folder.exists() else []
        whole += not words or f'"number": {words[1]}' in (folder / "trace.json").read_text()
    print(f"{whole:,} of {KILLS:,} kills left a whole article")


def model_kills(_: Path) -> None:
    """The same for a draft with a model: its finished calls must not be asked again."""
    subprocess.run([sys.executable, str(ROOT / "bench" / "model_kills.py")], check=True)


def index_faults(out: Path) -> None:
    """Kills builders of the index, three hundred of them, so that build, switch and collection are each met; reads
    beside a builder. A fault ends the soak."""
    sys.path.insert(0, str(ROOT / "tests" / "index"))
    import test_faults
    from small import Counting, many

    from draftbot.index.build import build_rows

    build_rows(many(90), out / "faults", Counting(), silent)
    test_faults.kill_builders(out / "faults", INDEX_KILLS, seed=11)
    print(f"{INDEX_KILLS:,} of {INDEX_KILLS:,} killed builders left a whole index")
    test_faults.read_beside_a_builder(out / "faults", readers=8, times=READINGS)
    print(f"8 processes read {READINGS:,} times each beside a builder: no error, no missing row")


def batch_of_all(out: Path) -> None:
    """Every pair in one batch: byte for byte what single drafts print."""
    settings = load_settings(ROOT).model_copy(update={"index": out / "batch-state" / "index"})
    report = batch(settings, None, out / "batch", How(jobs=2), silent)
    different = [
        page.name
        for page in report.pages
        for file in Path(pipeline.draft(settings, page.pair, out / "single", silent).folder).iterdir()
        if file.read_bytes() != (Path(page.folder) / file.name).read_bytes()
    ]
    again = batch(settings, None, out / "batch", How(jobs=2), silent)
    print(
        f"{len(report.pages)} pairs in a batch: {report.summary['failed']} failed, {len(different)} files differ from "
        f"single drafts, {len(again.skipped)} skipped when run again"
    )


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        for step in (pairs, mutations, kills, model_kills, index_faults, batch_of_all):
            step(Path(folder))


if __name__ == "__main__":
    main()
