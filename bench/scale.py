"""The index from 1,000 to 100,000 abstracts: build, disk, memory, opening, searching, one change; and what follows.

Abstracts are synthetic: words of the shipped vocabulary drawn by Zipf's law, about 250 each. Vectors are chance unit
vectors, so that the index is measured apart from the model; embedding is measured beside it. Each size runs in its own
processes. Times are on the clock; beside them stands processor time, which other work on the machine changes less.
`python bench/scale.py 1000 10000` runs these sizes.
"""

from __future__ import annotations

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import numpy as np

from draftbot.index.build import build_rows
from draftbot.index.embed import MiniLM, Vectors
from draftbot.index.fuse import POOL, fused
from draftbot.index.generation import current
from draftbot.index.halves import Halves
from draftbot.index.rows import Row
from draftbot.index.update import update
from draftbot.progress import silent
from draftbot.text.terms import terms

ROOT = Path(__file__).parents[1]
SIZES = (1_000, 3_000, 10_000, 30_000, 100_000)
QUERIES = 200
GOALS = {
    "abstracts built a second": (">=", 1500),
    "disk, MB": ("<=", 400),
    "memory of a reader, MB": ("<=", 1000),
    "open cold, ms": ("<=", 500),
    "search p95, ms": ("<=", 15),
    "search p95, 1% of sources, ms": ("<=", 50),
    "search p95, 30% of sources, ms": ("<=", 50),
}
FITTED = (
    "build, s",
    "disk, MB",
    "memory of a reader, MB",
    "open cold, ms",
    "search p50, ms",
    "search p50, ms of processor",
)


class Chance:
    """Unit vectors by chance, the same ones every time; a query is embedded with the model that comes along."""

    dimension, name = 384, "chance"

    def embed(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        del progress
        rows = np.random.default_rng(len(texts)).standard_normal((len(texts), 384), dtype=np.float32)
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)


def abstracts(count: int, seed: int = 5) -> Iterator[Row]:
    kept = ROOT / "src/draftbot/index/minilm/kept.txt"
    words = np.array([word for word in kept.read_text("utf-8").split("\n") if word.isalpha() and len(word) > 2])
    chance = np.random.default_rng(seed)
    words = chance.permutation(words)
    shares = 1 / np.arange(1, len(words) + 1)
    shares /= shares.sum()
    for number in range(count):
        length = int(np.clip(chance.normal(250, 60), 60, 500))
        yield Row(id=f"{number}.0", source=str(number), text=" ".join(chance.choice(words, size=length, p=shares)))


def peak() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def built(root: Path, size: int) -> dict[str, float]:
    """From nothing, without embedding; then one record changed."""
    rows = list(abstracts(size))
    started, cpu = time.perf_counter(), time.process_time()
    build_rows(rows, root, Chance(), silent)
    seconds, processor = time.perf_counter() - started, time.process_time() - cpu
    changes = []
    for number in range(20):
        changed = Row(id=f"{number}.1", source=str(number), text=f"{rows[number].text} again")
        begun = time.perf_counter()
        update(root, Chance(), [changed], [f"{number}.0"])
        changes.append(1000 * (time.perf_counter() - begun))
    return {
        "build, s": seconds,
        "build, s of processor": processor,
        "abstracts built a second": size / seconds,
        "disk, MB": sum(path.stat().st_size for path in root.rglob("*") if path.is_file()) / 1e6,
        "memory of the builder, MB": peak(),
        "one record changed, ms (median of 20)": float(np.median(changes)),
        "one record changed, ms (longest)": max(changes),
    }


def searched(root: Path, size: int) -> dict[str, float]:
    """A process that only reads: it opens, then searches with and without a filter, embedding each query."""
    started = time.perf_counter()
    generation = current(root)
    assert generation is not None
    halves = Halves(generation)
    opened = 1000 * (time.perf_counter() - started)
    embedder = MiniLM()
    embedder.embed(["first"])
    queries = [" ".join(row.text.split()[3:11]) for row in abstracts(QUERIES, seed=6)]
    figures = {"open cold, ms": opened}
    chance = np.random.default_rng(4)
    for name, share in (("", None), (", 1% of sources", 0.01), (", 30% of sources", 0.3)):
        picked = chance.choice(size, size=max(1, int(size * share)), replace=False) if share else ()
        chosen = frozenset(str(number) for number in picked)
        took, worked = [], []
        for query in queries:
            begun, used = time.perf_counter(), time.process_time()
            vector = embedder.embed([query])[0]
            within = halves.rows_of_sources(chosen) if chosen else None
            lexical = halves.lexical(dict.fromkeys(terms(query), 1.0), within, POOL)
            fused(lexical, halves.nearest(vector, within, POOL))
            took.append(1000 * (time.perf_counter() - begun))
            worked.append(1000 * (time.process_time() - used))
        for percentile in (50, 95, 99):
            figures[f"search p{percentile}{name}, ms"] = float(np.percentile(took[5:], percentile))
        for percentile in (50, 95):
            figures[f"search p{percentile}{name}, ms of processor"] = float(np.percentile(worked[5:], percentile))
    return figures | {"memory of a reader, MB": peak()}


def in_process(task: str, root: Path, size: int) -> dict[str, float]:
    command = [sys.executable, __file__, "--task", task, str(root), str(size)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(done.stderr)
    return json.loads(done.stdout)


def embedding() -> float:
    """Abstracts of 250 words embedded a second: on the clock, and of processor time on two cores."""
    texts = [row.text for row in abstracts(300)]
    embedder = MiniLM()
    embedder.embed(texts[:20])
    started, cpu = time.perf_counter(), time.process_time()
    embedder.embed(texts)
    seconds, processor = time.perf_counter() - started, time.process_time() - cpu
    print(
        f"embedding: {len(texts) / seconds:.0f} abstracts/s on the clock, "
        f"{2 * len(texts) / processor:.0f}/s by processor time on two cores (goal 200)"
    )
    return 2 * len(texts) / processor


def fit(sizes: Sequence[int], figures: Sequence[float]) -> tuple[float, float]:
    """a and b of ``a + b * n``, by least squares of the relative errors."""
    slope, start = np.polyfit(sizes, figures, 1, w=1 / np.maximum(figures, 1e-6))
    return float(start), float(slope)


def main(sizes: Sequence[int]) -> None:
    print(f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start")
    report: dict[str, object] = {"embedding, abstracts/s": embedding()}
    tables = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            table = in_process("build", Path(folder), size) | in_process("search", Path(folder), size)
        tables.append(table)
        print(f"\n{size:,} abstracts (load {os.getloadavg()[0]:.1f})")
        for name, figure in table.items():
            sign, goal = GOALS.get(name, ("", 0))
            told = f"   goal {sign} {goal}" if sign and size == SIZES[-1] else ""
            print(f"  {name:<46} {figure:>10,.1f}{told}", flush=True)
    if len(sizes) > 2:
        over, large = sizes[len(sizes) // 2 :], tables[len(sizes) // 2 :]
        # Linear, since every vector is read: a power of n would hide that behind the constant part of small sizes.
        print(f"\nfit a + b * n over {', '.join(f'{size:,}' for size in over)}, and what follows from it")
        for name in FITTED:
            start, slope = fit(over, [table[name] for table in large])
            slope = max(slope, 0.0)  # what falls with more rows is chance
            then = [start + slope * count for count in (1_000_000, 10_000_000)]
            told = f"{start:.1f} + {1e5 * slope:.1f} for each 100,000"
            print(f"  {name:<26} {told:<36} 1M: {then[0]:,.0f}   10M: {then[1]:,.0f}")
    report["sizes"] = {str(size): table for size, table in zip(sizes, tables, strict=True)}
    (ROOT / "build").mkdir(exist_ok=True)
    (ROOT / "build" / "scale.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--task"]:
        run = built if sys.argv[2] == "build" else searched
        print(json.dumps(run(Path(sys.argv[3]), int(sys.argv[4]))))
    else:
        main([int(size) for size in sys.argv[1:]] or SIZES)
