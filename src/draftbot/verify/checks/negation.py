"""Is what the claim denies denied in the evidence, and what it affirms affirmed?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from draftbot.records.verdict import CheckResult
from draftbot.text.words import stem, words
from draftbot.verify.checks.answer import contradicted, open_question, passed, sides, unsupported, where
from draftbot.verify.claims import Claim
from draftbot.verify.closeness import Pairing, pairings
from draftbot.verify.lexicon import CLASSES, LIGHT, NEGATIONS
from draftbot.verify.library import Library
from draftbot.verify.paraphrase import GENERAL, plain
from draftbot.verify.polarity import HARMLESS, Denied, Polarity, polarity

NAME = "negation"
# Words that only carry what is denied: "did not show a significant difference" denies the difference.
# Of a claim that denies nothing this share of the words may be others than those of a sentence that denies something
# else.
OTHERS = 0.2
SAME = 0.9
DENIALS = frozenset(map(stem, NEGATIONS))
TOLD = r"(?:stat|mention|nam|giv|report|describ|print|specif|seen|list|learn|know|detail)"
SILENT = re.compile(
    rf"\b(?:not|nor|neither|never|cannot|without|no|none|nothing|nowhere|nobody)\b[\w -]{{0,60}}?\b{TOLD}\w*\b(?! (?:as|to)\b)|"
    r"\b(?:gives?|states?|names?|mentions?|specif\w+|describes?|provides?|lists?|prints?|reports?|has|have|sets?)\b"
    r"[\w ,-]{0,40}?\b(?:no|neither|none|nothing)\b[\w ,-]*|"
    r"\bwithout (?:\w+ )?(?:figures?|numbers?|values?)\b|\b(?:are|is) (?:missing|lacking|silent|left out|unknown|absent)\b|\bnothing beyond\b|"
    r"\b(?:no|not any) (?:figures?|numbers?|values?)\b",
    re.IGNORECASE,
)
CARRIERS = LIGHT | {"significant", stem("statistically")}


def check(claim: Claim, library: Library) -> CheckResult:
    """Compares predicates in the parts of the evidence that tell the same: denied on one side and affirmed on the
    other, with no part that agrees, is a contradiction. Where both sides deny something, they may deny the same in
    other words, and the check does not decide."""
    names = frozenset[str]().union(*(library.stems(name.canonical) for name in library.arms.find(claim.text)))
    doubt: CheckResult | None = None
    whole = polarity(plain(claim.text)).negated
    for pairing in pairings(claim):
        own = polarity(pairing.text)
        readings = [(part.text, polarity(part.text)) for part in pairing.near]
        agreed = _nearest([_shared(own, stated, names) for _, stated in readings if _agrees(own, stated)])
        denying = _nearest([_shared(own, stated, names) for _, stated in readings if _clash(own, stated)])
        if _silent(pairing, own):
            continue
        if agreed is not None and len(agreed) >= len(denying or ()):
            # what says the contrary is as near, and by words of its own
            if own.denied and denying and len(denying) == len(agreed) and denying - agreed - GENERAL:
                doubt = doubt or _doubt(claim, pairing, own)
            continue
        for text, stated in readings:
            clash = _clash(own, stated)
            if clash:
                return _answer(claim, pairing, text, *clash)
        told = not own.denied and all(stated.negated & whole for _, stated in readings if stated.denied)
        if not told and not _literal(claim, pairing, own):
            doubt = doubt or _doubt(claim, pairing, own)
    return (doubt and (_one_sided(claim) or doubt)) or passed(NAME)


def _one_sided(claim: Claim) -> CheckResult | None:
    """A denial that alone tells the claim from the sentence that is otherwise its own, on either side."""
    best = claim.best
    if best is None:
        return None
    own, stated = claim.stems - claim.card - DENIALS, best.stems - claim.card - DENIALS
    denies, denied = _explicit(claim.text), _explicit(best.text)
    if denies and not denied and own <= best.stems:
        return contradicted(
            NAME, f"the claim denies what the source does not; {sides(repr(best.text), repr(claim.text))}"
        )
    if denied and not denies and len(stated & claim.stems) >= SAME * len(stated):
        return contradicted(
            NAME, f"the claim affirms what the source denies; {sides(repr(best.text), repr(claim.text))}"
        )
    return None


def _explicit(text: str) -> bool:
    masked = HARMLESS.sub(" ", text)
    return any(word.text.lower() in NEGATIONS or word.text.lower().endswith(("n't", "n’t")) for word in words(masked))


def _nearest(shared: Sequence[frozenset[str]]) -> frozenset[str] | None:
    """The largest; ``None`` where there is none."""
    return max(shared, key=len, default=None)


def _shared(own: Polarity, stated: Polarity, names: frozenset[str]) -> frozenset[str]:
    """The words that both have but for names of groups, whether denied or not."""
    return (own.affirmed | own.negated) & (stated.affirmed | stated.negated) - names


def _silent(pairing: Pairing, own: Polarity) -> bool:
    """Whether both sides deny only that something is told: "without figures", "cannot be learned from the abstract"."""
    spans = [match.span() for match in SILENT.finditer(pairing.text)]
    only = all(any(start <= one.start < end for start, end in spans) for one in own.denied)
    return bool(spans) and only and any(SILENT.search(part.text) for part in pairing.near)


def _literal(claim: Claim, pairing: Pairing, own: Polarity) -> bool:
    """Whether the claim denies in the evidence's own words, wherever in it they stand."""
    stated = " ".join(sentence.text for sentence in claim.evidence)
    return bool(own.denied) and all(pairing.text[one.start : one.end] in stated for one in own.denied)


def _doubt(claim: Claim, pairing: Pairing, own: Polarity) -> CheckResult:
    """Each side denies something else, or the claim alone: a reader must tell whether it is the same. What the source
    alone denies, a claim that is silent about it does not rest on."""
    if not own.denied:
        return unsupported(NAME, "the source denies something here, and the claim does not", None)
    denied = own.denied[0]
    phrase = pairing.text[denied.start : denied.end]
    return open_question(NAME, f"the source does not deny this in these words: {phrase!r}", where(claim, phrase))


def _answer(claim: Claim, pairing: Pairing, stated: str, denied: Denied, in_claim: bool) -> CheckResult:
    phrase = (pairing.text if in_claim else stated)[denied.start : denied.end]
    if in_claim:
        reason = f"the claim denies what the source does not; {sides(repr(stated.strip()), repr(phrase))}"
        return contradicted(NAME, reason, where(claim, phrase))
    reason = f"the claim affirms what the source does not; {sides(repr(phrase), repr(pairing.text.strip()))}"
    return contradicted(NAME, reason, where(claim, pairing.text))


def _agrees(own: Polarity, stated: Polarity) -> bool:
    """Whether all that the claim denies is denied; or it denies nothing, and what the other denies, if anything, is no
    word of the claim, which it affirms in full."""
    if not own.denied:
        others = own.affirmed - stated.affirmed - GENERAL
        return not stated.denied or (len(others) <= OTHERS * len(own.affirmed) and not own.affirmed & stated.negated)
    direct = frozenset(one.key for one in own.denied if one.direct) or own.negated
    core = direct - CARRIERS or direct
    if not core or core <= stated.negated:
        return bool(core)
    turned = any(one.direct and one.key in stated.affirmed for one in own.denied)
    return not turned and bool(own.negated & stated.negated & CLASSES.keys())


def _half(own: Polarity, stated: Polarity) -> tuple[Denied, bool] | None:
    """Of several things that the evidence denies, one that a claim with nothing else to deny affirms."""
    if not own.negated <= stated.negated:
        return None
    direct = (one for one in stated.denied if one.direct)
    return next(
        ((one, False) for one in direct if one.key in own.affirmed and one.key not in own.negated | stated.affirmed),
        None,
    )


def _clash(own: Polarity, stated: Polarity) -> tuple[Denied, bool] | None:
    """A word that one side alone denies while the other affirms it; ``True`` when the claim is the one that denies."""
    if own.partial or stated.partial:
        return None
    if own.denied and stated.denied:
        return _half(own, stated)
    for denied in own.denied:
        if denied.direct and denied.key in stated.affirmed and denied.key not in own.affirmed:
            return denied, True
    for denied in stated.denied:
        if denied.direct and denied.key in own.affirmed and denied.key not in stated.affirmed:
            return denied, False
    return None
