"""Does the evidence carry the claim's quantifiers: all, every, only, most, both, none?"""

from __future__ import annotations

from draftbot.records.verdict import CheckResult
from draftbot.text.words import words
from draftbot.verify.checks.answer import passed, unsupported
from draftbot.verify.claims import Claim
from draftbot.verify.lexicon import QUANTIFIERS
from draftbot.verify.library import Library

NAME = "quantifiers"


def check(claim: Claim, library: Library) -> CheckResult:
    """A quantifier of the claim must stand in an aligned sentence."""
    del library  # every check has the same signature
    stated = {word.text.lower() for sentence in claim.evidence for word in words(sentence.text)}
    missing = {word.text.lower() for word in words(claim.text)} & QUANTIFIERS - stated
    return unsupported(NAME, f"{sorted(missing)[0]!r} is not in the source") if missing else passed(NAME)
