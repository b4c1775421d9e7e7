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
    r"(?:patients|males|females|dyads|participants|subjects|volunteers|adults|children|infants|adolescents|women|men|individuals|people|"
    r"persons|students|athletes|cases|adolescents|neonates|newborns|pregnancies|births|survivors|controls|players|"
    r"respondents|veterans|residents|nurses|families|couples|girls|boys|outpatients|inpatients|twins)"
)
# Adjectives between number and people; verbs and prepositions would lead to another noun.
BETWEEN = r"(?:(?!\d|on\b|of\b|to\b|and\b|or\b|in\b|with\b|for\b|by\b|from\b|were\b|was\b|the\b|years?\b|months?\b|weeks?\b|days?\b|%)[\w'/-]+,? ){0,4}"
# How an abstract gives the size of its study: people counted, or a number in brackets behind them. The largest that is
# no share, no rate and no group's is the study's; groups are smaller than the whole.
N = (
    re.compile(rf"(?<![\w.,/%-])(?<!\d ){COUNT}(?![\d.,%-]) {BETWEEN}{PEOPLE}\b", re.IGNORECASE),
    re.compile(rf"\b{PEOPLE}\b,? ?[\[(] ?n ?= ?{COUNT}(?![\d.%])", re.IGNORECASE),
    re.compile(rf"\b(?:total )?sample (?:size )?(?:of |was |\(n ?= ?){COUNT}(?!\d|\.\d|%)", re.IGNORECASE),
    re.compile(
        rf"\b(?:included|enrolled|recruited|randomi[sz]ed|totall?ing)(?: a total of)? {COUNT}(?![\d.,%-]) (?=(?:[\w'-]+ ){{1,4}}(?:aged|with|from|who|undergoing)\b)",
        re.IGNORECASE,
    ),
)
OF_ANYBODY = (N[2],)  # says that it counts the study, whoever was studied
A_GROUPS = re.compile(
    r"\s*(?:\([^)]*\)\s*)?(?:in|per|for|from|of) (?:each|every|both|the (?:[\w-]+ ){1,3}(?:group|arm|cohort)s?|group|arm)\b|\s*(?:/|per) |\s*\(\d+(?:\.\d+)? ?%",
    re.IGNORECASE,
)
A_RATE = re.compile(
    r"(?:\bper|\bevery|\bout of|\b(?:events?|deaths?|occurred|cases) in|\b(?:million|thousand|billion)|\bof (?:over|about|approximately|nearly)|screened|approached|invited|worldwide)\s*$|\d+(?:\.\d+)?\s*(?:per|/)\s*$",
    re.IGNORECASE,
)
ANYBODY = re.compile(rf"\b{PEOPLE}\b", re.IGNORECASE)
P = re.compile(
    r"(?<![\w-])[pP](?:[ -]?[vV]alues?)?(?:[ -]?(?:trend|interaction|for (?:trend|interaction|heterogeneity)))?\s*"
    r"(?P<sign><=|>=|[<>=≤≥]|⩽|⩾|(?:was |of |is )(?!about))\s*(?P<v>\d(?:\.\d+)?(?=\s*[×x·*]\s*10)|(?:0|1)?\.\d+|0|1(?:\.0+)?)"
    r"(?:\s*[×x·*]\s*10\s*\^?\(?(?P<e>-\d+)\)?|[eE](?P<e2>-\d+))?(?![\d%])"
)
LEVEL = r"(?:9[059]|99\.\d)(?:\.\d)?\s*%?"
CI_NAME = r"(?:CIs?|CrIs?|C\.I\.|confidence intervals?|credible intervals?|HPD)"
CI = re.compile(
    rf"(?:{LEVEL}\s*-?{CI_NAME}|\b{CI_NAME}\s*(?:\(?\s*{LEVEL}\)?)?)(?:\s*\[CI\]|\s*\(CI\))?\s*(?:[,:;=(\[]|of|from|was|is|range)*(?:\) ?[=:,]? ?{SIGNED} ?)?\s*[\[(]?\s*"
    rf"(?P<low>{SIGNED})\s*%?\s*(?:to|-|,|;|and|/)\s*(?P<high>{SIGNED})(?![\d.]*\d)",
)
MEASURES = {
    "RR": r"a?RRs?|[Rr]isk ratios?|[Rr]elative risks?|[Rr]ate ratios?|I?RR", "OR": r"a?ORs?|AORs?|[Oo]dds ratios?",
    "HR": r"a?HRs?|sHRs?|[Hh]azards? ratios?", "SMD": r"SMDs?|standardi[sz]ed mean differences?|Hedges'? g|Cohen'?s? d|(?<=\()[gd](?= = )",
    "MD": r"W?MDs?|(?:weighted )?mean differences?", "MW": r"MW|Mann-Whitney(?: (?:value|estimator|effect size))?",
}  # fmt: skip
ESTIMATE = re.compile(
    rf"(?<![\w-])(?:adjusted |pooled |summary |unadjusted |crude |multivariable-adjusted |overall )?(?P<m>{'|'.join(f'(?P<{name}>{form})' for name, form in MEASURES.items())})"
    rf"(?:\s*[\[(](?:a?[OHR]Rs?|SMD|W?MD|95\s*% ?CI|g|d)[\])])?\s*(?:=|:|,|of|was|were|is|\(|\[|for [\w' -]{{3,60}}? (?:was|were|=))*\s*"
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
    """The largest number of people that the text counts; none where it gives only shares, rates and groups."""
    patterns = N if ANYBODY.search(plain) else OF_ANYBODY
    found = [hit for pattern in patterns for hit in pattern.finditer(plain) if _counts_the_study(hit, plain)]
    if found:
        best = max(found, key=lambda hit: number_of(hit["n"]))  # the first of equal ones
        if any(_stand_together(hit, best, plain) for hit in found):
            return  # patients and controls: which of them, or both together, is for a reader to say
        yield Figure(kind="n", value=str(number_of(best["n"])), span=Span(start=best.start("n"), end=best.end()))


def _counts_the_study(hit: re.Match[str], plain: str) -> bool:
    after, before = plain[hit.end() :], plain[: hit.start("n")]
    if (
        _is_year(hit["n"])
        or number_of(hit["n"]) <= 3
        or re.match(r"\s*(?:%|of\b|million|thousand)", plain[hit.end("n") :])
    ):
        return False
    return not A_GROUPS.match(after) and not A_RATE.search(before[-40:])


def _stand_together(one: re.Match[str], other: re.Match[str], plain: str) -> bool:
    """Whether two counts are joined by "and": parts of a whole that the text does not give."""
    first, second = sorted((one, other), key=lambda hit: hit.start())
    return one is not other and bool(re.fullmatch(r",? and ", plain[first.end() : second.start("n")]))


def _is_year(digits: str) -> bool:
    return bool(re.fullmatch(r"(?:19|20)\d\d", digits))


def number_of(text: str) -> int:
    """A count in digits or words."""
    digits = re.sub(r"[, ]", "", text)
    return int(digits) if digits.isdigit() else NUMERAL_WORDS.value(text)


def _doses(plain: str) -> Iterator[Figure]:
    for found in DOSE.finditer(plain):
        around = plain[max(0, found.start() - 90) : found.end() + 90]
        dosed = CONTEXT.search(around) or re.match(r"[mµ]g\s?/\s?kg", found["unit"], re.IGNORECASE)
        if dosed and not NO_DOSE.match(plain[found.end() :]) and not _is_weight(plain, found):
            unit = re.sub(r"\s", "", found["unit"]).replace("ml", "mL")
            value = re.sub(r"\s*(?:to|-)\s*", "-", found["v"])
            yield Figure(kind="dose", value=f"{value} {unit}", span=Span(start=found.start(), end=found.end()))


def _is_weight(plain: str, found: re.Match[str]) -> bool:
    """Kilograms are people's, grams of birth weight too; concentrations have their volume behind them."""
    return found["unit"].startswith("kg") or bool(
        re.search(r"(?:weigh\w*|volume|blood loss|concentrations?)\b[^.]{0,25}$", plain[: found.start()], re.IGNORECASE)
    )


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
