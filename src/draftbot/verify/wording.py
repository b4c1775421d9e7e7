"""House wording: policy, banned words, hidden characters; asked of every unit that is not an approved text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from draftbot.records.corpus import House
from draftbot.records.unit import Unit
from draftbot.records.verdict import CheckResult, Finding
from draftbot.text.hygiene import lookalikes, problems
from draftbot.verify.checks.answer import passed, unsupported

# "No effect sizes are given" says nothing of an effect.
GOES_ON = r"(?![ -](?:sizes?|estimates?|measures?)\b)"


def wording(unit: Unit, house: House) -> tuple[CheckResult, ...]:
    """One result each for hidden content, banned words and the house policy."""
    return (
        _first("hidden", (problem.what for problem in (*problems(unit.text), *lookalikes(unit.text)))),
        _first("banned", _banned(unit.text, house)),
        _first("policy", _policy(unit.text, house)),
    )


def _first(check: str, reasons: Iterator[str]) -> CheckResult:
    reason = next(reasons, None)
    return unsupported(check, reason) if reason else passed(check)


def _banned(text: str, house: House) -> Iterator[str]:
    for word, remedy in house.banned.items():
        if _compiled(rf"\b{re.escape(word)}\b{GOES_ON}").search(text):
            yield f"the house does not print {word!r}; {remedy}"


def _policy(text: str, house: House) -> Iterator[str]:
    for rule in house.policy:
        excused = rule.unless is not None and _compiled(rule.unless).search(text)
        if not excused and _compiled(rule.pattern).search(text):
            yield f"house policy ({rule.id}): {rule.why}"


@lru_cache(maxsize=500)
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def as_finding(result: CheckResult) -> Finding:
    """A failed check as a blocking finding."""
    return Finding(severity="block", check=result.check, message=result.reason, span=result.span)
