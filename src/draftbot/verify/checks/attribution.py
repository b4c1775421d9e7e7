"""Does the claim say who says it: what is known second-hand, and what is an opinion?"""

from __future__ import annotations

import re

from draftbot.records.verdict import CheckResult
from draftbot.verify.checks.answer import passed, sides, unsupported
from draftbot.verify.claims import Claim
from draftbot.verify.library import Library

NAME = "attribution"
# How a claim may say that somebody says so.
SAID = re.compile(
    r"\b(?:report\w*|according to|sa(?:y|ys|id)|describ\w*|judg\w*|call\w*|consider\w*|conclud\w*|suggest\w*|state[sd]?|"
    r"authors['’]|(?<!among )the authors\b(?! of)|(?:by|its) authors|reviewers?|guide|account|view|opinion|words of|rated|thought|regard\w*|termed|held|claim\w*|attribut\w*|spoke|"
    r"speaks?|names?|named|flag\w*|gives?|point(?:s|ed)? to|counts?|title|by its|indicate[sd]?|hint\w*|believ\w*|deem\w*|"
    r"argu\w*|ask\w*|class\w*|recorded as|counted|emphasi\w*|list\w*|deals? with)\b",
    re.IGNORECASE,
)
# How it may say that it comes from another's report.
SECOND_HAND = re.compile(
    r"\bas reported by\b|\b(?:is|are|was|were) (?:reported|counted|said)\b|\breportedly\b|\bcomparison article\b|\b(?:article|guide|entry) (?:\w+ )?"
    r"(?:reports?|reported|says?|said|names?|counts?|lists?|gives?|calls?|states?|describes?|flags?)\b|\breported (?:by|in)\b|"
    r"\baccording to (?:the|a|an|one) (?:\w+ )*(?:guide|article|entry)\b|\bby its title\b|\bgoing by\b",
    re.IGNORECASE,
)
# Words by which a source reports instead of asserting.
REPORTED = re.compile(
    r"\b(?:is|are|was|were) (?:reported|said)(?: in passing)?(?: not)? to\b|\bas reported by\b|\b(?:is|are|was|were) (?:described|judged|"
    r"regarded|considered) (?!neither|and)|\bauthors (?:of [\w ]+? )?(?:say|suggest|judged|called?|concluded|asked)\b|\breportedly\b",
    re.IGNORECASE,
)


def check(claim: Claim, library: Library) -> CheckResult:
    """A unit that rests on a second-hand sentence carries the house's mark or says that it is reported; an opinion or a
    report of the source is not told as a fact."""
    if claim.best is None:
        return passed(NAME)
    mark = library.corpus.house.second_hand_mark
    context = f"{claim.unit.text} {claim.unit.row or ''}"
    said = SAID.search(context)
    if claim.best.second_hand and not (mark in claim.unit.text or SECOND_HAND.search(context)):
        return unsupported(NAME, f"known second-hand only; mark it with {mark}")
    reported = REPORTED.search(claim.best.text)
    if reported and not (said or mark in claim.unit.text):
        told = sides(repr(reported.group(0)), "said as a fact")
        return unsupported(NAME, f"the source reports this and does not assert it; {told}")
    return passed(NAME)
