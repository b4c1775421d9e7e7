"""What the verifier says: checks, findings, verdicts, and the aligned evidence."""

from __future__ import annotations

from typing import Literal

from draftbot.records.record import Record
from draftbot.records.source_text import Span

Answer = Literal["pass", "fail", "cannot tell"]
Verdict = Literal["supported", "contradicted", "unsupported", "uncertain", "derived", "exempt"]
Severity = Literal["block", "warn", "note"]
PUBLISHED: frozenset[Verdict] = frozenset({"supported", "derived", "exempt"})


class CheckResult(Record):
    """One question asked of a claim. ``contradicts`` tells a denied claim from one that merely lacks support;
    ``span`` is the place in the unit's text that the reason speaks of."""

    check: str
    answer: Answer
    reason: str = ""
    contradicts: bool = False
    span: Span | None = None


class EvidenceSpan(Record):
    """Where the proof lies: a span of a source's text, quoted."""

    source: str
    start: int
    end: int
    quote: str


class Derivation(Record):
    """A rule's result: the ``text`` that it prints, and the inputs that it was computed from.

    ``cell`` is the (row, column) that a table cell must stand under, ``None`` for a sentence. ``inputs`` are lines
    that a reader can re-check; ``sources`` the references among them.
    """

    rule: str
    key: str
    text: str
    cell: tuple[str, str] | None = None
    inputs: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()


class Finding(Record):
    """What a reader of a report sees."""

    severity: Severity
    check: str
    message: str
    span: Span | None = None


class UnitVerdict(Record):
    """The verdict on one unit: all checks that were asked, what they found and the evidence that was aligned.
    ``basis`` are the hashes of everything that it rests on."""

    unit: str
    verdict: Verdict
    checks: tuple[CheckResult, ...] = ()
    findings: tuple[Finding, ...] = ()
    evidence: tuple[EvidenceSpan, ...] = ()
    derivation: Derivation | None = None
    basis: tuple[str, ...] = ()

    @property
    def published(self) -> bool:
        return self.verdict in PUBLISHED and not any(f.severity == "block" for f in self.findings)

    @property
    def reasons(self) -> tuple[str, ...]:
        return tuple(f.message for f in self.findings)
