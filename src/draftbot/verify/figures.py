"""When a figure of a claim follows from figures of its source: equal, rounded as the claim says, or worked out."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Sequence
from decimal import Decimal, InvalidOperation

from draftbot.text.numerals import TIME_SCALES, scaled
from draftbot.text.quantities import Quantity

# P values that papers compare with; below any other one only its own sign says.
THRESHOLDS = frozenset(map(Decimal, ("0.1", "0.05", "0.01", "0.005", "0.001", "0.0001")))
ROUNDED = frozenset({"num", "pct", "dur", "est"})
# A rounding must be said, and stay within this share of the source's figure.
NEAR = Decimal("0.05")
BOTH_WAYS = re.compile(
    r"\b(?:about|around|approximately|roughly|some|close to|almost exactly|or so|of about|of roughly)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
FROM_BELOW = re.compile(r"\b(?:nearly|almost|just under|fewer than|less than|not quite)\s+$", re.IGNORECASE)
FROM_ABOVE = re.compile(r"\b(?:just over|more than|over|at least|upwards of)\s+$", re.IGNORECASE)
FALLS = re.compile(r"\b(?:drop\w*|fall\w*|fell|declin\w*|decreas\w*|reduc\w*|lower\w*|down|smaller)\b", re.IGNORECASE)
DAILY = re.compile(r"\b(?:daily|(?:a|per|each|every) day)\b|/d(?:ay)?\b", re.IGNORECASE)
# "Three quarters" and the like, with the share each stands for.
FRACTIONS = {
    "three quarters": Decimal(75), "three-quarters": Decimal(75), "two thirds": Decimal("66.7"),
    "two-thirds": Decimal("66.7"),
    "one third": Decimal("33.3"), "a third": Decimal("33.3"), "one quarter": Decimal(25), "a quarter": Decimal(25),
    "half": Decimal(50), "halved": Decimal(50), "a fifth": Decimal(20), "one fifth": Decimal(20),
}  # fmt: skip
FRACTION = re.compile(rf"\b(?:{'|'.join(sorted(FRACTIONS, key=len, reverse=True))})\b", re.IGNORECASE)
WITHIN = Decimal(4)  # percentage points that a fraction in words may stand off
MOST_ADDED = 4
MOST_KNOWN = 12  # counts of one sentence; a table run together has more, and some always add up
# What a claim says when it adds up, or takes away.
SUM = re.compile(
    r"\b(?:in all|in total|total|altogether|together|combined|sum|overall|at one of the|"
    r"of whom|as a whole|of the \w+ doses)\b",
    re.IGNORECASE,
)
REST = re.compile(r"\b(?:other|others|rest|remaining|remainder|left)\b", re.IGNORECASE)
UPPER = re.compile(
    r"\b(?:within(?: the first)?|no later than|at most|up to|under|less than|below|"
    r"fewer than|no more than|not more than|by)\s+(?:about\s+)?$",
    re.IGNORECASE,
)
LOWER = re.compile(
    r"\b(?:no earlier than|not before|at least|more than|over|above|after|"
    r"later than|no less than|not less than|a minimum of)\s+(?:about\s+)?$",
    re.IGNORECASE,
)
ELIDED = {"day": "day", "week": "week", "month": "month", "year": "year", "hour": "hour"}
# A bare number that is an age.
YEARS = re.compile(
    r"\b(?:under|over|aged?|aged at least)\s*\||\|\s*(?:or (?:older|over|more|above)|and (?:older|over))\b",
    re.IGNORECASE,
)


def stated(quantity: Quantity, text: str, keys: frozenset[str]) -> bool:
    """Whether the keys hold the quantity, or one that the claim's words make it equal to."""
    if quantity.key in keys:
        return True
    family, _, rest = quantity.key.partition(":")
    if family == "num" and any(key.startswith("est:") and key.endswith(f":{rest}") for key in keys):
        return True  # "0.73 for the second": an estimate whose measure the claim named before
    if family == "num" and any(key.startswith(f"bracket:{rest}:") for key in keys):
        return True  # "3 with A" of the median 3 [2; 4.5]
    if family == "num" and f"num:-{rest}" in keys and FALLS.search(text):
        return True
    if family == "num" and rest.isdigit() and _elided(Decimal(rest), text, keys):
        return True
    aged = family == "num" and rest.isdigit() and YEARS.search(f"{text[: quantity.start]}|{text[quantity.end :]}")
    if aged and f"dur:{12 * int(rest)}:month" in keys:
        return True  # "60 or older"
    dose = re.match(r"\s+doses?\b", text[quantity.end :])  # "the 30 mL dose" of 30 mL/day
    if (
        family == "amt"
        and (DAILY.search(text) or dose)
        and ({f"{quantity.key}/day", quantity.key.removesuffix("/day")} & keys)
    ):
        return True
    if family == "p":
        return any(_implies(key, quantity.key) for key in keys)
    return family in ROUNDED and _rounded(quantity, text[: quantity.start], keys)


def _elided(value: Decimal, text: str, keys: frozenset[str]) -> bool:
    """Whether a bare number is a time whose unit another number of the claim prints: "four weeks, then eight"."""
    units = [unit for unit in ELIDED if re.search(rf"\b{unit}s?\b", text, re.IGNORECASE)]
    times = (scaled(value, unit, TIME_SCALES) for unit in units)
    return any(f"dur:{format(number.normalize(), 'f')}:{unit}" in keys for number, unit in times)


def bound(text: str, start: int, end: int) -> str | None:
    """Whether a figure is told as a greatest or a least one."""
    if re.match(r"\s*(?:or (?:older|more|over|above|later)|and (?:over|above|older))\b", text[end:]):
        return "least"
    before = text[:start]
    lower = LOWER.search(before)
    upper = UPPER.search(before)
    if lower and not (upper and upper.start() <= lower.start()):
        return "least"
    return "greatest" if upper else None


def _implies(known: str, claimed: str) -> bool:
    """Whether one P value follows from another: P = 0.003 is P < 0.01, P < 0.0001 is P < 0.001."""
    family, _, rest = known.partition(":")
    if family != "p":
        return False
    sign, value = rest.split(":")
    own_sign, own = claimed.split(":")[1:]
    if own_sign not in "<≤" or sign not in "<=≤" or Decimal(own) not in THRESHOLDS:
        return False
    return Decimal(value) < Decimal(own) or (Decimal(value) == Decimal(own) and sign == own_sign == "≤")


def _rounded(quantity: Quantity, before: str, keys: Iterable[str]) -> bool:
    """Whether the claim says that it rounds, and rounds a figure of the source in the way that it says."""
    head, value, unit = parsed(quantity.key)
    if value is None:
        return False
    if quantity.kind == "estimate":
        before = f"{before}{quantity.key}"
    for key in keys:
        family, true, other = parsed(key)
        if true is None or other != unit or (family != head and not (head == "num" and family.startswith("est:"))):
            continue
        close = abs(true - value) <= NEAR * abs(true) or _shortened(true, value)
        if close and (
            BOTH_WAYS.search(before)
            or (FROM_BELOW.search(before) and true < value)
            or (FROM_ABOVE.search(before) and true >= value)
        ):
            return True
    return False


def _shortened(true: Decimal, value: Decimal) -> bool:
    """Whether a figure is the other one with fewer decimals."""
    try:
        return true.quantize(value) == value
    except InvalidOperation:  # more digits than a figure of a study has
        return False


def parsed(key: str) -> tuple[str, Decimal | None, str]:
    """The family (with the measure of an estimate), the number and the unit of a key that holds one number."""
    family, _, rest = key.partition(":")
    if family == "est":
        measure, _, rest = rest.partition(":")
        family = f"est:{measure}"
    number, _, unit = rest.partition(":")
    try:
        return family, Decimal(number), unit
    except InvalidOperation:
        return family, None, unit


def worked_out(quantity: Quantity, text: str, sentences: Sequence[tuple[str, frozenset[str]]]) -> bool:
    """Whether a count is a sum, a difference or a half of counts of one sentence; a duration a sum of durations."""
    family, value, unit = parsed(quantity.key)
    if family not in ("num", "dur") or value is None:
        return False
    summed, left = SUM.search(text), REST.search(text)
    for stated_in, keys in sentences:
        known = [other for kind, other, of in map(parsed, keys) if (kind, of) == (family, unit) and other is not None]
        if family == "num" and 2 * value in known and re.search(r"\bhalf\b", stated_in, re.IGNORECASE):
            return True
        if family == "num" and left and any(a - b == value for a in known for b in known if b < a):
            return True
        sizes = range(2, MOST_ADDED + 1) if summed and len(known) <= MOST_KNOWN else ()
        if any(sum(some) == value for size in sizes for some in itertools.combinations(known, size)):
            return True
    return False


def fraction_differs(text: str, keys: frozenset[str]) -> tuple[re.Match[str], str] | None:
    """A fraction in words that no percentage near it bears out, and the source's percentage; ``None`` where one does
    or the source gives no percentage."""
    shares = [
        (value, key) for key in keys for family, value, _ in [parsed(key)] if family == "pct" and value is not None
    ]
    for match in FRACTION.finditer(text):
        meant = FRACTIONS[match.group().lower()]
        if shares and not any(abs(abs(value) - meant) <= _reach(text[: match.start()]) for value, _ in shares):
            return match, f"{shares[0][0]}%"
    return None


def _reach(before: str) -> Decimal:
    """How far a fraction may stand off: "just over half" further than "half"."""
    hedged = FROM_BELOW.search(before) or FROM_ABOVE.search(before) or BOTH_WAYS.search(before)
    return 2 * WITHIN if hedged else WITHIN / 4
