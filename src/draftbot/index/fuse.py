"""Fusion: each half's scores from 0 to 1 over its pool, then a weighted sum."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from typing import TypeVar

T = TypeVar("T", bound=Hashable)
# Chosen on the development halves of two public question sets (docs/scale.md); the best hundred of each half, scaled
# by minimum and maximum, beat fusion by ranks and either half alone.
POOL = 100
VECTOR_WEIGHT = 0.5


def fused(lexical: Mapping[T, float], vector: Mapping[T, float], weight: float = VECTOR_WEIGHT) -> dict[T, float]:
    """One score for everything that either half found, rounded to six places; ``weight`` is the vectors' share."""
    low, high = scaled(lexical), scaled(vector)
    return {
        each: round((1 - weight) * low.get(each, 0.0) + weight * high.get(each, 0.0), 6) for each in {**low, **high}
    }


def scaled(scores: Mapping[T, float]) -> dict[T, float]:
    """Scores from 0 (the worst of the pool) to 1 (the best)."""
    if not scores:
        return {}
    low, high = min(scores.values()), max(scores.values())
    return {each: (score - low) / (high - low) if high > low else 1.0 for each, score in scores.items()}
