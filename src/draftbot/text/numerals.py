"""Numerals in words, and the units that quantities are printed in."""

from __future__ import annotations

import re
from collections.abc import Iterator

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
    """Finds numerals in words: "five", "thirty-two", "Sixty-two"; "one" only before a noun it counts."""

    pattern = re.compile(
        rf"\b(?:(?:{'|'.join(TENS)})(?:-(?:{'|'.join(list(ONES)[:9])}))?|{'|'.join(sorted((w for w in ONES if w != 'one'), key=len, reverse=True))})\b",
        re.IGNORECASE,
    )

    def finditer(self, text: str) -> Iterator[re.Match[str]]:
        return self.pattern.finditer(text)

    def value(self, word: str) -> int:
        tens, _, ones = word.lower().partition("-")
        return TENS.get(tens, 0) + ONES.get(ones or tens, 0)


NUMERAL_WORDS = _NumeralWords()
