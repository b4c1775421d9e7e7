"""Writes the figures between the markers of README.md from the suites' baselines; ``--check`` only compares."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path

from draftbot.evals.baseline import load_baseline
from draftbot.evals.measures import MEASURES
from draftbot.evals.suite_file import BASELINE, load_suite_file

ROOT = Path(__file__).parents[1]
BEGIN, END = "<!-- figures: begin -->", "<!-- figures: end -->"


def table(suites: Path) -> Iterator[str]:
    """A row for each measure of each blessed suite."""
    yield "| suite | asks | value (95% interval) | items |"
    yield "|---|---|---|---|"
    for path in sorted(suites.glob("*/suite.yaml")):
        suite, baseline = load_suite_file(path), load_baseline(path.with_name(BASELINE))
        for name in suite.measures if baseline else ():
            assert baseline is not None
            known = baseline.measures[name]
            if known.clusters.count:
                value, low, high = (_shown(name, one) for one in (known.clusters.value, known.low, known.high))
                yield f"| {suite.name} | {MEASURES[name].asks} | {value} ({low} to {high}) | {known.clusters.count:,} |"


def _shown(name: str, value: float) -> str:
    measure = MEASURES[name]
    return f"{100 * value:.1f}%" if measure.share and measure.higher else f"{value:.3g}"


def figured(readme: str, rows: Iterator[str]) -> str:
    """The page with the table between its markers."""
    block = "\n".join([BEGIN, *rows, END])
    return re.sub(f"{re.escape(BEGIN)}.*?{re.escape(END)}", lambda _: block, readme, flags=re.DOTALL)


def main() -> int:
    path = ROOT / "README.md"
    page = path.read_text(encoding="utf-8")
    if BEGIN not in page:
        sys.exit(f"README.md has no {BEGIN}")
    wanted = figured(page, table(ROOT / "evals"))
    if "--check" in sys.argv:
        if page != wanted:
            sys.exit("README.md's figures are not the baselines'; run python bench/figures.py")
        return 0
    path.write_text(wanted, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
