"""Does the claim keep what the source says of significance?"""

from __future__ import annotations

import re

from draftbot.records.verdict import CheckResult
from draftbot.verify.checks.answer import contradicted, passed
from draftbot.verify.claims import Claim
from draftbot.verify.library import Library

NAME = "significance"
NULL = re.compile(
    r"\bnot (?:\w+ ){0,3}signific\w+|\bnon-?signific\w+|\bno (?:\w+ )?signific\w+|\bmissed (?:\w+ )?signific\w+|"
    r"\b(?:little or|little to) no differ\w+|\bno (?:clear |convincing )?differ\w+|\bdid not (?:differ|change|reduce|improve|show)\b|"
    r"\bnot (?:changed|reduced)\b|\bunlikely\b|\bno serious\b|\blittle\b|\bweak\b",
    re.IGNORECASE,
)
NOT_SIGNIFICANT = re.compile(r"\b(?:not|no|without)\b(?: \w+){0,4} signific\w+|\bmissed signific\w+", re.IGNORECASE)
LIMITED = re.compile(r"\bnot significantly\b|\bnot significant\b", re.IGNORECASE)
FOUND = re.compile(
    r"\b(?:better|improv\w+|reduc\w+|rose|raised|favour\w+|more|higher|shorter|increas\w+|effective)\b", re.IGNORECASE
)


def check(claim: Claim, library: Library) -> CheckResult:
    """A finding whose sentence says that it was not significant may not be told without saying so."""
    del library  # every check has the same signature
    best = claim.best
    if best and NOT_SIGNIFICANT.search(best.text) and "signific" not in claim.unit.text.lower():
        return contradicted(NAME, "the source says that it was not significant, and the claim drops that")
    if (
        best
        and NULL.search(best.text)
        and FOUND.search(claim.text)
        and not (NULL.search(claim.text) or LIMITED.search(claim.text))
    ):
        return contradicted(NAME, f"the source limits this finding: {NULL.search(best.text).group(0)!r}")  # type: ignore[union-attr]  # searched in the condition
    return passed(NAME)
