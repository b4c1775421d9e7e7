"""How values and figures are put into words, by value type."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from draftbot.records.reference import Estimate, Outcome
from draftbot.records.values import (
    CombinationValue,
    EffectValue,
    RegimenValue,
    RuleValue,
    StatusValue,
    TestValue,
    Value,
)

MINUS = "\u2212"


def listed(items: Sequence[str], joint: str = "and") -> str:
    """An English list; items that hold a comma themselves are parted by semicolons."""
    if len(items) < 2:
        return "".join(items)
    comma = "; " if any("," in item for item in items) else ", "
    last = f"{comma.rstrip()} {joint} " if comma == "; " else f" {joint} "
    return comma.join(items[:-1]) + last + items[-1]


def capitalised(text: str) -> str:
    """The text with its first letter as a capital; a name that starts in lower case elsewhere is not touched twice."""
    return text[:1].upper() + text[1:]


def in_prose(values: Sequence[Value]) -> str:
    """Several values of one field as a list inside a sentence."""
    if all(isinstance(value, TestValue) for value in values):
        return listed(_tests([v for v in values if isinstance(v, TestValue)], "{tests} ({phase})"))
    return listed([_prose(value) for value in values])


def in_cell(values: Sequence[Value]) -> str:
    """Several values of one field as the text of a table cell."""
    if all(isinstance(value, TestValue) for value in values):
        parts = _tests([v for v in values if isinstance(v, TestValue)], "{phase}: {tests}")
    else:
        parts = list(dict.fromkeys(_cell(value) for value in values))
    return capitalised("; ".join(parts))


def _prose(value: Value) -> str:
    if isinstance(value, RegimenValue) and value.context:
        return f"{value.plain()} for {value.context}"
    if isinstance(value, RuleValue):
        return f"{value.action} for {value.trigger}"
    if isinstance(value, CombinationValue):
        return f"with {listed(value.members)}"
    return value.plain()


def _cell(value: Value) -> str:
    if isinstance(value, RegimenValue) and value.context:
        return f"{value.plain()} ({value.context})"
    if isinstance(value, StatusValue):
        return f"{value.jurisdiction}: {value.status}"
    if isinstance(value, RuleValue):
        return f"{value.trigger}: {value.action}"
    if isinstance(value, EffectValue):
        return value.plain()
    return value.plain()


def _tests(values: Sequence[TestValue], form: str) -> list[str]:
    phases = groupby(values, key=lambda value: value.phase)
    return [form.format(phase=phase, tests=listed([v.plain() for v in group])) for phase, group in phases]


def figures(outcome: Outcome) -> str:
    """The outcome's estimate, interval, P value and stated certainty as a bracket, empty where there is none."""
    parts = []
    if outcome.estimate:
        parts.append(_estimate(outcome.estimate))
    if outcome.p:
        parts.append(p_value(outcome.p))
    head = "; ".join(parts)
    if outcome.certainty:
        head = f"{head}; {outcome.certainty}-certainty evidence" if head else f"{outcome.certainty}-certainty evidence"
    return f" ({head})" if head else ""


def _estimate(estimate: Estimate) -> str:
    text = f"{estimate.measure} {signed(estimate.value)}"
    if estimate.ci_low is None or estimate.ci_high is None:
        return text
    negative = estimate.ci_low.startswith("-") or estimate.ci_high.startswith("-")
    joint = " to " if negative else "–"
    return f"{text}, {estimate.ci_level or '95%'} CI {signed(estimate.ci_low)}{joint}{signed(estimate.ci_high)}"


def signed(figure: str) -> str:
    """A printed figure with a typographic minus sign."""
    return figure.replace("-", MINUS)


def p_value(figure: str) -> str:
    """A printed P value: ``<0.0001`` becomes ``P < 0.0001``, ``0.03`` becomes ``P = 0.03``."""
    sign = figure[0] if figure[0] in "<>≤≥" else "="
    return f"P {sign} {figure.lstrip('<>≤≥= ')}"
