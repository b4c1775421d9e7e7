"""The verdicts keep their promises on a seeded noisy judge; the whole simulation is `make eval-statistics`."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from draftbot.evals.statistics.clusters import Clusters, Sum, clustered
from draftbot.evals.statistics.difference import Difference, difference, reach
from draftbot.evals.statistics.interval import interval, wilson
from draftbot.evals.statistics.quantiles import student
from draftbot.evals.statistics.verdict import against_baseline, against_bound, level_of

CLUSTERS, SIZE, NOISE, DROP = 30, 20, 0.03, 0.05
LEVEL = level_of(2)


def judged(rng: np.random.Generator, share: float, size: int = SIZE) -> Clusters:
    """A run over clusters of ``size`` items, each right with the chance ``share``."""
    right = rng.binomial(size, share, CLUSTERS)
    return Clusters(sums={f"c{at:02d}": Sum(total=float(n), count=size) for at, n in enumerate(right)})


def runs(seeds: int, fall: float, size: int = SIZE) -> Iterator[str]:
    """The answers for pairs of runs of a judge whose items flip with ``NOISE``; the second after a fall."""
    for seed in range(seeds):
        rng = np.random.default_rng(seed)
        truth = rng.random((CLUSTERS, size)) < 0.9
        first = np.where(rng.random(truth.shape) < NOISE, ~truth, truth)
        second = np.where(rng.random(truth.shape) < NOISE, ~truth, truth) & (rng.random(truth.shape) >= fall)
        before, now = (
            clustered((f"c{at:02d}", float(x)) for at, row in enumerate(run) for x in row) for run in (first, second)
        )
        yield against_baseline(difference(before, now, seed, LEVEL), DROP, higher_is_better=True).answer


def test_runs_of_the_same_thing_are_hardly_ever_called_a_regression() -> None:
    assert sum(answer == "regression" for answer in runs(200, fall=0.0)) <= 2


def test_a_planted_fall_is_found_at_the_number_of_items_that_is_printed() -> None:
    noise = difference(judged(np.random.default_rng(1), 0.87), judged(np.random.default_rng(2), 0.87), 1, LEVEL)
    needed = reach(noise, CLUSTERS * SIZE, CLUSTERS, DROP, LEVEL, share=True).needed
    found = [answer == "regression" for answer in runs(60, fall=DROP / 0.87, size=-(-needed // CLUSTERS))]
    assert sum(found) >= 0.8 * len(found)


def test_intervals_hold_the_truth_about_as_often_as_they_say() -> None:
    held = 0
    for seed in range(300):
        rng = np.random.default_rng(seed)
        middles = rng.beta(9, 1, CLUSTERS)
        sums = {f"c{at}": Sum(total=float(rng.binomial(SIZE, p)), count=SIZE) for at, p in enumerate(middles)}
        found = interval(Clusters(sums=sums), seed, share=True)
        held += found.low <= 0.9 <= found.high
    assert 0.92 <= held / 300 <= 0.98


def test_the_same_seed_gives_the_same_interval() -> None:
    run = judged(np.random.default_rng(5), 0.8)
    assert interval(run, 3, share=True) == interval(run, 3, share=True)
    assert interval(run, 3, share=True) != interval(run, 4, share=True)


@pytest.mark.parametrize(("p", "freedom", "wanted"), [(0.975, 5, 2.571), (0.975, 26, 2.056), (0.995, 10, 3.169)])
def test_students_quantiles_are_the_tables(p: float, freedom: int, wanted: float) -> None:
    assert student(p, freedom) == pytest.approx(wanted, rel=0.01)


def test_wilsons_interval_by_hand() -> None:
    found = wilson(0.8, 10, 1.959963984540054)
    assert (round(found.low, 4), round(found.high, 4)) == (0.4902, 0.9433)
    assert wilson(1.0, 10, 1.96).high == 1.0
    assert wilson(0.0, 10, 1.96).low == 0.0


def test_a_run_without_items_knows_nothing() -> None:
    found = interval(Clusters(sums={}), 1, share=True)
    assert (found.low, found.high) == (0.0, 1.0)


def change(value: float, error: float) -> Difference:
    bounds = {
        "low": value - 2 * error,
        "high": value + 2 * error,
        "worst": value - 3 * error,
        "best": value + 3 * error,
    }
    return Difference(value=value, error=error, **bounds)


ANSWERS = [
    ("nothing changed", 0.0, 0.0, True, "pass"),
    ("a certain fall", -0.10, 0.01, True, "regression"),
    ("a certain rise", 0.10, 0.01, True, "pass"),
    ("a small fall, a larger one ruled out", -0.01, 0.01, True, "pass"),
    ("too wide to say", -0.02, 0.03, True, "inconclusive"),
    ("a certain rise where less is better", 0.10, 0.01, False, "regression"),
    ("a certain fall where less is better", -0.10, 0.01, False, "pass"),
]


@pytest.mark.parametrize(("name", "value", "error", "higher", "answer"), ANSWERS, ids=[case[0] for case in ANSWERS])
def test_what_a_change_is_called(name: str, value: float, error: float, higher: bool, answer: str) -> None:
    del name
    assert against_baseline(change(value, error), DROP, higher).answer == answer


def test_a_bound_is_a_regression_on_its_wrong_side_only() -> None:
    assert against_bound(0.8, 0.9, None)
    assert against_bound(0.9, 0.9, None) is None
    assert against_bound(0.4, None, 0.3)
    assert against_bound(0.3, None, 0.3) is None


def test_an_item_that_is_gone_counts_by_its_cluster() -> None:
    before = clustered([("a", 1.0), ("a", 1.0), ("b", 0.0)])
    now = clustered([("a", 1.0), ("c", 1.0)])
    assert difference(before, now, 1, LEVEL).value == pytest.approx(1 - 2 / 3, abs=1e-6)
