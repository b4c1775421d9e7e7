"""Does every quantity stand in the evidence, and figures of one result in one sentence?"""

from __future__ import annotations

import re

from draftbot.records.verdict import CheckResult
from draftbot.text.quantities import Quantity, quantities
from draftbot.text.words import content
from draftbot.verify.checks.answer import contradicted, open_question, passed, place, sides, unsupported
from draftbot.verify.claims import Claim
from draftbot.verify.figures import FRACTION, bound, fraction_differs, parsed, stated, worked_out
from draftbot.verify.library import Library, Sentence
from draftbot.verify.numbered import numbered

NAME = "numbers"
RESULT_KINDS = frozenset({"p", "interval", "estimate", "percent", "bracket"})
OFTEN = re.compile(
    r"\s*times (?:a|per|each|every|daily|weekly)\b|\s*[x×]\s*(?:/|per\b|a\b|each\b|daily|weekly|week|day)"
)  # how often is for the check of doses
CONDITIONS = frozenset({"duration", "point", "amount"})
# Small numerals that count what the claim itself names ("the two groups", "in both, one after the other").
LOOSE = re.compile(r"^(?:two|three|four|one)$", re.IGNORECASE)
OWN_COUNT = re.compile(r"^[\s-]+(?:\w+[\s-]+){0,2}(?:groups?|arms?|drugs?|treatments?|substances?|compounds?|things|ways|"
                       r"places|sides|outcomes|pieces|kinds|days|conditions|actions|routes)\b", re.IGNORECASE)  # fmt: skip


def check(claim: Claim, library: Library) -> CheckResult:
    """Keys are equal for equal quantities only: unit, sign, bounds and level included. A clause that prints a result
    (estimate, interval, P value, percentage) must find its quantities in one sentence, or each result with the time
    and dose that stand with it.

    A figure may also be rounded where the claim says so, lose its minus where the claim says that something fell,
    leave "a day" to the words around it, or be worked out from counts of one sentence.
    """
    fractions = [match.span() for match in FRACTION.finditer(claim.text)]
    found = [
        q
        for q in quantities(claim.text)
        if not any(start <= q.start < end for start, end in fractions) and not OFTEN.match(claim.text[q.end :])
    ]
    named = frozenset[str]()
    if found:
        named = named.union(*(library.card_numbers(reference.id) for reference in claim.references))
        named = frozenset(key for key in named if key.startswith("num:"))  # a title's times are no result's
    told = _told(claim)
    known = frozenset[str]().union(*(sentence.keys for sentence in told)) | named
    for quantity in found:
        if (
            not stated(quantity, claim.text, known)
            and not worked_out(quantity, claim.text, [(s.text, s.keys) for s in told])
            and not numbered(quantity, claim.text, (sentence.text for sentence in told))
        ):
            return _missing(claim, quantity, told)
    turned = _bounds(claim, found, told)
    if turned:
        return turned
    off = fraction_differs(claim.text, known)
    if off:
        reason = f"{off[0].group()!r} is not the source's share; {sides(off[1], off[0].group())}"
        return contradicted(NAME, reason, place(claim, *off[0].span()))
    if any(quantity.kind in RESULT_KINDS or _estimate(quantity, told) for quantity in found):
        needed = [quantity for quantity in found if quantity.key not in named]
        if not _together(claim.text, needed, told):
            return contradicted(
                NAME, "the figures stand in the source, but not together: they belong to different results"
            )
    return passed(NAME)


def _told(claim: Claim) -> tuple[Sentence, ...]:
    """The aligned sentences, and of the related ones those that hold a figure of the claim."""
    return (*claim.evidence, *(sentence for sentence in claim.relevant if sentence.keys & claim.keys))


def _bounds(claim: Claim, found: list[Quantity], told: tuple[Sentence, ...]) -> CheckResult | None:
    """A least figure told as a greatest one, or the other way round: "within 6 hours" is not "after 6 hours"."""
    for quantity in found:
        own = bound(claim.text, quantity.start, quantity.end)
        if own is None or quantity.kind in ("p", "interval"):
            continue
        stated_bounds = [
            (bound(sentence.text, other.start, other.end), sentence.text[max(0, other.start - 20) : other.end])
            for sentence in told
            for other in quantities(sentence.text)
            if other.key == quantity.key
        ]
        kinds = {kind for kind, _ in stated_bounds if kind}
        if kinds and own not in kinds:
            printed = claim.text[max(0, quantity.start - 20) : quantity.end]
            text = next(text for kind, text in stated_bounds if kind)
            reason = f"a {own} figure is a {kinds.pop()} one in the source; {sides(text.strip(), printed.strip())}"
            return contradicted(NAME, reason, place(claim, quantity.start, quantity.end))
    return None


def _together(text: str, needed: list[Quantity], told: tuple[Sentence, ...]) -> bool:
    """Whether one sentence holds all the figures; or each result of several stands in a sentence with the condition
    (time, dose) that is nearest to it in the claim, and with the results in its own bracket."""
    if any(all(stated(one, text, sentence.keys) for one in needed) for sentence in told):
        return True
    results = [one for one in needed if one.kind in RESULT_KINDS or _estimate(one, told)]
    conditions = [one for one in needed if one.kind in CONDITIONS]
    return len(results) > 0 and all(_placed(text, one, results, conditions, told) for one in results)


def _estimate(one: Quantity, told: tuple[Sentence, ...]) -> bool:
    """Whether a bare number is an estimate whose measure the claim named elsewhere."""
    rest = one.key.partition(":")[2]
    known = {key for sentence in told for key in sentence.keys}
    return (
        one.kind == "number"
        and one.key not in known
        and any(k.startswith("est:") and k.endswith(f":{rest}") for k in known)
    )


def _placed(
    text: str, result: Quantity, results: list[Quantity], conditions: list[Quantity], told: tuple[Sentence, ...]
) -> bool:
    holding = [sentence for sentence in told if stated(result, text, sentence.keys)]
    company = [one for one in results if one is not result and _bracketed(text, one, result)]
    near = sorted(conditions, key=lambda one: min(abs(one.start - result.end), abs(result.start - one.end)))
    if len(results) > 1 or len(near) < 2:
        near = near[:1]
    return any(all(stated(one, text, sentence.keys) for one in company) for sentence in holding) and all(
        any(stated(one, text, sentence.keys) for sentence in holding) for one in near
    )


def _bracketed(text: str, one: Quantity, other: Quantity) -> bool:
    """Whether two results stand in one bracket, or one right before the other's."""
    low, high = sorted((one, other), key=lambda quantity: quantity.start)
    between = text[low.end : high.start]
    return len(between) < 12 and not re.search(r"[;.]|\band\b", between)


def _missing(claim: Claim, quantity: Quantity, told: tuple[Sentence, ...]) -> CheckResult:
    printed = claim.text[quantity.start : quantity.end]
    span = place(claim, quantity.start, quantity.end)
    if quantity.kind == "number" and LOOSE.match(printed) and OWN_COUNT.match(claim.text[quantity.end :]):
        return open_question(NAME, f"{printed!r} is not in the cited source", span)
    family, _, unit = parsed(quantity.key)
    rivals: dict[str, int] = {}
    for sentence in told:
        for other in quantities(sentence.text):
            if parsed(other.key)[0].partition(":")[0] == family.partition(":")[0] and other.kind == quantity.kind:
                shared = _shared(claim.text, quantity, sentence.text, other)
                if shared or unit:  # a bare number among other words is the number of something else
                    same_unit = parsed(other.key)[2] == unit
                    rivals.setdefault(sentence.text[other.start : other.end], shared + 2 * same_unit)
    if rivals:
        nearest = max(rivals, key=lambda text: rivals[text])
        return contradicted(NAME, f"{printed!r} is not in the cited source; {sides(nearest, printed)}", span)
    return unsupported(NAME, f"{printed!r} is not in the cited source", span)


def _shared(claimed: str, own: Quantity, stated_in: str, other: Quantity) -> int:
    """How many words two figures have in common around them."""
    sets = (
        {word.stem for word in content(text[max(0, at.start - 40) : at.end + 40])}
        for text, at in ((claimed, own), (stated_in, other))
    )
    return len(set.intersection(*sets))
