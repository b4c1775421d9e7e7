"""Quantities as printed in medical texts, each with a key that is equal for equal quantities only.

General quantity parsers collapse ranges, read "7 RCTs" as a currency and know neither P values nor intervals
(measured), so the grammar is our own; it covers percentages, P values, intervals, estimates, amounts with units,
ranges, durations, time points, counts and bare numbers.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from decimal import Decimal, InvalidOperation
from fractions import Fraction
from functools import lru_cache
from typing import Literal

from draftbot.records.record import Record
from draftbot.text.numerals import NUMERAL_WORDS, SCALES, TIME_SCALES, TIME_UNITS, UNITS, scaled

Kind = Literal["p", "interval", "estimate", "percent", "amount", "duration", "point", "bracket", "number"]

NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?"
SIGNED = rf"[+-]?{NUMBER}"
JOINT = r"\s*(?:to|-)\s*"
UNIT = "|".join(sorted((re.escape(unit) for unit in UNITS), key=len, reverse=True))
TIME = "|".join(sorted(TIME_UNITS, key=len, reverse=True))
MEASURES = {
    "rr": "RR", "risk ratio": "RR", "relative risk": "RR", "or": "OR", "odds ratio": "OR", "odds ratios": "OR",
    "hr": "HR", "hazard ratio": "HR", "smd": "SMD", "standardised mean difference": "SMD",
    "standardized mean difference": "SMD", "md": "MD", "mean difference": "MD", "mw": "MW", "mann-whitney": "MW",
    "mann-whitney value": "MW", "mann-whitney estimator": "MW", "mann-whitney effect size": "MW", 
    "difference in least squares means": "LSM",
}  # fmt: skip
ACRONYMS = ("RR", "OR", "HR", "SMD", "MD", "MW")
MEASURE = "|".join(
    [
        *ACRONYMS,
        *(
            f"(?i:{re.escape(name)})"
            for name in sorted(MEASURES, key=len, reverse=True)
            if name.upper() not in ACRONYMS
        ),
    ]
)
LISTED = re.compile(rf"(?P<items>{NUMBER}(?:, {NUMBER})*,? (?:and|or) )(?P<last>{NUMBER}\s*(?P<unit>{UNIT}))(?![\w/])")
LISTED_TIMES = re.compile(
    rf"(?<![\w.])(?P<items>{NUMBER}(?:, {NUMBER})*,? (?:and|or) )(?P<last>{NUMBER}\s+(?P<unit>hours|days|weeks|months|years))\b"
)
# Names that hold digits; nothing inside them is a quantity. Capital-letter codes, receptor and test names, identifiers.
NAMES_WITH_DIGITS = re.compile(
    r"\b(?:PMID|PMC|DOI|ISRCTN|NCT|EudraCT)[:\s]*[\w./-]*\d[\w./-]*|\b10\.\d{4,9}/\S+|\bCD\d{4,}(?:\.pub\d+)?|"
    r"\b(?=[A-Za-z-]*[A-Za-z])(?!(?:n|p|P|N)[=<>])[A-Za-z]+(?:-?\d+(?:\.\d+)?)+[A-Za-z+]*\b(?![;\]])|"
    r"\b(?:interleukin|IL|ACTH|DSM|caspase|mGluR|phase|stage|type)(?:[- ]|\s?\()(?:\d+(?:-\d+)?)\b|\(1/2\)|\b\d{4}-\d{6}-\d{2}\b",
)
DIGIT = re.compile(r"\d")
SIGNS = {
    "": "=",
    "was ": "=",
    "is ": "=",
    "of ": "=",
    "below ": "<",
    "above ": ">",
    "under ": "<",
    "over ": ">",
    "less than ": "<",
    "more than ": ">",
    "<=": "≤",
    ">=": "≥",
}
SPECIAL = str.maketrans({"−": "-", "–": "-", "—": "-", "‑": "-", "μ": "µ", "\u00a0": " ", "\u2009": " ", "\u202f": " "})

PATTERNS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("p", re.compile(r"\bp(?:[ -]?values?)?\s*(?:(?:was|is|of)\s+(?=below|above|under|over|less|more))?(?P<sign><=|>=|[<>=≤≥]|(?:was |is |of |below |above |under |over |less than |more than )|(?<=value )(?=0?\.\d))\s*(?P<v>\d*\.?\d+)"
                     r"(?:\s*[×x]\s*10\s*\^?(?P<exp>-?\d+)|[eE](?P<exp2>-?\d+))?", re.I)),
    ("interval", re.compile(rf"(?P<level>\d{{2}}(?:\.\d+)?)\s*(?:%|per ?cent)\s*(?:CI|CrI|(?:confidence )?interval)s?\s*(?:[,:=(]|of|from|was)?\s*\[?"
                            rf"(?P<low>{SIGNED})\s*(?:to|-|and|,|;)\s*(?P<high>{SIGNED})", re.I)),
    ("estimate", re.compile(rf"\b(?P<m>{MEASURE})\s*(?:\((?:RR|OR|HR|SMD|MD|MW)\)\s*)?(?:=|:|,|of|was|value of|is)?\s*"
                            rf"(?P<v>{SIGNED})(?!\s*%)")),
    ("bracket", re.compile(rf"(?P<v>{SIGNED})\s*\[(?P<low>{SIGNED})\s*[;,]\s*(?P<high>{SIGNED})\]")),
    ("percent", re.compile(rf"(?P<low>{SIGNED})\s*%?{JOINT}(?P<high>{SIGNED})\s*(?:%|per ?cent\b)|(?P<v>{SIGNED})\s*(?:%|per ?cent\b)", re.I)),
    ("amount", re.compile(rf"(?:(?P<low>{NUMBER})\s*(?:{JOINT})(?P<high>{NUMBER})|(?P<v>{SIGNED}))\s*(?P<unit>{UNIT})(?![\w/])")),
    ("duration", re.compile(rf"\b(?:(?P<low>{NUMBER}){JOINT}(?P<high>{NUMBER})|(?P<v>{NUMBER}))[\s-]*(?P<unit>{TIME})\b", re.I)),
    ("point", re.compile(rf"\b(?P<unit>days?|weeks?|months?|nights?|hours?|years?)\s+(?:(?P<low>\d+){JOINT}(?P<high>\d+)|(?P<v>\d+))\b", re.I)),
    ("number", re.compile(rf"(?<![\w.])(?:(?<=from )(?P<low>{NUMBER})\s+to\s+(?P<high>{NUMBER})|(?<=between )(?P<low2>{NUMBER})\s+and\s+(?P<high2>{NUMBER})|"
                          rf"(?P<low3>{NUMBER})\s*-\s*(?P<high3>{NUMBER})|(?P<v>{SIGNED}))(?![\w])")),
)  # fmt: skip


class Quantity(Record):
    """A quantity of a text: its kind, its key (equal keys are equal quantities), and its span in code points."""

    kind: Kind
    key: str
    start: int
    end: int


@lru_cache(maxsize=50_000)
def quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity, in order, none inside another. Numerals in words count up to ninety-nine; identifiers and
    names that hold digits do not."""
    folded, marks = _folded(text)
    if not DIGIT.search(folded):
        return ()  # every pattern wants one
    masked = NAMES_WITH_DIGITS.sub(lambda m: "\x00" * len(m.group()), folded)
    found: list[Quantity] = []
    for match in LISTED.finditer(masked):
        for item in re.finditer(NUMBER, match["items"]):
            start, end = match.start("items") + item.start(), match.start("items") + item.end()
            amount = f"amt:{_scaled([item.group()], UNITS[match['unit']], SCALES)}"
            found.append(Quantity(kind="amount", key=amount, start=marks[start], end=marks[end]))
            masked = masked[:start] + "\x00" * (end - start) + masked[end:]
    for match in LISTED_TIMES.finditer(masked):
        for item in re.finditer(NUMBER, match["items"]):
            start, end = match.start("items") + item.start(), match.start("items") + item.end()
            time = f"dur:{_scaled([item.group()], TIME_UNITS[match['unit']], TIME_SCALES)}"
            found.append(Quantity(kind="duration", key=time, start=marks[start], end=marks[end]))
            masked = masked[:start] + "\x00" * (end - start) + masked[end:]
    for kind, pattern in PATTERNS:
        for match in pattern.finditer(masked):
            key = _key(kind, match)
            if key:
                found.append(Quantity(kind=kind, key=key, start=marks[match.start()], end=marks[match.end()]))
                masked = masked[: match.start()] + "\x00" * (match.end() - match.start()) + masked[match.end() :]
    return tuple(sorted(found, key=lambda quantity: quantity.start))


def _folded(text: str) -> tuple[str, list[int]]:
    """The text with numerals as digits and signs as ASCII, and for each of its positions the one in the original."""
    plain = text.translate(SPECIAL)
    pieces: list[str] = []
    marks: list[int] = []
    cursor = 0
    for match in NUMERAL_WORDS.finditer(plain):
        pieces.append(plain[cursor : match.start()])
        marks.extend(range(cursor, match.start()))
        digits = str(NUMERAL_WORDS.value(match.group()))
        pieces.append(digits)
        marks.extend([match.start()] * len(digits))
        cursor = match.end()
    pieces.append(plain[cursor:])
    marks.extend(range(cursor, len(plain) + 1))
    return "".join(pieces), marks


def _key(kind: Kind, match: re.Match[str]) -> str | None:
    groups = match.groupdict()
    for end in ("low", "high"):  # a range may be printed in three ways
        groups[end] = groups.get(end) or groups.get(f"{end}2") or groups.get(f"{end}3")
    try:
        value = _number(groups.get("v"))
        low, high = _number(groups.get("low")), _number(groups.get("high"))
    except InvalidOperation:
        return None
    if kind == "p":
        printed = str(groups["sign"])
        sign = SIGNS.get(printed.lower(), printed)
        power = groups.get("exp") or groups.get("exp2")
        return f"p:{sign}:{_plain(Decimal(groups['v']).scaleb(int(power or 0)))}"
    if kind == "interval":
        return f"ci:{groups['level']}:{low}:{high}"
    if kind == "estimate":
        return f"est:{MEASURES[groups['m'].lower()]}:{value}"
    if kind == "bracket":
        return f"bracket:{value}:{low}:{high}"
    body = f"{low}~{high}" if low is not None else f"{value}"
    if kind == "percent":
        return f"pct:{body}"
    printed_values = [groups["low"], groups["high"]] if low is not None else [groups["v"]]
    if kind == "amount":
        return f"amt:{_scaled(printed_values, UNITS[groups['unit']], SCALES)}"
    if kind in ("duration", "point"):
        unit = groups["unit"].lower()
        return f"dur:{_scaled(printed_values, TIME_UNITS.get(unit, unit.rstrip('s')), TIME_SCALES)}"
    return f"num:{body}"


def _scaled(printed: Sequence[str], unit: str, scales: Mapping[str, tuple[str, Fraction]]) -> str:
    """The values and the unit that keys use, one value or a range."""
    found = [scaled(Decimal(value.replace(",", "")), unit, scales) for value in printed]
    return f"{'~'.join(_plain(value) for value, _ in found)}:{found[0][1]}"


def _number(printed: str | None) -> str | None:
    return None if printed is None else _plain(Decimal(printed.replace(",", "")))


def _plain(value: Decimal) -> str:
    """The value without trailing zeros or an exponent, so that 0.60 and 0.6 are one; the sign is kept."""
    text = format(value.normalize(), "f")
    return "0" if text in ("-0", "0") else text
