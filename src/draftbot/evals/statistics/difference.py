"""What changed between two runs of the same cases, cluster by cluster."""

from __future__ import annotations

from math import sqrt

from draftbot.evals.statistics.clusters import Clusters, means, weights
from draftbot.evals.statistics.quantiles import normal, student
from draftbot.records.record import Record

POWER = 0.8
SPARE = 1.25  # the noise is an estimate, and larger clusters tell less an item; bench/eval_statistics.py tests it


class Difference(Record):
    """``value`` is now minus before; ``error`` its standard error; ``low`` and ``high`` its 95% interval.

    ``worst`` and ``best`` bound it one-sidedly at the level at which a drop, or a rise, is called one.
    """

    value: float
    error: float
    low: float
    high: float
    worst: float
    best: float


def difference(before: Clusters, now: Clusters, seed: int, level: float) -> Difference:
    """Paired by cluster: each bootstrap sample draws the same clusters from both runs. Where items are the same this
    is the pairing of items, since sums are linear. ``level`` is the chance of a false alarm."""
    keys = sorted({*before.sums, *now.sums})
    value = now.value - before.value
    if len(keys) < 2:
        return Difference(value=value, error=0.0, low=value, high=value, worst=value, best=value)
    drawn = weights(len(keys), seed)
    changes = means(now, keys, drawn) - means(before, keys, drawn)
    error = float(changes.std(ddof=1)) * sqrt(len(keys) / (len(keys) - 1))
    two, one = student(0.975, len(keys) - 1) * error, student(1 - level, len(keys) - 1) * error
    figures = {"value": value, "error": error, "low": value - two, "high": value + two}
    figures |= {"worst": value - one, "best": value + one}
    return Difference.model_validate({name: round(figure, 6) for name, figure in figures.items()})


class Reach(Record):
    """``drop`` is the smallest fall that a run of this size finds with 80% power; ``needed`` how many items it takes
    to find the fall that the suite asks about."""

    drop: float
    needed: int


def reach(found: Difference, items: int, clusters: int, drop: float, level: float, *, share: bool) -> Reach:
    """By the usual normal approximation, with t in place of z at the level. The variance of an item's change is the one
    seen between the runs (clusters counted in); for shares also that of the fall itself, were it items that go from
    right to wrong: d - d squared."""
    z = student(1 - level, max(clusters - 1, 4)) + normal(POWER)
    noise, own = found.error**2 * items, 1.0 if share else 0.0
    needed = SPARE * z**2 * (noise + own * drop * (1 - drop)) / drop**2
    # d is least where items * d^2 = z^2 (noise + d - d^2)
    a, b, c = items + own * z**2, -own * z**2, -(z**2) * noise
    least = (-b + sqrt(b * b - 4 * a * c)) / (2 * a) if items else 1.0
    return Reach(drop=round(min(least, 1.0) if share else least, 4), needed=int(needed) + 1)
