"""The 95% interval of a mean over clusters."""

from __future__ import annotations

from math import sqrt

from draftbot.evals.statistics.clusters import Clusters, means, weights
from draftbot.evals.statistics.quantiles import student
from draftbot.records.record import Record

LEVEL = 0.95


class Interval(Record):
    low: float
    high: float


def spread(clusters: Clusters, seed: int) -> float:
    """The standard error of the value, from a seeded bootstrap over clusters; corrected for few of them."""
    keys = sorted(clusters.sums)
    if len(keys) < 2:
        return 0.0
    drawn = means(clusters, keys, weights(len(keys), seed))
    return float(drawn.std(ddof=1)) * sqrt(len(keys) / (len(keys) - 1))


def interval(clusters: Clusters, seed: int, *, share: bool) -> Interval:
    """For scores between 0 and 1, Wilson's interval at the effective number of items that the bootstrap finds (Korn and
    Graubard 1998, Franco et al. 2019); at no spread, at the number of clusters. For others, the value and t times its
    standard error. Simulated coverage: ``bench/eval_statistics.py``."""
    number = len(clusters.sums)
    if number == 0:
        return Interval(low=0.0, high=1.0)
    value, error, t = clusters.value, spread(clusters, seed), student((1 + LEVEL) / 2, number - 1)
    if not share:
        return Interval(low=round(value - t * error, 6), high=round(value + t * error, 6))
    value = min(max(value, 0.0), 1.0)
    effective = value * (1 - value) / error**2 if error > 0 else float(number)
    return wilson(value, max(effective, 1.0), t)


def wilson(value: float, number: float, quantile: float) -> Interval:
    """Wilson's score interval of a share (Wilson 1927)."""
    z2 = quantile**2
    middle = (value + z2 / (2 * number)) / (1 + z2 / number)
    half = quantile / (1 + z2 / number) * sqrt(value * (1 - value) / number + z2 / (4 * number**2))
    low = 0.0 if value == 0 else max(middle - half, 0.0)
    high = 1.0 if value == 1 else min(middle + half, 1.0)
    return Interval(low=round(low, 6), high=round(high, 6))
