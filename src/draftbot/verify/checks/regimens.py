"""Is every dose one dose of the evidence: amount, route, frequency and duration as one, for the same compound?"""

from __future__ import annotations

from draftbot.records.verdict import CheckResult
from draftbot.text.quantities import quantities
from draftbot.text.regimens import Regimen, courses, frequencies, lasting, regimens
from draftbot.text.roles import Role, role
from draftbot.verify.checks.answer import contradicted, passed, place, sides, where
from draftbot.verify.claims import Claim
from draftbot.verify.library import Library

NAME = "regimens"
OPPOSITE: dict[Role, Role] = {"lasting": "interval", "interval": "lasting"}
MEANS: dict[Role, str] = {"lasting": "says how long it lasts", "interval": "says how often it comes again"}
BEFORE = 12


def check(claim: Claim, library: Library) -> CheckResult:
    """A claim may leave out a part of a dose, never add one, change one, or mix two doses."""
    for regimen in regimens(claim.text):
        compound = _compound(claim.text, regimen, library) or claim.subject
        stated = [(other, _compound(s.text, other, library)) for s in claim.evidence for other in regimens(s.text)]
        same_amount = [(other, of) for other, of in stated if _amount(other) == _amount(regimen)]
        if same_amount and not any(
            _fits(regimen, other) and (of is None or compound in (None, of)) for other, of in same_amount
        ):
            printed = claim.text[regimen.start : regimen.end].strip()
            return contradicted(NAME, f"no dose of the source is {printed!r}")
    return _turned(claim) or _role(claim) or passed(NAME)


def _amount(regimen: Regimen) -> str:
    """The amount without "a day", which may stand in the unit or beside it."""
    return regimen.amount.removesuffix("/day")


def _turned(claim: Claim) -> CheckResult | None:
    """How often for how long, whatever the amount: "twice a week for eight weeks" is not "for four"."""
    often = frozenset(frequencies(claim.text))
    known = frozenset(name for sentence in (*claim.evidence, *claim.relevant) for name in frequencies(sentence.text))
    if known and often - known:
        told = sides(", ".join(sorted(known)), ", ".join(sorted(often - known)))
        return contradicted(NAME, f"another frequency; {told}", where(claim, claim.text))
    stated = [course for sentence in claim.evidence for course in courses(sentence.text)]
    for own in courses(claim.text):
        rivals = [other for other in stated if other.frequency == own.frequency]
        if rivals and not any(lasting(other.duration) == lasting(own.duration) for other in rivals):
            told = sides(rivals[0].text, own.text)
            return contradicted(NAME, f"another course of treatment; {told}", where(claim, own.text))
    return None


def _role(claim: Claim) -> CheckResult | None:
    """How long for how often, or the other way round: what is "repeated every 3 to 6 months" does not last as long."""
    for quantity in quantities(claim.text):
        own = role(claim.text, quantity.start, quantity.end) if quantity.kind == "duration" else None
        if own is None:
            continue
        told = [
            (sentence.text[: other.end], role(sentence.text, other.start, other.end))
            for sentence in (*claim.evidence, *claim.relevant)
            for other in quantities(sentence.text)
            if other.key == quantity.key
        ]
        if any(kind == OPPOSITE[own] for _, kind in told) and not any(kind in (own, None) for _, kind in told):
            printed = claim.text[max(0, quantity.start - BEFORE) : quantity.end]
            text = next(text for text, kind in told if kind == OPPOSITE[own])[-BEFORE - len(printed) :]
            reason = (
                f"the claim {MEANS[own]}, and the source {MEANS[OPPOSITE[own]]}; {sides(text.strip(), printed.strip())}"
            )
            return contradicted(NAME, reason, place(claim, quantity.start, quantity.end))
    return None


def _fits(claimed: Regimen, stated: Regimen) -> bool:
    pairs = (
        (claimed.route, stated.route),
        (claimed.frequency, stated.frequency),
        (lasting(claimed.duration), lasting(stated.duration)),
    )
    return all(own is None or own == other for own, other in pairs)


def _compound(text: str, regimen: Regimen, library: Library) -> str | None:
    """The compound that the dose is of: the last one named before it."""
    before = [name for name in library.compounds.find(text) if name.end <= regimen.start]
    return before[-1].canonical if before else None
