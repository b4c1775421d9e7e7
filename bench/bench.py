"""Medians of what a user waits for, each beside its goal; prints a table and writes build/bench.json."""

from __future__ import annotations

import json
import os
import platform
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from draftbot import pipeline
from draftbot.corpus import load_corpus
from draftbot.index import Index, open_index
from draftbot.index.embed import MiniLM
from draftbot.progress import silent
from draftbot.services import index as index_service
from draftbot.settings import Settings, load_settings
from draftbot.text.markdown import read_markdown
from draftbot.verify import Library, read_article
from draftbot.verify.checks import CHECKS
from draftbot.verify.claims import claims_of

ROOT = Path(__file__).parents[1]
COMMAND = Path(sys.executable).with_name("draftbot")
QUERIES_PER_ROUND = 3
PUBLISHED = (0, 3)  # whole, or with held units


@dataclass(frozen=True)
class Figure:
    """One line of the table; ``goal`` is an upper limit in the same unit, ``None`` where none is set."""

    name: str
    measured: float
    unit: str
    repeats: int
    goal: float | None = None

    def line(self) -> str:
        goal = "" if self.goal is None else f"< {self.goal:g} {self.unit}"
        measured = f"{self.measured:,.2f} {self.unit}"
        return f"{self.name:<34} {goal:>12} {measured:>22} {self.repeats:>8}"


def seconds(run: Callable[[], object], repeats: int) -> list[float]:
    """Seconds of each call, after one call that is not counted."""
    run()
    measured = []
    for _ in range(repeats):
        start = time.perf_counter()
        run()
        measured.append(time.perf_counter() - start)
    return measured


def command(*arguments: str, cwd: Path) -> None:
    done = subprocess.run([COMMAND, *arguments], cwd=cwd, capture_output=True, text=True, check=False)
    if done.returncode not in PUBLISHED:
        sys.exit(f"draftbot {' '.join(arguments)} exits {done.returncode}: {done.stderr}")


def commands(workspace: Path) -> Iterator[Figure]:
    """Whole commands in a workspace of their own, as a user starts them."""

    def from_nothing() -> None:
        shutil.rmtree(workspace / ".draftbot", ignore_errors=True)
        command("draft", cwd=workspace)

    starts = seconds(lambda: command("--help", cwd=workspace), 9)
    yield Figure("--help, start to end", statistics.median(starts), "s", 9, 0.25)
    warm = seconds(lambda: command("draft", cwd=workspace), 5)
    yield Figure("draft, warm index", statistics.median(warm), "s", 5, 5)
    yield Figure("draft, from nothing", statistics.median(seconds(from_nothing, 3)), "s", 3, 20)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    yield Figure("peak memory of these commands", peak, "MiB", 1)


def indexing(settings: Settings) -> Figure:
    """An index from nothing: cut, embedded, stored and queried back; the corpus is read beforehand."""
    rates = []
    for number in range(3):
        fresh = settings.model_copy(update={"index": settings.index.with_name(f"bench-{number}")})
        report = index_service.build_index(fresh, silent)
        rates.append(report.passages / report.seconds)
    return Figure("passages indexed", statistics.median(rates), "passages/s", len(rates))


def searching(index: Index, queries: list[str]) -> Iterator[Figure]:
    """Single queries on an open index."""
    rounds = [seconds(lambda query=query: index.search(query, 10), QUERIES_PER_ROUND) for query in queries]
    measured = [1000 * second for each in rounds for second in each]
    yield Figure("search, p50", statistics.median(measured), "ms", len(measured))
    yield Figure("search, p95", statistics.quantiles(measured, n=20)[18], "ms", len(measured))


def verifying(settings: Settings, article: Path) -> Figure:
    """The published article, read and judged anew; the corpus is read each time, as the command does."""
    units = pipeline.verify(settings, article, silent).summary["units"]
    measured = seconds(lambda: pipeline.verify(settings, article, silent), 5)
    return Figure("units verified", units / statistics.median(measured), "units/s", 5)


def checking(settings: Settings, article: Path) -> Figure:
    """Every exact check of every claim of that article, the evidence aligned anew; the corpus is read beforehand."""
    corpus = load_corpus(settings.corpus)
    page = read_article(read_markdown(article.read_text(encoding="utf-8")), {}, corpus)
    cited = [unit for unit in page.units if unit.sources and not unit.rule]
    library, asked = Library(corpus), 0

    def ask() -> None:
        nonlocal asked
        answers = [
            check.check(claim, library) for unit in cited for claim in claims_of(unit, library) for check in CHECKS
        ]
        asked = len(answers)

    measured = seconds(ask, 5)
    return Figure("exact checks (goal 4,000)", asked / statistics.median(measured), "checks/s", 5)


def measure(workspace: Path) -> Iterator[Figure]:
    yield from commands(workspace)
    settings = load_settings(workspace)
    yield indexing(settings)
    corpus = load_corpus(settings.corpus)
    queries = [f"{c.name} {t.phrase}" for c in corpus.compounds.values() for t in corpus.fields.topics.values()]
    yield from searching(open_index(corpus, settings.index, MiniLM()), queries)
    article = next(settings.articles.glob(f"*/{pipeline.ARTICLE}"))
    yield verifying(settings, article)
    yield checking(settings, article)


def main() -> None:
    print(f"Python {platform.python_version()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f} at the start")
    print(f"{'':<34} {'goal':>12} {'median measured':>22} {'repeats':>8}")
    figures = []
    with tempfile.TemporaryDirectory() as folder:
        workspace = Path(folder)
        for name in ("corpus", "prompts"):
            shutil.copytree(ROOT / name, workspace / name)
        shutil.copy(ROOT / "draftbot.toml", workspace)
        for figure in measure(workspace):
            figures.append(figure)
            print(figure.line(), flush=True)
    (ROOT / "build").mkdir(exist_ok=True)
    report = [asdict(figure) for figure in figures]
    (ROOT / "build" / "bench.json").write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
