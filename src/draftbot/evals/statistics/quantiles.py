"""Quantiles of the normal and of Student's distribution."""

from __future__ import annotations

from statistics import NormalDist

NORMAL = NormalDist()


def normal(p: float) -> float:
    return NORMAL.inv_cdf(p)


def student(p: float, freedom: int) -> float:
    """The quantile of Student's t by its expansion in the normal's (Abramowitz and Stegun 26.7.5); within 2% from four
    degrees of freedom on, and less is counted as four."""
    v, z = max(freedom, 4), normal(p)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + sum(term / float(v**power) for power, term in enumerate(terms, start=1))
