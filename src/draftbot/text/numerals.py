"""Numerals in words, and the units that quantities are printed in."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

ONES = {
    word: value
    for value, word in enumerate(
        """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen
    """.split(),
        start=1,
    )
}
TENS = {
    word: value
    for value, word in zip(
        range(20, 100, 10), ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"], strict=True
    )
}
UNITS = {
    **{unit: unit for unit in ("g", "kg", "mg", "ng", "pg", "L", "dL", "µL", "IU", "U", "mmol", "µmol", "nmol", "mol", "Hz", "mmHg", "kDa", "Da", "°C")},
    "mL": "mL", "ml": "mL", "l": "L", "µg": "µg", "ug": "µg", "mcg": "µg", "microgram": "µg", "micrograms": "µg",
    "microM": "µM", "µM": "µM", "mM": "mM", "nM": "nM", "mg/kg": "mg/kg", "mL/kg": "mL/kg", "ml/kg": "mL/kg", "µg/kg": "µg/kg",
    "micrograms/kg": "µg/kg", "nmol/kg": "nmol/kg", "mg/kg/day": "mg/kg/day", "mg/d": "mg/day", "mg/day": "mg/day",
    "mL/d": "mL/day", "ml/d": "mL/day", "mL/day": "mL/day", "ml/day": "mL/day", "µg/mL": "µg/mL", "µg/ml": "µg/mL", "mg/mL": "mg/mL",
    "mg/ml": "mg/mL", "U/L": "U/L", "IU/L": "IU/L", "mg/dL": "mg/dL", "mmol/L": "mmol/L", "× ULN": "ULN", "×ULN": "ULN", "x ULN": "ULN",
    "times ULN": "ULN", "fold": "fold",
}  # fmt: skip
_WORDS = {
    "milligram": "mg", "gram": "g", "kilogram": "kg", "microgram": "µg", "nanogram": "ng", "millilitre": "mL",
    "milliliter": "mL", "litre": "L", "liter": "L", "microlitre": "µL", "nanomole": "nmol", "micromole": "µmol",
    "millimole": "mmol",
}  # fmt: skip
UNITS |= {f"{word}{s}": unit for word, unit in _WORDS.items() for s in ("", "s")}
UNITS |= {
    f"{form}{per}": f"{unit}/kg"
    for form, unit in list(UNITS.items())
    if unit in ("mg", "µg", "ng", "nmol", "mL")
    for per in ("/kg", " per kilogram", " per kg", " a kilogram")
}
# Units of one dimension, as (the unit that keys use, its multiple): 0.1 mg and 100 micrograms are one amount, 48 hours
# and two days one duration. Units of activity (IU, U) and of volume convert into no mass, weeks into no months. pint,
# which a test holds these factors against, makes days of months, a bare number of mg/kg and a year of "mg a kilogram".
SCALES = {
    "kg": ("mg", Fraction(1_000_000)), "g": ("mg", Fraction(1000)), "µg": ("mg", Fraction(1, 1000)),
    "ng": ("mg", Fraction(1, 10**6)), "pg": ("mg", Fraction(1, 10**9)), "L": ("mL", Fraction(1000)),
    "dL": ("mL", Fraction(100)), "µL": ("mL", Fraction(1, 1000)), "mol": ("nmol", Fraction(10**9)),
    "mmol": ("nmol", Fraction(10**6)), "µmol": ("nmol", Fraction(1000)),
}  # fmt: skip
TIME_SCALES = {
    "second": ("day", Fraction(1, 86400)), "minute": ("day", Fraction(1, 1440)), "hour": ("day", Fraction(1, 24)),
    "week": ("day", Fraction(7)), "year": ("month", Fraction(12)),
}  # fmt: skip


def scaled(value: Decimal, unit: str, scales: Mapping[str, tuple[str, Fraction]]) -> tuple[Decimal, str]:
    """The value in the unit of its dimension that keys use; "µg/kg" and "g/day" scale by their first part."""
    first, slash, rest = unit.partition("/")
    base, factor = scales.get(first, (first, Fraction(1)))
    exact = Fraction(value) * factor
    return Decimal(exact.numerator) / Decimal(exact.denominator), f"{base}{slash}{rest}"


TIME_UNITS = {
    form: unit
    for unit, forms in {
        "second": ("second", "seconds"),
        "minute": ("minute", "minutes", "min"),
        "hour": ("hour", "hours", "hr", "hrs", "h"),
        "day": ("day", "days", "consecutive days"),
        "night": ("night", "nights"),
        "week": ("week", "weeks"),
        "month": ("month", "months"),
        "year": ("year", "years"),
    }.items()
    for form in forms
}


class _NumeralWords:
    """Finds numerals in words: "five", "thirty-two", "Sixty-two"; "one" only in a range ("one to three")."""

    pattern = re.compile(
        rf"\b(?:(?:{'|'.join(TENS)})(?:-(?:{'|'.join(list(ONES)[:9])}))?|{'|'.join(sorted((w for w in ONES if w != 'one'), key=len, reverse=True))}|"
        rf"one(?=(?: to |-){'(?:' + '|'.join(w for w in ONES if w != 'one') + ')'}\b))\b",
        re.IGNORECASE,
    )

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self.pattern.finditer(text)

    def value(self, word: str) -> int:
        tens, _, ones = word.lower().partition("-")
        return TENS.get(tens, 0) + ONES.get(ones or tens, 0)


NUMERAL_WORDS = _NumeralWords()
