"""The three answers of a check, in one line each."""

from __future__ import annotations

from draftbot.records.verdict import CheckResult


def passed(check: str) -> CheckResult:
    return CheckResult(check=check, answer="pass")


def unsupported(check: str, reason: str) -> CheckResult:
    return CheckResult(check=check, answer="fail", reason=reason)


def contradicted(check: str, reason: str) -> CheckResult:
    return CheckResult(check=check, answer="fail", reason=reason, contradicts=True)
