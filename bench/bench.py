"""Medians of what a user waits for; prints a table and writes build/bench.json."""

from __future__ import annotations

import json
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

ROOT = Path(__file__).parents[1]
COMMAND = Path(sys.executable).with_name("draftbot")


def timed(run: Callable[[], object], repeats: int) -> float:
    """The median seconds of a call, after one call that is not counted."""
    run()
    seconds = []
    for _ in range(repeats):
        start = time.perf_counter()
        run()
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds)


def command(*arguments: str, cwd: Path) -> None:
    subprocess.run([COMMAND, *arguments], cwd=cwd, check=True, capture_output=True)


def whole_process(workspace: Path) -> dict[str, float]:
    """Seconds of whole commands in a workspace of their own."""

    def from_nothing() -> None:
        shutil.rmtree(workspace / ".draftbot", ignore_errors=True)
        command("draft", cwd=workspace)

    return {
        "--help start (s; goal < 0.25)": timed(lambda: command("--help", cwd=workspace), 9),
        "draft, warm index (s; goal < 5)": timed(lambda: command("draft", cwd=workspace), 5),
        "draft, from nothing (s; goal < 20)": timed(from_nothing, 3),
    }


def inside(workspace: Path) -> dict[str, float]:
    """Rates measured within one process: indexing, search, verification."""
    from draftbot import pipeline
    from draftbot.corpus import load_corpus
    from draftbot.index import open_index
    from draftbot.index.embed import MiniLM
    from draftbot.progress import silent
    from draftbot.settings import load_settings

    settings = load_settings(workspace)
    corpus = load_corpus(settings.corpus)
    embedder = MiniLM()
    texts = [passage.text for passage in corpus.passages]
    embedding = timed(lambda: embedder.embed(texts), 3)
    index = open_index(corpus, settings.index, embedder)
    seconds = []
    for topic in corpus.fields.topics.values():
        for compound in corpus.compounds.values():
            start = time.perf_counter()
            index.search(f"{compound.name} {topic.phrase}", 10)
            seconds.append(time.perf_counter() - start)
    article = settings.articles / "cortexin-vs-cerebrolysin" / pipeline.ARTICLE
    units = pipeline.verify(settings, article, silent).summary["units"]
    return {
        "passages embedded per second": len(texts) / embedding,
        "search p50 (ms)": statistics.median(seconds) * 1000,
        "search p95 (ms)": statistics.quantiles(seconds, n=20)[18] * 1000,
        "verify units per second": units / timed(lambda: pipeline.verify(settings, article, silent), 3),
    }


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder)
        for name in ("corpus", "prompts"):
            shutil.copytree(ROOT / name, workspace / name)
        shutil.copy(ROOT / "draftbot.toml", workspace)
        figures = {**whole_process(workspace), **inside(workspace)}
    figures["peak memory of a command (MiB)"] = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    for name, value in figures.items():
        print(f"{name:<40} {value:>10.2f}")
    (ROOT / "build").mkdir(exist_ok=True)
    (ROOT / "build" / "bench.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
