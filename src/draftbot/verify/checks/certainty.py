"""Is the claim no surer than its source: hedges kept, ratings exact, no proof where there was none?"""

from __future__ import annotations

import re

from draftbot.records.verdict import CheckResult
from draftbot.text.quantities import quantities
from draftbot.text.words import words
from draftbot.verify.checks.answer import contradicted, passed, sides, unsupported, where
from draftbot.verify.claims import Claim
from draftbot.verify.lexicon import DIRECTIONS, PREDICATES
from draftbot.verify.library import Library

NAME = "certainty"
# Hedges by how they doubt; any hedge of the same group, or of one that doubts more, keeps the doubt.
POSSIBLY = r"\b(?:may|might|could|possibl[ey]|perhaps|potential(?:ly)?|theoretical(?:ly)?|conceivabl[ey])\b"
PROBABLY = r"\b(?:probabl[ey]|likely|presumably)\b"
SUGGESTED = r"\b(?:suggest\w*|appear(?:s|ed)? to|seem(?:s|ed)?|apparently|indicat\w*|point(?:s|ed)? to|hint\w*|leaned|lean|shifted)\b"
UNLIKELY = r"\b(?:unlikely|doubt\w*)\b"
TREND = r"\b(?:trends?|tend\w*|nearly|narrowly|just)\b"
ABOUT = (
    r"\b(?:about|approximately|roughly|around|some|nearly|almost|close to|just over|just under|or so)\b(?=[\s\w]{0,12}\d|\s+(?:half|halv|the|three|two|"
    r"twice|one|a )|\s*$|\s*[,.)])|\b(?:roughly|approximately)\b|[~≈]\s*\d"
)
DOUBTS = {
    "probably": (PROBABLY, (PROBABLY, POSSIBLY, SUGGESTED, UNLIKELY)),
    "may": (POSSIBLY, (POSSIBLY, SUGGESTED, UNLIKELY)),
    "suggest": (SUGGESTED, (SUGGESTED, POSSIBLY, PROBABLY)),
    "unlikely": (r"\bunlikely\b", (UNLIKELY, POSSIBLY)),
    "trend": (r"\b(?:trends?|tended)\b", (TREND,)),
    "in part": (
        r"\b(?:in part|partly|partially)\b",
        (r"\b(?:in part|partly|partially|part of|contain(?:s|ed)?|some|among)\b",),
    ),
    "little": (r"\blittle or no\b", (r"\blittle\b", UNLIKELY, r"\bno (?:clear|convincing|significant)\b")),
    "about": (r"\b(?:about|approximately|roughly) (?=\d)", (ABOUT,)),
}
SURE = re.compile(
    r"\b(?:prove[sdn]?|proven|definite(?:ly)?|definitive(?:ly)?|conclusive(?:ly)?|certainly|undoubtedly|unquestionably|clearly|"
    r"establish(?:es|ed)?|confirm(?:s|ed)?|guarantee[sd]?|demonstrably)\b",
    re.IGNORECASE,
)
STEM = 6
CAUSE = re.compile(r"\b(?:caus(?:e|es|ed|ing)(?! of)|due to|thanks to|owing to|because)\b", re.IGNORECASE)
CAUSAL = re.compile(
    r"\b(?:caus\w+|due to|led to|leads? to|thanks to|owing to|result\w* (?:in|from)|because|so|since|therefore|explain\w*|trigger\w*|"
    r"by blocking|block\w*|remov\w+|suppress\w*|as a result|stopp?\w*|reason)\b",
    re.IGNORECASE,
)
RATING = re.compile(
    r"\b(very low|low|moderate|high)[- ](?:certainty|quality|confidence)|\b(?:certainty|quality|confidence)\b[\w ]{0,12}\b(?:is|was|as|of)? ?"
    r"(very low|low|moderate|high)\b|\b(?:of) (very low|low|moderate|high) (?:certainty|quality)",
    re.IGNORECASE,
)
_COMPILED = {
    name: (re.compile(own, re.IGNORECASE), tuple(re.compile(kept, re.IGNORECASE) for kept in keeping))
    for name, (own, keeping) in DOUBTS.items()
}


def check(claim: Claim, library: Library) -> CheckResult:
    """A hedge of the best sentence may not be dropped; a rating is quoted exactly ("low" is not "very low"); what is
    proved or confirmed in the claim is so in the source."""
    del library  # every check has the same signature
    best = claim.best
    if best is None:
        return passed(NAME)
    context = f"{claim.unit.text} {claim.unit.row or ''} {claim.text}"
    for name, (own, keeping) in _COMPILED.items():
        if name == "little" and _figures_alone(claim):
            continue
        if own.search(best.text) and not any(kept.search(context) for kept in keeping):
            return unsupported(NAME, f"the source is less certain ({name}), and the sentence drops it")
    told = " ".join(sentence.text for sentence in claim.evidence)
    rated = _ratings(told)
    for rating in _ratings(claim.text) - rated:
        if rated:
            reason = f"the source does not rate this {rating!r}; {sides(', '.join(sorted(rated)), rating)}"
            return contradicted(NAME, reason, where(claim, rating))
        return unsupported(NAME, f"the source does not rate this {rating!r}", where(claim, rating))
    cause = CAUSE.search(claim.text)
    if cause and not CAUSAL.search(" ".join(sentence.text for sentence in (*claim.evidence, *claim.relevant))):
        return unsupported(NAME, f"the source names no cause: {cause.group(0)!r}", where(claim, cause.group(0)))
    sure = SURE.search(claim.text)
    if sure and sure.group().lower()[:STEM] not in told.lower() and not _denied(claim.text, sure.start()):
        return unsupported(NAME, f"the source does not say {sure.group()!r}", where(claim, sure.group()))
    return passed(NAME)


def _figures_alone(claim: Claim) -> bool:
    """Whether the claim prints an estimate with its interval and says nothing of which way it goes."""
    kinds = {quantity.kind for quantity in quantities(claim.text)}
    told = {word.stem for word in words(claim.text)}
    return {"estimate", "interval"} <= kinds and not told & PREDICATES.union(*DIRECTIONS.values())


def _ratings(text: str) -> frozenset[str]:
    return frozenset(next(filter(None, match.groups())).lower() for match in RATING.finditer(text))


def _denied(text: str, start: int) -> bool:
    return bool(re.search(r"\b(?:not|nor|no|neither|never|without|nothing)\b[\w ]{0,30}$", text[:start], re.IGNORECASE))
