"""Is every content word in the evidence, and is it one finding rather than a patchwork?"""

from __future__ import annotations

import re

from draftbot.records.verdict import CheckResult
from draftbot.verify.checks.answer import passed, unsupported
from draftbot.verify.claims import Claim
from draftbot.verify.closeness import fits
from draftbot.verify.library import Library
from draftbot.verify.paraphrase import GENERAL

NAME = "coverage"
# The best sentence must carry half of a claim's own words: below that a claim is stitched from unrelated sentences.
LEAST_SHARE = 0.5
ANYBODY = frozenset({"patient"})  # "it is given" of a patient says nothing that could be found
# What a source does not tell proves nothing but that.
SILENT = re.compile(
    r"\b(?:is|are|was|were) not (?:mentioned|stated|named|given|seen|detailed|known)\b|\bgives? (?:no|neither)\b|\b(?:does|do|did) not "
    r"(?:give|state|name|mention|specify|say)\b|\bno \w+(?: \w+){0,5} (?:is|are) (?:described|given|stated|mentioned|reported)\b|"
    r"\bopen question\b",
    re.IGNORECASE,
)
DENIES = re.compile(
    r"\b(?:no|not|nor|neither|never|none|nothing|nobody|without|cannot|missing|fail\w*|lack\w*|unclear|unknown|open)\b|n't\b",
    re.IGNORECASE,
)


def check(claim: Claim, library: Library) -> CheckResult:
    """Words that name the work may come from its bibliography; every other content word from the aligned sentences."""
    if not claim.evidence:
        return unsupported(NAME, "no sentence of the cited source speaks of this")
    if (
        claim.unit.kind == "sentence"
        and claim.stems
        and not claim.stems - GENERAL - ANYBODY
        and not claim.card & claim.stems
    ):
        return unsupported(NAME, "nothing here names what it speaks of")
    telling = (
        claim.evidence if DENIES.search(claim.unit.text) else [s for s in claim.evidence if not SILENT.search(s.text)]
    )
    stated = frozenset[str]().union(*(sentence.stems for sentence in telling))
    missing = claim.stems - stated - claim.card - GENERAL
    del library  # every check has the same signature
    if missing:
        return unsupported(NAME, f"not in the cited source: {', '.join(sorted(missing)[:5])}")
    fitting = frozenset[str]().union(*(s.stems for s in fits(claim.keys, (*claim.evidence, *claim.relevant))))
    elsewhere = claim.stems - fitting - claim.card - GENERAL
    if elsewhere:
        told = ", ".join(sorted(elsewhere)[:5])
        return unsupported(NAME, f"the source says this of another dose or time: {told}")
    own = claim.stems - claim.card
    if own and len(own & claim.evidence[0].stems) < LEAST_SHARE * len(own):
        return unsupported(NAME, "stitched from sentences that do not belong together")
    return passed(NAME)
