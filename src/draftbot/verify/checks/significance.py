"""Does the claim keep what the source says of significance?"""

from __future__ import annotations

import re

from draftbot.records.verdict import CheckResult
from draftbot.text.quantities import quantities
from draftbot.verify.checks.answer import contradicted, passed, unsupported, where
from draftbot.verify.claims import Claim
from draftbot.verify.library import Library, Sentence
from draftbot.verify.paraphrase import plain

NAME = "significance"
NULL = re.compile(
    r"\bnot (?:\w+ ){0,3}signific\w+|\bnon-?signific\w+|\bno (?:\w+ )?signific\w+|\bmissed (?:\w+ )?signific\w+|"
    r"\b(?:little or|little to) no differ\w+|\bno (?:clear |convincing )?differ\w+|\bdid not (?:differ|change|reduce|improve|show)\b|"
    r"\bno (?:\w+ )?(?:effect|benefit)\b(?! sizes?)|\bnot (?:changed|reduced)\b|\bunlikely\b|\bno serious\b|\blittle\b|\bweak\b",
    re.IGNORECASE,
)
NOT_SIGNIFICANT = re.compile(r"\b(?:not|no|without)\b(?: \w+){0,4} signific\w+|\bmissed signific\w+", re.IGNORECASE)
NOT_AFTER = re.compile(r"\bnot significant(?:ly)?\b|\bbut not\b|\bwithout significan", re.IGNORECASE)
SIGNIFICANT = re.compile(r"\bsignificant(?:ly)?\b|\bsignificance\b", re.IGNORECASE)
SIGNIFICANT_STEMS = frozenset({"significant"})
NO_DIFFERENCE = re.compile(r"\bdid not (?:differ|change|improve|reduce)\b|\bno (?:clear )?differ\w+", re.IGNORECASE)
LIMITED = re.compile(r"\bnot significantly\b|\bnot significant\b", re.IGNORECASE)
FOUND = re.compile(
    r"\b(?:better|improv\w+|reduc\w+|rose|raised|favour\w+|more|higher|shorter|increas\w+|effective)\b", re.IGNORECASE
)


def check(claim: Claim, library: Library) -> CheckResult:
    """A finding whose sentence says that it was not significant may not be told without saying so."""
    del library  # every check has the same signature
    best = claim.best
    if (
        best
        and NOT_SIGNIFICANT.search(best.text)
        and not ("signific" in plain(claim.unit.text).lower() or _shown(claim))
    ):
        return contradicted(NAME, "the source says that it was not significant, and the claim drops that")
    if (
        best
        and NULL.search(best.text)
        and FOUND.search(claim.text)
        and not (
            NULL.search(plain(claim.unit.text)) or LIMITED.search(claim.unit.text) or NOT_AFTER.search(claim.unit.text)
        )
    ):
        return contradicted(NAME, f"the source limits this finding: {NULL.search(best.text).group(0)!r}")  # type: ignore[union-attr]  # searched in the condition
    said = SIGNIFICANT.search(claim.text)
    told = " ".join(sentence.text for sentence in _closest(claim))
    if said and not re.search(r"signific|\bP\s*[<=≤]", told, re.IGNORECASE):
        return unsupported(NAME, f"the source does not say {said.group(0)!r}", where(claim, said.group(0)))
    return passed(NAME)


def _shown(claim: Claim) -> bool:
    """Whether the claim prints the result itself and says nothing of it but that there was no difference."""
    printed = any(quantity.kind == "interval" for quantity in quantities(claim.text))
    return printed and not FOUND.search(NO_DIFFERENCE.sub(" ", claim.text))


def _closest(claim: Claim) -> list[Sentence]:
    """The sentences that carry as much of the claim's own words as any, or nearly."""
    told = (*claim.evidence, *claim.relevant)
    shares = [len((claim.stems - SIGNIFICANT_STEMS) & sentence.stems) for sentence in told]
    most = max(shares, default=0)
    return [sentence for sentence, share in zip(told, shares, strict=True) if share >= most - 1]
