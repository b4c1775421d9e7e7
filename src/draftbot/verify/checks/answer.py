"""The answers of a check, in one line each, and where in the unit they point."""

from __future__ import annotations

from draftbot.records.source_text import Span
from draftbot.records.verdict import CheckResult
from draftbot.verify.claims import Claim


def passed(check: str) -> CheckResult:
    return CheckResult(check=check, answer="pass")


def unsupported(check: str, reason: str, span: Span | None = None) -> CheckResult:
    return CheckResult(check=check, answer="fail", reason=reason, span=span)


def contradicted(check: str, reason: str, span: Span | None = None) -> CheckResult:
    return CheckResult(check=check, answer="fail", reason=reason, contradicts=True, span=span)


def open_question(check: str, reason: str, span: Span | None = None) -> CheckResult:
    """What this check cannot decide; a reader must."""
    return CheckResult(check=check, answer="cannot tell", reason=reason, span=span)


def place(claim: Claim, start: int, end: int) -> Span | None:
    """Where a span of the claim's text stands in the unit's text; ``None`` for words of its row or column."""
    printed = claim.text[start:end].strip()
    clause = max(claim.unit.text.find(claim.text[:end]), 0)
    at = claim.unit.text.find(printed, clause) if printed else -1
    if at < 0 and printed:
        at = claim.unit.text.find(printed)
    return Span(start=at, end=at + len(printed)) if at >= 0 else None


def where(claim: Claim, printed: str) -> Span | None:
    """Where words stand in the unit's text; ``None`` where it says them otherwise."""
    at = claim.unit.text.find(printed.strip()) if printed.strip() else -1
    return Span(start=at, end=at + len(printed.strip())) if at >= 0 else None


def sides(source: str, article: str) -> str:
    """Both sides of a disagreement, as an editor reads them."""
    return f"source: {source}, article: {article}"
