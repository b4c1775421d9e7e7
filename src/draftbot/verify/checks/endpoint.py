"""Is a limited result told with its limit: analysis set, subgroup, single outcome, a change within one group?"""

from __future__ import annotations

import re

from draftbot.records.verdict import CheckResult
from draftbot.verify.checks.answer import contradicted, passed, sides, unsupported, where
from draftbot.verify.claims import Claim
from draftbot.verify.library import Library

NAME = "endpoint"
SETS = {
    "intention-to-treat": r"\bintention[- ]to[- ]treat\b|\bITT\b|\ball randomi[sz]ed\b",
    "per-protocol": r"\bper[- ]protocol\b|\bPP (?:population|set|analysis)\b",
    "subgroup": r"\bsub-?groups?\b|\bpart of (?:a|the) (?:larger|bigger|whole)\b|\bsubset\b",
    "single outcome": r"\bsingle outcomes?\b|\bone outcome\b",
    "post hoc": r"\bpost[- ]hoc\b",
    "within one group": r"\bwithin the [\w-]+ group\b|\bwithin the group\b",
}
# What must be said of a result that is limited so; an intention-to-treat result needs no mention.
NEEDED = ("per-protocol", "single outcome", "post hoc", "within one group", "subgroup")
ALONE = re.compile(r"\balone\b|\bon (?:its|their) own\b|\bby (?:itself|themselves)\b", re.IGNORECASE)
FULL = re.compile(
    r"\b(?:whole|entire|full|complete|all of the) (?:\w+[- ]){0,3}(?:study|trial|population|sample|group)\b",
    re.IGNORECASE,
)
_COMPILED = {name: re.compile(form, re.IGNORECASE) for name, form in SETS.items()}


def check(claim: Claim, library: Library) -> CheckResult:
    """A per-protocol, subgroup, post hoc or single-outcome result must say so, and a claim may name no analysis set that
    the source does not name of the same result."""
    del library  # every check has the same signature
    best = claim.best
    if best is None:
        return passed(NAME)
    context = f"{claim.unit.text} {claim.unit.row or ''} {claim.text}"
    stated = {name for name, form in _COMPILED.items() if form.search(best.text)}
    if ALONE.search(context):
        context += " single outcome"
    own = {name: match for name, form in _COMPILED.items() if (match := form.search(claim.text))}
    told = {name: match for name, form in _COMPILED.items() if (match := form.search(context))}
    for name in NEEDED:
        if name in stated and name not in told and not (name == "subgroup" and "post hoc" in told):
            return unsupported(NAME, f"the source limits this result ({name}), and the sentence does not say so")
    anywhere = " ".join(sentence.text for sentence in (*claim.evidence, *claim.relevant))
    for name, match in own.items():
        if name == "single outcome" or name in stated:
            continue
        printed = match.group(0)
        if not _COMPILED[name].search(anywhere):
            return unsupported(NAME, f"the source does not say {printed!r} of this result", where(claim, printed))
        rival = next(
            (other for other in ("per-protocol", "intention-to-treat") if other in stated and other != name), None
        )
        if rival and rival not in told:
            return contradicted(NAME, f"the result is of another set; {sides(rival, printed)}", where(claim, printed))
    full = FULL.search(claim.text)
    if full and "subgroup" in stated:
        return contradicted(
            NAME, f"the source is about a part; {sides('subgroup', full.group(0))}", where(claim, full.group(0))
        )
    return passed(NAME)
