"""How values and figures are put into words, by value type."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from draftbot.records.values import (
    CombinationValue,
    EffectValue,
    RegimenValue,
    RuleValue,
    StatusValue,
    TestValue,
    Value,
)
from draftbot.text.lists import capitalised, listed


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
