"""Does the claim rest on a sentence that commands, addresses somebody or speaks of machines and pages? Nothing may."""

from __future__ import annotations

from draftbot.records.verdict import CheckResult
from draftbot.text.instructions import instructs
from draftbot.verify.checks.answer import passed, unsupported
from draftbot.verify.claims import Claim
from draftbot.verify.library import Library

NAME = "instructions"


def check(claim: Claim, library: Library) -> CheckResult:
    """A study's sentences state; one that tells its reader what to do or write may have been planted."""
    del library
    planted = next((sentence.text for sentence in claim.evidence if instructs(sentence.text)), None)
    if planted is None:
        return passed(NAME)
    return unsupported(NAME, f"rests on a sentence that commands or addresses somebody: {planted!r}")
