"""Do the verdicts of `draftbot eval` keep their promises? Simulated suites with a seeded, noisy judge.

Prints, for several settings, how often 95% intervals hold the truth, how often two runs of the same thing are called a
regression, and how often a planted fall of five points is found at the number of items that the run itself printed.
``python bench/eval_statistics.py [RUNS]``; writes build/statistics.json.
"""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from draftbot.evals.statistics.clusters import Clusters, Sum
from draftbot.evals.statistics.difference import difference, reach
from draftbot.evals.statistics.interval import interval
from draftbot.evals.statistics.verdict import against_baseline, level_of

ROOT = Path(__file__).parents[1]
DROP = 0.05


@dataclass(frozen=True)
class Setting:
    """A suite: how many clusters of how many items, the share that is right, how far items of a cluster are alike, how
    often the judge answers the same item the other way in another run, and the measures that share the alarms."""

    name: str
    clusters: int
    sizes: tuple[int, int]
    share: float
    alike: float
    noise: float
    measures: int = 2


SETTINGS = (
    Setting("handwritten", 27, (6, 25), 0.93, 0.03, 0.04),
    Setting("mutations", 27, (10, 40), 0.90, 0.05, 0.03),
    Setting("retrieval", 27, (1, 7), 0.80, 0.10, 0.05, measures=3),
    Setting("many small clusters", 100, (1, 4), 0.70, 0.10, 0.08),
)


def drawn(setting: Setting, rng: np.random.Generator, items: int | None = None) -> list[np.ndarray]:
    """Each cluster's items as the chance that the judge finds them right: near 1 or near 0."""
    sizes = rng.integers(setting.sizes[0], setting.sizes[1] + 1, setting.clusters)
    if items:
        sizes = np.maximum(1, np.round(sizes * items / sizes.sum())).astype(int)
    p, icc = setting.share, setting.alike
    middles = rng.beta(p * (1 - icc) / icc, (1 - p) * (1 - icc) / icc, setting.clusters)
    return [
        np.where(rng.random(size) < middle, 1 - setting.noise, setting.noise)
        for size, middle in zip(sizes, middles, strict=True)
    ]


def judged(chances: list[np.ndarray], rng: np.random.Generator, fall: float = 0.0) -> Clusters:
    """One run of the noisy judge; ``fall`` is the share of items that were broken before it."""
    sums = {}
    for at, own in enumerate(chances):
        right = (rng.random(len(own)) < own) & (rng.random(len(own)) >= fall)
        sums[f"c{at:03d}"] = Sum(total=float(right.sum()), count=len(own))
    return Clusters(sums=sums)


def coverage(setting: Setting, runs: int, rng: np.random.Generator) -> float:
    """The share of intervals that hold the true mean of the population of clusters."""
    p, noise = setting.share, setting.noise
    truth = p * (1 - noise) + (1 - p) * noise
    found = (interval(judged(drawn(setting, rng), rng), seed, share=True) for seed in range(runs))
    return sum(one.low <= truth <= one.high for one in found) / runs


def alarms(setting: Setting, runs: int, rng: np.random.Generator) -> tuple[float, float]:
    """Of runs of the same thing: the share with any measure called a regression, and the share inconclusive."""
    level, false, open_ = level_of(setting.measures), 0, 0
    for seed in range(runs):
        answers = set()
        for _ in range(setting.measures):
            chances = drawn(setting, rng)
            change = difference(judged(chances, rng), judged(chances, rng), seed, level)
            answers.add(against_baseline(change, DROP, higher_is_better=True).answer)
        false += "regression" in answers
        open_ += "inconclusive" in answers and "regression" not in answers
    return false / runs, open_ / runs


def power(setting: Setting, runs: int, rng: np.random.Generator) -> tuple[int, float]:
    """The number of items that a run of the same thing prints for a fall of five points, and how often such a fall is
    found at that number."""
    level = level_of(setting.measures)
    wanted = []
    for seed in range(20):
        chances = drawn(setting, rng)
        before, now = judged(chances, rng), judged(chances, rng)
        change = difference(before, now, seed, level)
        wanted.append(reach(change, before.count, setting.clusters, DROP, level, share=True).needed)
    needed = int(np.median(wanted))
    # A fall of five points of the measure breaks this share of the items that are right.
    fall, caught = DROP / setting.share, 0
    for seed in range(runs):
        chances = drawn(setting, rng, needed)
        change = difference(judged(chances, rng), judged(chances, rng, fall), seed, level)
        caught += against_baseline(change, DROP, higher_is_better=True).answer == "regression"
    return needed, caught / runs


def main() -> None:
    runs = int(sys.argv[1]) if sys.argv[1:] else 1000
    rows = []
    print(f"{runs} simulated runs each       covered  false alarms  inconclusive  needed  found")
    for setting in SETTINGS:
        rng = np.random.default_rng(20261129)
        covered = coverage(setting, runs, rng)
        false, open_ = alarms(setting, runs, rng)
        needed, caught = power(setting, runs, rng)
        rows.append({"setting": setting.name, "covered": covered, "false": false, "needed": needed, "caught": caught})
        print(f"{setting.name:<26} {covered:>12.1%} {false:>13.2%} {open_:>13.1%} {needed:>7,} {caught:>6.1%}")
    (ROOT / "build").mkdir(exist_ok=True)
    (ROOT / "build" / "statistics.json").write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
