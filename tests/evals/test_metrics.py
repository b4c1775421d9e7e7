"""Shares and their intervals against values worked out by hand."""

from __future__ import annotations

import pytest

from draftbot.evals.metrics import balanced_accuracy, share

# Wilson's formula by hand: 8 of 10 gives (0.49016, 0.94333); none of 10 gives an upper bound of z2 / (10 + z2).
CASES = [(8, 10, 0.4902, 0.9433), (0, 10, 0.0, 0.2775), (10, 10, 0.7225, 1.0), (0, 0, 0.0, 1.0)]


@pytest.mark.parametrize(("hits", "total", "low", "high"), CASES)
def test_wilson_intervals(hits: int, total: int, low: float, high: float) -> None:
    result = share([True] * hits + [False] * (total - hits))
    assert (round(result.low, 4), round(result.high, 4)) == (low, high)


def test_balanced_accuracy_weighs_both_sides_alike() -> None:
    assert balanced_accuracy([(True, True), (False, True), (False, False), (False, False), (False, False)]) == 0.875
    assert balanced_accuracy([(True, True), (False, True)]) == 0.5
