"""Does the evidence carry the claim's quantifiers: all, every, only, most, both, none?"""

from __future__ import annotations

import re

from draftbot.records.verdict import CheckResult
from draftbot.text.words import words
from draftbot.verify.checks.answer import contradicted, open_question, passed, place, unsupported
from draftbot.verify.claims import Claim
from draftbot.verify.lexicon import QUANTIFIERS
from draftbot.verify.library import Library

NAME = "quantifiers"
# Turns of phrase that quantify nothing.
IDIOMS = re.compile(
    r"\b(?:in all|at all|of all|all in all|at most|for the most part|above all|after all|all of them|all of (?:which|whom)|"
    r"not (?:\w+ )?any|without any|any cause|if any|not only|only (?:a )?part|each (?:of|for|observed|time|with|infusion|day|week|group|arm)|every (?:other|second|day|week|\d)|both with|"
    r"all[- ]cause|most (?:frequent|common|often|frequently|commonly|strongly|weakly|likely|of its))\b",
    re.IGNORECASE,
)
UNIVERSAL = frozenset({"all", "every", "each", "always", "both", "entirely", "completely"})
PARTIAL = re.compile(
    r"\b(?:some|one of|part of|in part|partly|half of|most|mainly|mostly|a few|several|not all|only)\b", re.I
)
SUPERLATIVE = re.compile(
    r"\b(?:safest|best|strongest|weakest|largest|smallest|greatest|highest|lowest|fastest|cheapest|worst|most (?:effective|potent|promising|"
    r"powerful|important|studied|active))\b",
    re.IGNORECASE,
)
SOLE = re.compile(
    r"\bthe (?:one|sole|single) (?:[\w'’-]+,? ){0,4}(?:study|trial|check|comparison|review|paper|report|experiment|evidence|data)\b",
    re.IGNORECASE,
)
RANKED = re.compile(r"\b\w+est\b|\bmost \w+", re.IGNORECASE)
PAIR = frozenset({"both", "neither", "each"})


def check(claim: Claim, library: Library) -> CheckResult:
    """A quantifier must stand in an aligned sentence, or follow from it: "both" and "neither" from two things named
    there, "all" and "every" from a sentence that limits nothing. "All" for a part is a contradiction; what else is
    added ("only", "never", "most") is unsupported."""
    text = IDIOMS.sub(lambda match: " " * len(match.group()), claim.text)
    stated = " ".join(sentence.text for sentence in claim.evidence)
    told = {word.text.lower() for word in words(stated)}
    for word in words(text):
        lowered = word.text.lower()
        if lowered not in QUANTIFIERS or lowered in told or (lowered in UNIVERSAL and told & UNIVERSAL):
            continue
        span = place(claim, word.start, word.end)
        if lowered == "only" and "alone" in told:
            continue
        if lowered in PAIR and _two(claim, library):
            continue
        if lowered in PAIR | UNIVERSAL:
            part = PARTIAL.search(stated)
            if part and not PARTIAL.search(text):
                reason = f"{lowered!r} is not in the source, which says {part.group(0)!r}"
                return contradicted(NAME, reason, span)
            return open_question(NAME, f"{lowered!r} is not in the source", span)
        return unsupported(NAME, f"{lowered!r} is not in the source", span)
    return _sole(claim, stated) or _superlative(claim, stated) or passed(NAME)


def _sole(claim: Claim, stated: str) -> CheckResult | None:
    """The one study, the sole trial: that there is no other, which a source must say."""
    match = SOLE.search(claim.text)
    if match is None or re.search(r"\b(?:only|sole|single|one)\b", stated, re.IGNORECASE):
        return None
    span = place(claim, match.start(), match.end())
    return unsupported(NAME, f"the source does not say that there is no other: {match.group(0)!r}", span)


def _superlative(claim: Claim, stated: str) -> CheckResult | None:
    """The safest, the best, the first: a rank that no aligned sentence gives."""
    for match in SUPERLATIVE.finditer(claim.text):
        if match.group(0).lower() not in stated.lower() and not RANKED.search(stated):
            span = place(claim, match.start(), match.end())
            return unsupported(NAME, f"the source does not say {match.group(0)!r}", span)
    return None


def _two(claim: Claim, library: Library) -> bool:
    """Whether the claim names two groups, or joins two things that its evidence holds."""
    named = {name.canonical for name in library.arms.find(claim.text)}
    stated = {name.canonical for s in claim.evidence for name in library.arms.find(s.text)}
    return len(named & stated) >= 2 or bool(re.search(r"\b\w+ (?:and|or|nor) \w+", claim.text))
