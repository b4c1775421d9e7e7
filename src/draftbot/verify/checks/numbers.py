"""Does every quantity stand in the evidence, and figures of one result in one sentence?"""

from __future__ import annotations

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation

from draftbot.records.source_text import Span
from draftbot.records.verdict import CheckResult
from draftbot.text.quantities import Quantity, quantities
from draftbot.verify.checks.answer import contradicted, passed, unsupported
from draftbot.verify.claims import Claim
from draftbot.verify.library import Library

NAME = "numbers"
RESULT_KINDS = frozenset({"p", "interval", "estimate", "percent", "bracket"})
ROUNDED = frozenset({"num", "pct", "dur"})
# A rounding must be said, and stay within this share of the source's figure.
NEAR = Decimal("0.05")
BOTH_WAYS = re.compile(
    r"\b(?:about|around|approximately|roughly|some|close to|almost exactly)\s+(?:the\s+)?$", re.IGNORECASE
)
FROM_BELOW = re.compile(r"\b(?:nearly|almost|just under|fewer than|less than|not quite)\s+$", re.IGNORECASE)
FROM_ABOVE = re.compile(r"\b(?:just over|more than|over|at least|upwards of)\s+$", re.IGNORECASE)
FALLS = re.compile(r"\b(?:drop\w*|fall\w*|fell|declin\w*|decreas\w*|reduc\w*|lower\w*|down|smaller)\b", re.IGNORECASE)
DAILY = re.compile(r"\b(?:daily|(?:a|per|each|every) day)\b|/d(?:ay)?\b", re.IGNORECASE)


def check(claim: Claim, library: Library) -> CheckResult:
    """Keys are equal for equal quantities only: unit, sign, bounds and level included. A clause that prints a result
    (estimate, interval, P value, percentage) must find all its quantities in one sentence, time points included.

    A figure may also be rounded where the claim says so, lose its minus where the claim says that something fell, or
    leave "a day" to the words around it.
    """
    found = quantities(claim.text)
    named = (
        frozenset().union(*(library.card_numbers(reference.id) for reference in claim.references))
        if found
        else frozenset()
    )
    stated = frozenset().union(*(sentence.keys for sentence in claim.evidence)) | named
    for quantity in found:
        if not _stated(quantity, claim.text, stated):
            return _missing(claim, quantity)
    if any(quantity.kind in RESULT_KINDS for quantity in found):
        needed = [quantity for quantity in found if quantity.key not in named]
        together = any(all(_stated(one, claim.text, sentence.keys) for one in needed) for sentence in claim.evidence)
        if not together:
            return contradicted(
                NAME, "the figures stand in the source, but not together: they belong to different results"
            )
    return passed(NAME)


def _stated(quantity: Quantity, text: str, keys: frozenset[str]) -> bool:
    """Whether the keys hold the quantity, or one that the claim's words make it equal to."""
    if quantity.key in keys:
        return True
    family, _, rest = quantity.key.partition(":")
    if family == "num" and (f":{rest}:" in "".join(f"{key}:" for key in keys if key.startswith("est:"))):
        return True  # "0.73 for the second": an estimate whose measure the claim named before
    if family == "num" and f"num:-{rest}" in keys and FALLS.search(text):
        return True
    if family == "amt" and DAILY.search(text) and ({f"{quantity.key}/day", quantity.key.removesuffix("/day")} & keys):
        return True
    return family in ROUNDED and _rounded(quantity, text[: quantity.start], keys)


def _rounded(quantity: Quantity, before: str, keys: Iterable[str]) -> bool:
    """Whether the claim says that it rounds, and rounds a figure of the source in the way that it says."""
    value, unit = _value(quantity.key)
    if value is None:
        return False
    for key in keys:
        true, other = _value(key)
        if true is None or other != unit or key.partition(":")[0] != quantity.key.partition(":")[0]:
            continue
        close = abs(true - value) <= NEAR * abs(true)
        if close and (
            BOTH_WAYS.search(before)
            or (FROM_BELOW.search(before) and true < value)
            or (FROM_ABOVE.search(before) and true >= value)
        ):
            return True
    return False


def _value(key: str) -> tuple[Decimal | None, str]:
    """The number and the unit of a key that holds one number."""
    _, _, rest = key.partition(":")
    number, _, unit = rest.partition(":")
    try:
        return Decimal(number), unit
    except InvalidOperation:
        return None, unit


def _missing(claim: Claim, quantity: Quantity) -> CheckResult:
    printed = claim.text[quantity.start : quantity.end]
    at = claim.unit.text.find(printed)
    span = Span(start=at, end=at + len(printed)) if at >= 0 else None
    family = quantity.key.split(":")[0]
    rivals = dict.fromkeys(
        sentence.text[other.start : other.end]
        for sentence in claim.evidence
        for other in quantities(sentence.text)
        if other.key.split(":")[0] == family
    )
    if rivals:
        reason = f"{printed!r} is not in the cited source, which has {', '.join(list(rivals)[:3])}"
        return contradicted(NAME, reason).model_copy(update={"span": span})
    return unsupported(NAME, f"{printed!r} is not in the cited source").model_copy(update={"span": span})
