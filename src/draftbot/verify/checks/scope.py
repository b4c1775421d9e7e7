"""Does the wording stay within what was studied: species, one study or several?"""

from __future__ import annotations

import re

from draftbot.records.verdict import CheckResult
from draftbot.text.quantities import quantities
from draftbot.text.words import words
from draftbot.verify.checks.answer import passed, unsupported
from draftbot.verify.claims import Claim
from draftbot.verify.lexicon import ANIMAL, SPECIES
from draftbot.verify.library import Library

NAME = "scope"
SEVERAL = re.compile(r"\b(?:trials|studies|reviews|meta-analyses)\b", re.IGNORECASE)
WIDER = frozenset({"animal", "animals", "rodent", "rodents"})
RESULTS = frozenset({"p", "interval", "estimate", "percent", "bracket", "amount"})
SYNTHESES = frozenset({"meta-analysis", "systematic-review", "review", "monograph"})


def check(claim: Claim, library: Library) -> CheckResult:
    """Animal and laboratory findings must say so; one trial is not "trials"."""
    best = claim.best
    if best is None:
        return passed(NAME)
    context = f"{claim.unit.text} {claim.unit.row or ''} {claim.text}".lower()
    for question in (_species, _several):
        reason = question(claim, best.text.lower(), context, library)
        if reason:
            return unsupported(NAME, reason)
    return passed(NAME)


def _species(claim: Claim, stated: str, context: str, library: Library) -> str | None:
    said = {word.text.lower() for word in words(stated)} & ANIMAL
    design = library.corpus.references[claim.evidence[0].source].card.design
    result = bool({q.kind for q in quantities(stated)} & RESULTS)
    told = {word.text.lower() for word in words(context)}
    if (said or (design == "preclinical" and result)) and not told & (_kin(said & SPECIES) or ANIMAL):
        return "the finding is from animals or the laboratory, and the sentence does not say so"
    return None


def _several(claim: Claim, stated: str, context: str, library: Library) -> str | None:
    del context
    match = SEVERAL.search(claim.text)
    if not match or SEVERAL.search(stated) or any(SEVERAL.search(sentence.text) for sentence in claim.evidence):
        return None
    designs = [reference.card.design for reference in claim.references]
    del library
    return f"one study is cited for {match.group(0)!r}" if len(designs) == 1 and designs[0] not in SYNTHESES else None


def _kin(said: frozenset[str] | set[str]) -> frozenset[str]:
    """The species with the other number of its name: "rat" and "rats"."""
    pairs = (("rat", "rats"), ("mouse", "mice"), ("rodent", "rodents"))
    kin = frozenset(form for pair in pairs if said & set(pair) for form in pair)
    return kin | WIDER if kin else kin
