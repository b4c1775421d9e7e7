"""Is what the claim denies denied in the evidence, and what it affirms affirmed?"""

from __future__ import annotations

from draftbot.records.verdict import CheckResult
from draftbot.text.words import stem
from draftbot.verify.checks.answer import contradicted, open_question, passed, place, sides
from draftbot.verify.claims import Claim
from draftbot.verify.closeness import Pairing, pairings
from draftbot.verify.lexicon import LIGHT
from draftbot.verify.library import Library
from draftbot.verify.polarity import Denied, Polarity, polarity

NAME = "negation"
# Words that only carry what is denied: "did not show a significant difference" denies the difference.
CARRIERS = LIGHT | {"significant", stem("statistically")}


def check(claim: Claim, library: Library) -> CheckResult:
    """Compares predicates in the parts of the evidence that tell the same: denied on one side and affirmed on the
    other, with no part that agrees, is a contradiction. Where both sides deny something, they may deny the same in
    other words, and the check does not decide."""
    del library  # every check has the same signature
    doubt: CheckResult | None = None
    for pairing in pairings(claim):
        own = polarity(pairing.text)
        readings = [(part.text, polarity(part.text)) for part in pairing.near]
        if any(_agrees(own, stated) for _, stated in readings):
            continue
        for text, stated in readings:
            clash = _clash(own, stated)
            if clash:
                return _answer(claim, pairing, text, *clash)
        if not _literal(claim, pairing, own):
            doubt = doubt or _doubt(claim, pairing, own)
    return doubt or passed(NAME)


def _literal(claim: Claim, pairing: Pairing, own: Polarity) -> bool:
    """Whether the claim denies in the evidence's own words, wherever in it they stand."""
    stated = " ".join(sentence.text for sentence in claim.evidence)
    return bool(own.denied) and all(pairing.text[one.start : one.end] in stated for one in own.denied)


def _doubt(claim: Claim, pairing: Pairing, own: Polarity) -> CheckResult:
    """One side alone denies something, or each denies something else: a reader must tell whether it is the same."""
    if not own.denied:
        return open_question(NAME, "the source denies something here, and the claim does not", None)
    denied = own.denied[0]
    phrase = pairing.text[denied.start : denied.end]
    span = place(claim, pairing.start + denied.start, pairing.start + denied.end)
    return open_question(NAME, f"the source does not deny this in these words: {phrase!r}", span)


def _answer(claim: Claim, pairing: Pairing, stated: str, denied: Denied, in_claim: bool) -> CheckResult:
    phrase = (pairing.text if in_claim else stated)[denied.start : denied.end]
    if in_claim:
        span = place(claim, pairing.start + denied.start, pairing.start + denied.end)
        reason = f"the claim denies what the source does not; {sides(repr(stated.strip()), repr(phrase))}"
        return contradicted(NAME, reason, span)
    span = place(claim, pairing.start, pairing.start + len(pairing.text))
    reason = f"the claim affirms what the source does not; {sides(repr(phrase), repr(pairing.text.strip()))}"
    return contradicted(NAME, reason, span)


def _agrees(own: Polarity, stated: Polarity) -> bool:
    """Whether all that the claim denies is denied; or it denies nothing, and what the other denies, if anything, is no
    word of the claim, which it affirms in full."""
    if not own.denied:
        return not stated.denied or (own.affirmed <= stated.affirmed and not own.affirmed & stated.negated)
    direct = frozenset(one.key for one in own.denied if one.direct) or own.negated
    core = direct - CARRIERS or direct
    return bool(core) and core <= stated.negated


def _clash(own: Polarity, stated: Polarity) -> tuple[Denied, bool] | None:
    """A word that one side alone denies while the other affirms it; ``True`` when the claim is the one that denies."""
    if (own.denied and stated.denied) or own.partial or stated.partial:
        return None
    for denied in own.denied:
        if denied.direct and denied.key in stated.affirmed and denied.key not in own.affirmed:
            return denied, True
    for denied in stated.denied:
        if denied.direct and denied.key in own.affirmed and denied.key not in stated.affirmed:
            return denied, False
    return None
