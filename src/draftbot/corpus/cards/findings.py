"""The figures of an abstract with the span of each: how many people, doses, estimates, intervals and P values.

Precision comes first: what is read wrongly would stand in an article, what is not read is only missing.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from draftbot.records.record import Record
from draftbot.records.source_text import Span
from draftbot.text.numerals import NUMERAL_WORDS
from draftbot.text.quantities import SPECIAL

FigureKind = Literal["n", "dose", "estimate", "interval", "p"]
NUMBER = r"(?:\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.\d+)?"
SIGNED = rf"[+-]?(?:{NUMBER}|\.\d+)"
WORD = NUMERAL_WORDS.pattern.pattern.removeprefix(r"\b").removesuffix(r"\b")
COUNT = rf"(?P<n>\d{{1,3}}(?:[, ]\d{{3}})+|\d+|{WORD})"
PEOPLE = (
    r"(?:patients|participants|subjects|volunteers|adults|children|infants|adolescents|women|men|individuals|people|"
    r"persons|students|athletes|cases|adolescents|neonates|newborns|pregnancies|births|survivors|controls|players|"
    r"respondents|veterans|residents|nurses|families|couples|girls|boys|outpatients|inpatients|twins)"
)
# Adjectives between number and people; verbs and prepositions would lead to another noun.
BETWEEN = r"(?:(?!of\b|to\b|and\b|or\b|in\b|with\b|for\b|by\b|from\b|were\b|was\b|the\b|years?\b|months?\b|weeks?\b|days?\b|%)[\w'/-]+,? ){0,4}"
N = tuple(
    re.compile(pattern, re.IGNORECASE)
    for pattern in (
        rf"\b(?:a )?total of {COUNT} {BETWEEN}{PEOPLE}\b",
        rf"\b(?:randomi[sz]ed|enrolled|recruited|included|studied|enrolling|including|involving|analy[sz]ed|examined|investigated|assessed|"
        rf"evaluated|treated|assigned|interviewed|surveyed|among|in|of|from|identified|reviewed|followed|with data (?:on|from)) {COUNT} {BETWEEN}{PEOPLE}\b",
        rf"(?<![\w.,%-] )(?<![\d.,/-]){COUNT} {BETWEEN}{PEOPLE}\b(?= (?:\([^)]*\) )?(?:with|were|was|who|participated|completed|underwent|received|"
        rf"aged|from|in|at|undergoing|had|diagnosed|treated|on|referred|between|enrolled|included|recruited|admitted))",
    )
)
ANYBODY = re.compile(rf"\b{PEOPLE}\b", re.IGNORECASE)
P = re.compile(
    r"(?<![\w-])[pP](?:[ -]?[vV]alues?)?(?:[ -]?(?:trend|interaction|for (?:trend|interaction|heterogeneity)))?\s*"
    r"(?P<sign><=|>=|[<>=≤≥]|⩽|⩾|(?:was |of |is )(?!about))\s*(?P<v>(?:0|1)?\.\d+|0|1(?:\.0+)?)"
    r"(?:\s*[×x·*]\s*10\s*\^?\(?(?P<e>-\d+)\)?|[eE](?P<e2>-\d+))?(?![\d%])"
)
LEVEL = r"(?:9[059]|99\.\d)(?:\.\d)?\s*%?"
CI_NAME = r"(?:CIs?|CrIs?|C\.I\.|confidence intervals?|credible intervals?|HPD)"
CI = re.compile(
    rf"(?:{LEVEL}\s*-?{CI_NAME}|\b{CI_NAME}\s*(?:\(?\s*{LEVEL}\)?)?)(?:\s*\[CI\]|\s*\(CI\))?\s*(?:[,:;=(\[]|of|from|was|is|range)*\s*[\[(]?\s*"
    rf"(?P<low>{SIGNED})\s*%?\s*(?:to|-|,|;|and|/)\s*(?P<high>{SIGNED})(?![\d.]*\d)",
)
MEASURES = {
    "RR": r"a?RRs?|risk ratios?|relative risks?|rate ratios?|I?RR", "OR": r"a?ORs?|AORs?|odds ratios?",
    "HR": r"a?HRs?|sHRs?|hazards? ratios?", "SMD": r"SMDs?|standardi[sz]ed mean differences?|Hedges'? g|Cohen'?s? d",
    "MD": r"W?MDs?|(?:weighted )?mean differences?", "MW": r"MW|Mann-Whitney(?: (?:value|estimator|effect size))?",
}  # fmt: skip
ESTIMATE = re.compile(
    rf"(?<![\w-])(?:adjusted |pooled |summary |unadjusted |crude |multivariable-adjusted |overall )?(?P<m>{'|'.join(f'(?P<{name}>{form})' for name, form in MEASURES.items())})"
    rf"(?:\s*[\[(](?:a?[OHR]R|SMD|W?MD|95\s*% ?CI|g|d)[\])])?\s*(?:=|:|,|of|was|were|is|\(|\[|for [a-z ]{{3,30}} (?:was|=))*\s*"
    rf"(?P<v>{SIGNED})(?![\d]|\s*%|\.\d|,\d{{3}}|\s*(?:-|to)\s*\d)",
)
UNIT = (
    r"(?:mg|g|µg|ug|mcg|ng|kg|mL|ml|IU|U|mmol|µmol|nmol|MBq|mCi|Gy|cGy|units?|micrograms?|milligrams?|grams?)"
    r"(?:\s?/\s?(?:kg|m2|m\^2|m²|day|d|h|hr|hour|week|wk|min|mL|ml|dose|body weight|bw))*(?:\s?(?:kg|m|day|d|h|min)\^?\(?-[12]\)?)*"
)
DOSE = re.compile(rf"(?<![\w.-])(?P<v>{NUMBER}(?:\s*(?:-|to|or|and|,|/)\s*{NUMBER})*)[\s-]*(?P<unit>{UNIT})(?![\w/^])")
# What an amount is measured in or as, when it is no dose.
NO_DOSE = re.compile(
    r"^(?:\s*/\s*(?:dL|L|l|mL|ml)|\s*(?:wet|dry|of (?:tissue|protein|DNA|RNA)|body weight gain|creatinine|protein\b|per (?:liter|litre|L)\b))|^-1"
)
CONTEXT = re.compile(
    r"\b(?:dos(?:e|es|ed|age|ing)|daily|once|twice|weekly|administ|inject|infus|intraven|oral|subcutan|intramusc|intraperit|"
    r"intranasal|treat(?:ed|ment)|receiv|given|took|taking|placebo|tablets?|capsules?|bolus|b\.?i\.?d|t\.?i\.?d|q\.?d|i\.?[vmp]\.|s\.c\.|p\.o\.|"
    r"supplement|loading|per day|a day|every|regimen|irradiat|radiother|therapy|injection|vaccine)",
    re.IGNORECASE,
)


class Figure(Record):
    """A figure of a text: its kind, its value in one form, and the span of what was read."""

    kind: FigureKind
    value: str
    span: Span


def figures(text: str) -> tuple[Figure, ...]:
    """Every P value, interval, estimate and dose of a text, and the number of people, in the order of these kinds."""
    plain = text.translate(SPECIAL).replace("\u00b7", ".")
    return (*_sizes(plain), *_doses(plain), *_estimates(plain), *_intervals(plain), *_p_values(plain))


def _sizes(plain: str) -> Iterator[Figure]:
    """The number of people that the text gives first in the strongest way; none where it gives only shares."""
    if not ANYBODY.search(plain):
        return
    for pattern in N:
        for found in pattern.finditer(plain):
            count = number_of(found["n"])
            if count > 3 and not re.match(r"\s*(?:%|of)", plain[found.end("n") :]) and not _is_year(found["n"]):
                yield Figure(kind="n", value=str(count), span=Span(start=found.start("n"), end=found.end()))
                return


def _is_year(digits: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", digits))


def number_of(text: str) -> int:
    """A count in digits or words."""
    digits = re.sub(r"[, ]", "", text)
    return int(digits) if digits.isdigit() else NUMERAL_WORDS.value(text)


def _doses(plain: str) -> Iterator[Figure]:
    for found in DOSE.finditer(plain):
        around = plain[max(0, found.start() - 90) : found.end() + 90]
        if CONTEXT.search(around) and not NO_DOSE.match(plain[found.end() :]) and not _is_weight(plain, found):
            unit = re.sub(r"\s", "", found["unit"]).replace("ml", "mL")
            value = re.sub(r"\s*(?:to|-)\s*", "-", found["v"])
            yield Figure(kind="dose", value=f"{value} {unit}", span=Span(start=found.start(), end=found.end()))


def _is_weight(plain: str, found: re.Match[str]) -> bool:
    """Kilograms are people's, grams of birth weight too; concentrations have their volume behind them."""
    return found["unit"].startswith("kg") or bool(re.search(r"weigh\w*[^.]{0,25}$", plain[: found.start()]))


def _estimates(plain: str) -> Iterator[Figure]:
    for found in ESTIMATE.finditer(plain):
        name = next(name for name in MEASURES if found[name])
        value = found["v"].removeprefix("+")
        if re.match(r"\s*(?:mg|g|mL|days?|weeks?|months?|years?|patients)\b", plain[found.end() :]) and name in (
            "RR",
            "OR",
            "HR",
        ):
            continue
        yield Figure(kind="estimate", value=f"{name} {value}", span=Span(start=found.start(), end=found.end()))


def _intervals(plain: str) -> Iterator[Figure]:
    for found in CI.finditer(plain):
        low, high = (found[name].removeprefix("+") for name in ("low", "high"))
        yield Figure(kind="interval", value=f"{low} to {high}", span=Span(start=found.start(), end=found.end()))


def _p_values(plain: str) -> Iterator[Figure]:
    for found in P.finditer(plain):
        sign = {"<=": "≤", ">=": "≥", "⩽": "≤", "⩾": "≥"}.get(found["sign"].strip(), found["sign"].strip())
        power = found["e"] or found["e2"]
        value = f"{found['v']}e{power}" if power else found["v"]
        value = f"0{value}" if value.startswith(".") else value
        yield Figure(
            kind="p",
            value=f"{sign if sign in '<>≤≥=' else '='}{value}",
            span=Span(start=found.start(), end=found.end()),
        )
