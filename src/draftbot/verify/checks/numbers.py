"""Does every quantity stand in the evidence, and figures of one result in one sentence?"""

from __future__ import annotations

from draftbot.records.verdict import CheckResult
from draftbot.text.quantities import Quantity, quantities
from draftbot.verify.checks.answer import contradicted, passed, unsupported
from draftbot.verify.claims import Claim
from draftbot.verify.library import Library

NAME = "numbers"
RESULT_KINDS = frozenset({"p", "interval", "estimate", "percent", "bracket"})


def check(claim: Claim, library: Library) -> CheckResult:
    """Keys are equal for equal quantities only: unit, sign, bounds and level included. A clause that prints a result
    (estimate, interval, P value, percentage) must find all its quantities in one sentence, time points included."""
    found = quantities(claim.text)
    named = (
        frozenset().union(*(library.card_numbers(reference.id) for reference in claim.references))
        if found
        else frozenset()
    )
    stated = frozenset().union(*(sentence.keys for sentence in claim.evidence)) | named
    for quantity in found:
        if quantity.key not in stated:
            return _missing(claim, quantity)
    if any(quantity.kind in RESULT_KINDS for quantity in found):
        needed = frozenset(quantity.key for quantity in found) - named
        if not any(needed <= sentence.keys for sentence in claim.evidence):
            return contradicted(
                NAME, "the figures stand in the source, but not together: they belong to different results"
            )
    return passed(NAME)


def _missing(claim: Claim, quantity: Quantity) -> CheckResult:
    printed = claim.text[quantity.start : quantity.end]
    family = quantity.key.split(":")[0]
    rivals = sorted(key for sentence in claim.evidence for key in sentence.keys if key.split(":")[0] == family)
    if rivals:
        return contradicted(NAME, f"{printed!r} is not in the cited source, which has {', '.join(rivals[:3])}")
    return unsupported(NAME, f"{printed!r} is not in the cited source")
