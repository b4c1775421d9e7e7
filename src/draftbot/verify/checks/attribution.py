"""Is what is known second-hand marked so?"""

from __future__ import annotations

import re

from draftbot.records.verdict import CheckResult
from draftbot.verify.checks.answer import passed, unsupported
from draftbot.verify.claims import Claim
from draftbot.verify.library import Library

NAME = "attribution"
SAID = re.compile(r"\b(?:as reported by|is reported to|are reported to|reportedly)\b", re.IGNORECASE)


def check(claim: Claim, library: Library) -> CheckResult:
    """A unit that rests on a second-hand sentence carries the house's mark or says that it is reported."""
    second_hand = any(sentence.second_hand for sentence in claim.evidence[:1])
    marked = library.corpus.house.second_hand_mark in claim.unit.text or SAID.search(claim.unit.text)
    if second_hand and not marked:
        return unsupported(NAME, f"known second-hand only; mark it with {library.corpus.house.second_hand_mark}")
    return passed(NAME)
