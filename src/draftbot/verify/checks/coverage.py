"""Is every content word in the evidence, and is it one finding rather than a patchwork?"""

from __future__ import annotations

from draftbot.records.verdict import CheckResult
from draftbot.verify.checks.answer import passed, unsupported
from draftbot.verify.claims import Claim
from draftbot.verify.library import Library

NAME = "coverage"
# The best sentence must carry half of a claim's own words: below that a claim is stitched from unrelated sentences.
LEAST_SHARE = 0.5


def check(claim: Claim, library: Library) -> CheckResult:
    """Words that name the work may come from its bibliography; every other content word from the aligned sentences."""
    if not claim.evidence:
        return unsupported(NAME, "no sentence of the cited source speaks of this")
    stated = frozenset().union(*(sentence.stems for sentence in claim.evidence))
    missing = claim.stems - stated - claim.card
    del library  # every check has the same signature
    if missing:
        return unsupported(NAME, f"not in the cited source: {', '.join(sorted(missing)[:5])}")
    own = claim.stems - claim.card
    if own and len(own & claim.evidence[0].stems) < LEAST_SHARE * len(own):
        return unsupported(NAME, "stitched from sentences that do not belong together")
    return passed(NAME)
