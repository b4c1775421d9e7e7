"""Scores summed by cluster: all that an interval or a difference needs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np
from numpy.typing import NDArray

from draftbot.records.record import Record

DRAWS = 2000
Floats = NDArray[np.float64]


class Sum(Record):
    """The scores of one cluster: their sum and how many they are."""

    total: float
    count: int


class Clusters(Record):
    """Sums by cluster; the value is the mean over all items, so a cluster weighs as much as it holds."""

    sums: Mapping[str, Sum]

    @property
    def count(self) -> int:
        return sum(one.count for one in self.sums.values())

    @property
    def value(self) -> float:
        return sum(one.total for one in self.sums.values()) / self.count if self.count else 0.0


def clustered(scores: Iterable[tuple[str, float]]) -> Clusters:
    """From (cluster, score) of each item."""
    found: dict[str, tuple[float, int]] = {}
    for cluster, score in scores:
        total, count = found.get(cluster, (0.0, 0))
        found[cluster] = (total + score, count + 1)
    return Clusters(
        sums={key: Sum(total=round(total, 9), count=count) for key, (total, count) in sorted(found.items())}
    )


def means(clusters: Clusters, keys: list[str], weights: Floats) -> Floats:
    """The value under each row of weights, one weight a key; a key that the clusters lack counts nothing."""
    known = [clusters.sums.get(key, Sum(total=0.0, count=0)) for key in keys]
    totals, counts = weights @ [one.total for one in known], weights @ [float(one.count) for one in known]
    found: Floats = np.divide(totals, counts, out=np.full(len(counts), clusters.value), where=counts > 0)
    return found


def weights(number: int, seed: int, draws: int = DRAWS) -> Floats:
    """How often each of ``number`` clusters is drawn, in each of ``draws`` bootstrap samples; the same for a seed."""
    drawn = np.random.default_rng(seed).multinomial(number, np.full(number, 1 / number), size=draws)
    return drawn.astype(np.float64)
