"""Our factors between units are those of an independent table; docs/dependencies.md says why it is not used itself."""

from decimal import Decimal

import pint
import pytest

from draftbot.text.numerals import SCALES, TIME_SCALES, TIME_UNITS, UNITS, scaled

REGISTRY = pint.UnitRegistry()
# What pint does not know: activity as agreed for each substance, and multiples.
UNKNOWN = {"IU", "IU/L", "× ULN", "×ULN", "x ULN", "times ULN", "fold"}
AMOUNTS = sorted(UNITS.keys() - UNKNOWN)
TIMES = sorted(TIME_UNITS.keys() - {"night", "nights", "consecutive days"})


def factor(printed: str, base: str) -> float:
    """How many of ``base`` one of the printed unit is, by pint; its "a" is a year."""
    return float(REGISTRY.Quantity(1, printed.replace(" a ", " per ")).to(base).magnitude)


@pytest.mark.parametrize("printed", AMOUNTS)
def test_an_amount_scales_as_in_pint(printed: str) -> None:
    value, base = scaled(Decimal(1), UNITS[printed], SCALES)
    assert float(value) == pytest.approx(factor(printed, base), rel=1e-12)


@pytest.mark.parametrize("printed", TIMES)
def test_a_time_scales_as_in_pint(printed: str) -> None:
    value, base = scaled(Decimal(1), TIME_UNITS[printed], TIME_SCALES)
    assert float(value) == pytest.approx(factor(printed, base), rel=1e-12)


@pytest.mark.parametrize("printed", sorted(UNKNOWN))
def test_what_pint_does_not_know_converts_into_nothing_else(printed: str) -> None:
    unit = UNITS[printed]
    assert scaled(Decimal(3), unit, SCALES) == (Decimal(3), unit)


def test_months_are_no_days() -> None:
    """pint makes 91.3 days of three months; a course of three months is not one of 91 days."""
    assert scaled(Decimal(3), "month", TIME_SCALES) == (Decimal(3), "month")
