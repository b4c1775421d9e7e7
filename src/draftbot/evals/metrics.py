"""Shares with their intervals."""

from __future__ import annotations

from collections.abc import Iterable
from math import sqrt

from draftbot.records.record import Record

Z95 = 1.959963984540054


class Share(Record):
    """``hits`` of ``total``, the share, and its 95% Wilson score interval (Wilson 1927); 0 to 1 where total is 0."""

    hits: int
    total: int
    share: float
    low: float
    high: float

    def __str__(self) -> str:
        return f"{self.hits:>5,}/{self.total:<5,} {100 * self.share:5.1f}% ({100 * self.low:.1f}–{100 * self.high:.1f})"


def share(outcomes: Iterable[bool]) -> Share:
    """The share of true among the outcomes."""
    answers = list(outcomes)
    hits, total = sum(answers), len(answers)
    if not total:
        return Share(hits=0, total=0, share=0.0, low=0.0, high=1.0)
    p, z2 = hits / total, Z95**2
    middle = (p + z2 / (2 * total)) / (1 + z2 / total)
    half = Z95 * sqrt(p * (1 - p) / total + z2 / (4 * total**2)) / (1 + z2 / total)
    # At no hits or only hits the exact bound is 0 or 1; rounding must not push it past.
    low = 0.0 if hits == 0 else middle - half
    high = 1.0 if hits == total else middle + half
    return Share(hits=hits, total=total, share=p, low=low, high=high)


def balanced_accuracy(accepted: Iterable[tuple[bool, bool]]) -> float:
    """Mean of the share of true claims accepted and of untrue claims refused, from (true, accepted) pairs."""
    pairs = list(accepted)
    yes = share(answer for true, answer in pairs if true)
    no = share(not answer for true, answer in pairs if not true)
    return (yes.share + no.share) / 2
