"""Do identifiers belong to the cited works: PMID, DOI, trial registers, dates of publication?"""

from __future__ import annotations

import re

from draftbot.records.verdict import CheckResult
from draftbot.verify.checks.answer import contradicted, passed, place, sides, unsupported
from draftbot.verify.claims import Claim
from draftbot.verify.library import Library

NAME = "identifiers"
KINDS = {
    "PMID": re.compile(r"\bPMID:? ?(\d{4,9})\b", re.IGNORECASE),
    "DOI": re.compile(r"\b(10\.\d{4,9}/[^\s\"<>)\]]+[^\s\"<>)\].,;])"),
    "NCT": re.compile(r"\b(NCT\d{8})\b"),
    "ISRCTN": re.compile(r"\b(ISRCTN\d{6,8})\b"),
    "EudraCT": re.compile(r"\b(\d{4}-\d{6}-\d{2})\b"),
    "PMC": re.compile(r"\b(PMC\d{4,9})\b"),
    "Cochrane": re.compile(r"\b(CD\d{6}(?:\.pub\d+)?)\b"),
}


def check(claim: Claim, library: Library) -> CheckResult:
    """An identifier must be one of a cited work's, in its record or its text; another one of the same kind there is
    shown beside it. PubMed's numbers are compared as numbers, DOIs without regard to case."""
    for kind, form in KINDS.items():
        own = list(form.finditer(claim.text))
        if not own:
            continue
        known = _known(kind, form, claim, library)
        for match in own:
            if match.group(1).lower() in known:
                continue
            span = place(claim, match.start(), match.end())
            if known:
                told = sides(sorted(known)[0], match.group(1))
                return contradicted(NAME, f"this {kind} is not of the cited work; {told}", span)
            return unsupported(NAME, f"the cited work has no {kind}: {match.group(1)}", span)
    return passed(NAME)


def _known(kind: str, form: re.Pattern[str], claim: Claim, library: Library) -> frozenset[str]:
    found: set[str] = set()
    for reference in claim.references:
        text = library.corpus.texts.get(reference.id)
        found |= {match.group(1).lower() for match in form.finditer(text.text if text else "")}
        work = reference.bibliography
        recorded = {"PMID": work.PMID, "DOI": work.DOI, "PMC": getattr(work, "PMCID", None)}.get(kind)
        found |= {recorded.lower()} if recorded else set()
        found |= {match.group(1).lower() for match in form.finditer(reference.card.called)}
    return frozenset(found)
