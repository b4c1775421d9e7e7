"""Results as outcomes: sentences with an estimate or a P value, each kept with the figures that it states."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftbot.corpus.cards.findings import Figure, figures
from draftbot.records.record import Record
from draftbot.records.reference import Direction, Estimate, Outcome, Role

MOST = 12
BRACKET = re.compile(r"\s*[(\[][^()\[\]]*(?:[(\[][^()\[\]]*[)\]][^()\[\]]*)*[)\]]")
NULL = re.compile(r"\bno (?:statistically )?significant (?:difference|effect|change|association)|\bdid not (?:significantly )?differ|"
                  r"\bnot (?:statistically )?significant(?:ly)?\b|\bno difference\b", re.IGNORECASE)  # fmt: skip
BETTER = re.compile(r"\bsignificantly (?:better|improved|greater improvement|more improvement|higher response)\b.*\b(?:than|compared (?:with|to)|versus|vs\.?)\b",
                    re.IGNORECASE)  # fmt: skip
WITHIN = re.compile(
    r"\b(?:we|our|us|this|these|those|it|they|its|their|such|latter|former|respectively)\b", re.IGNORECASE
)
SAFETY = re.compile(r"\b(?:adverse|side effects?|safety|tolerab|toxicit|mortality|deaths?)", re.IGNORECASE)
ITT, PP = re.compile(r"\bintent(?:ion)?[- ]to[- ]treat", re.IGNORECASE), re.compile(r"\bper[- ]protocol", re.IGNORECASE)
TIME = re.compile(
    r"\b(?:at|after) (?:day|week|month|year)s? \d+\b|\b(?:at|after) \d+ (?:days|weeks|months|years)\b", re.IGNORECASE
)


class Told(Record):
    """A sentence with its place in the canonical text."""

    text: str
    start: int


def outcomes(sentences: tuple[Told, ...], treatments: dict[str, str], topics: dict[str, str]) -> Iterator[Outcome]:
    """An outcome for each of the first twelve sentences with an estimate or P value that name a treatment.

    ``treatments`` maps names in lower case to slugs, ``topics`` terms in lower case to topics. Outcomes that do not
    read on their own are kept for editors: not quotable.
    """
    made = 0
    for told in sentences:
        lower = told.text.lower()
        named = list(
            dict.fromkeys(slug for name, slug in treatments.items() if re.search(rf"\b{re.escape(name)}\b", lower))
        )
        if not named or made >= MOST or not any(f.kind in ("estimate", "interval", "p") for f in figures(told.text)):
            continue
        made += 1
        yield _outcome(
            made,
            told.text,
            named,
            next((t for term, t in topics.items() if re.search(rf"\b{re.escape(term)}", lower)), None),
        )


def _outcome(number: int, text: str, named: list[str], topic: str | None) -> Outcome:
    finding, held = _clause(text)
    estimate, p = _figures(held)
    return Outcome(
        id=f"result-{number}",
        measure=_measure(finding),
        finding=finding,
        treatment=named[0] if len(named) == 1 else None,
        comparator="placebo" if "placebo" in text.lower() else None,
        topic=topic,
        role=_role(text),
        analysis_set="intention-to-treat" if ITT.search(text) else "per-protocol" if PP.search(text) else "unstated",
        timepoint=found_time.group() if (found_time := TIME.search(text)) else None,
        estimate=estimate,
        p=p,
        direction=_direction(text, len(named) == 1),
        quotable=len(named) == 1 and not WITHIN.search(finding) and len(finding.split()) <= 60,
        note="read from the abstract by draftbot; look at it before you rely on it",
    )


def _clause(text: str) -> tuple[str, list[Figure]]:
    """The sentence as a clause, and the figures of a bracket that was taken off its end, since they print behind it."""
    text = re.sub(r"^[A-Z][A-Z /&,-]{2,40}: ", "", text).rstrip(".")
    text = re.sub(r"^(?:However|Moreover|Furthermore|In addition|Additionally|Overall|Finally|Also), ", "", text)
    brackets = list(BRACKET.finditer(text))
    held: list[Figure] = []
    if brackets and brackets[-1].end() == len(text) and _all_figures(brackets[-1].group()):
        held = list(figures(brackets[-1].group()))
        text = text[: brackets[-1].start()]
    first = text.partition(" ")[0]
    if first.isalpha() and first.istitle() and first in _OPENERS:
        text = text[0].lower() + text[1:]
    return text.strip(), held


_OPENERS = frozenset(
    "The A An In At After Compared There No Patients Participants Treatment Mean Median Both Significant Adverse".split()
)


def _all_figures(bracket: str) -> bool:
    """Whether a bracket holds one estimate with its interval, one P value, or both, and nothing else."""
    inside = figures(bracket)
    kinds = [figure.kind for figure in inside]
    if not kinds or max(map(kinds.count, kinds)) > 1 or set(kinds) - {"estimate", "interval", "p"}:
        return False
    rest = bracket
    for figure in inside:
        rest = rest.replace(bracket[figure.span.start : figure.span.end], "")
    return not re.search(r"[A-Za-z0-9]", rest.replace("CI", "").replace("95%", "")) and (
        "interval" not in kinds or "estimate" in kinds
    )


def _figures(held: list[Figure]) -> tuple[Estimate | None, str | None]:
    got = {figure.kind: figure.value for figure in held}
    p = got.get("p", "").removeprefix("=") or None
    if "estimate" not in got:
        return None, p
    measure, value = got["estimate"].split(" ", 1)
    low, _, high = got.get("interval", "").partition(" to ")
    made = Estimate.model_validate(
        {
            "measure": measure,
            "value": value,
            **({"ci_low": low, "ci_high": high, "ci_level": "95%"} if low and high else {}),
        }
    )
    return made, p


def _measure(finding: str) -> str:
    """The outcome's name: the clause's first words, which is what an editor replaces first."""
    return " ".join(finding.split()[:8]).rstrip(",;:")


def _role(text: str) -> Role:
    if re.search(r"\bprimary (?:end ?point|outcome|efficacy)", text, re.IGNORECASE):
        return "primary"
    if re.search(r"\bsecondary (?:end ?point|outcome)", text, re.IGNORECASE):
        return "secondary"
    if re.search(r"\bsubgroup\b|\bpost[- ]hoc\b", text, re.IGNORECASE):
        return "subgroup"
    return "safety" if SAFETY.search(text) else "unstated"


def _direction(text: str, alone: bool) -> Direction:
    if NULL.search(text):
        return "no-difference"
    return "favours-treatment" if alone and BETTER.search(text) else "unclear"
