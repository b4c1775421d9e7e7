"""Reasoned exceptions: a waived finding is a note, as long as the sentence and its sources stay as they were."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256

from draftbot.records.corpus import Corpus
from draftbot.records.unit import Unit
from draftbot.records.verdict import Finding, UnitVerdict
from draftbot.records.waiver import Waiver

# What no reason can excuse: hidden characters, a work that was retracted, a text that only claims to be a rule's.
UNWAIVABLE = frozenset({"hidden", "integrity", "rule", "fixed"})


def waive(unit: Unit, verdict: UnitVerdict, waivers: Sequence[Waiver], corpus: Corpus) -> UnitVerdict:
    """The verdict with each waived finding made a note; the verdict's word stays what it was."""
    sentence, sources = _hash(unit.text), hashes(unit, corpus)
    holding = {w.check: w for w in waivers if w.sentence == sentence and w.sources == sources}
    if not holding:
        return verdict
    findings = tuple(_waived(finding, holding.get(finding.check)) for finding in verdict.findings)
    return verdict.model_copy(update={"findings": findings})


def hashes(unit: Unit, corpus: Corpus) -> dict[str, str]:
    """The hash of each cited source's text."""
    return {source: corpus.texts[source].sha256 for source in unit.sources if source in corpus.texts}


def new_waiver(unit: Unit, corpus: Corpus, check: str, reason: str, by: str, on: str) -> Waiver:
    """A waiver of one check on the unit as it stands."""
    return Waiver.model_validate(
        {
            "text": unit.text,
            "sentence": _hash(unit.text),
            "sources": hashes(unit, corpus),
            "check": check,
            "reason": reason,
            "by": by,
            "on": on,
        }
    )


def _waived(finding: Finding, waiver: Waiver | None) -> Finding:
    if waiver is None or finding.check in UNWAIVABLE:
        return finding
    message = f"waived by {waiver.by} on {waiver.on}: {waiver.reason} (was: {finding.message})"
    return finding.model_copy(update={"severity": "note", "message": message})


def _hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()
