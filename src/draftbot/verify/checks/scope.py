"""Does the wording stay within what was studied: species, analysis set, one study or several, and how sure?"""

from __future__ import annotations

import re

from draftbot.records.verdict import CheckResult
from draftbot.text.quantities import quantities
from draftbot.text.words import words
from draftbot.verify.checks.answer import passed, unsupported
from draftbot.verify.claims import Claim
from draftbot.verify.lexicon import ANIMAL, HEDGES, LIMITED_SETS, SPECIES
from draftbot.verify.library import Library

NAME = "scope"
SEVERAL = re.compile(r"\b(?:trials|studies|reviews|meta-analyses)\b", re.IGNORECASE)
RESULTS = frozenset({"p", "interval", "estimate", "percent", "bracket", "amount"})
SYNTHESES = frozenset({"meta-analysis", "systematic-review", "review", "monograph"})
# Reporting words that are hedges in a source only when they carry its doubt, not when they tell who speaks.
RATING = re.compile(r"\b(very low|low|moderate|high)[- ](?:certainty|quality)")
WEAK = frozenset({"said", "describ", "report", "call", "judg", "consid", "consider"})


def check(claim: Claim, library: Library) -> CheckResult:
    """Animal and laboratory findings must say so; a per-protocol, subgroup or single-outcome result must say so;
    one trial is not "trials"; a hedge may not be dropped (that no stronger word is added is for the coverage
    check)."""
    best = claim.best
    if best is None:
        return passed(NAME)
    context = f"{claim.unit.text} {claim.unit.row or ''} {claim.text}".lower()
    for question in (_species, _analysis_set, _several, _certainty, _rating):
        reason = question(claim, best.text.lower(), context, library)
        if reason:
            return unsupported(NAME, reason)
    return passed(NAME)


def _species(claim: Claim, stated: str, context: str, library: Library) -> str | None:
    said = {word.text.lower() for word in words(stated)} & ANIMAL
    design = library.corpus.references[claim.evidence[0].source].card.design
    result = bool({q.kind for q in quantities(stated)} & RESULTS)
    told = {word.text.lower() for word in words(context)}
    if (said or (design == "preclinical" and result)) and not told & (said & SPECIES or ANIMAL):
        return "the finding is from animals or the laboratory, and the sentence does not say so"
    return None


def _analysis_set(claim: Claim, stated: str, context: str, library: Library) -> str | None:
    del library  # every question has the same signature
    for limited in LIMITED_SETS:
        if limited in stated and limited not in context:
            return f"the source limits this result ({limited}), and the sentence does not say so"
        if limited in claim.text.lower() and limited not in stated:
            return f"the source does not say {limited!r} of this result"
    return None


def _several(claim: Claim, stated: str, context: str, library: Library) -> str | None:
    del context
    match = SEVERAL.search(claim.text)
    if not match or SEVERAL.search(stated) or any(SEVERAL.search(sentence.text) for sentence in claim.evidence):
        return None
    designs = [reference.card.design for reference in claim.references]
    del library
    return f"one study is cited for {match.group(0)!r}" if len(designs) == 1 and designs[0] not in SYNTHESES else None


def _certainty(claim: Claim, stated: str, context: str, library: Library) -> str | None:
    hedged = {word.stem for word in words(stated)} & HEDGES - WEAK
    told = {word.stem for word in words(context)}
    del claim, library
    if hedged and not told & hedged:
        return f"the source is less certain ({sorted(hedged)[0]}), and the sentence drops it"
    return None


def _rating(claim: Claim, stated: str, context: str, library: Library) -> str | None:
    """A certainty or quality rating is quoted exactly: "low" is not "very low"."""
    del context, library
    rated = {match.group(1) for match in RATING.finditer(stated)}
    for match in RATING.finditer(claim.text.lower()):
        if match.group(1) not in rated:
            return f"the source does not rate this {match.group(1)!r}"
    return None
