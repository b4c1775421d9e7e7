"""Do an outcome's figures bear the direction that its record gives?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal

from draftbot.corpus.figures import decimal
from draftbot.corpus.finding import Defect, Subject
from draftbot.records.corpus import Corpus
from draftbot.records.record import Record
from draftbot.records.reference import Estimate, Outcome

# The value of each measure that means no difference between groups.
NULLS = {
    "RR": Decimal(1),
    "OR": Decimal(1),
    "HR": Decimal(1),
    "SMD": Decimal(0),
    "MD": Decimal(0),
    "MW": Decimal("0.5"),
    "difference in least squares means": Decimal(0),
}
# The conventional two-sided level, by which texts speak of significance.
LEVEL = Decimal("0.05")
DIFFERENCES = ("favours-treatment", "favours-comparator")


class Reading(Record):
    """Whether figures show a difference, and the figure that says so."""

    differs: bool
    because: str


def directions(corpus: Corpus) -> Iterator[Defect]:
    """Directions that the interval denies or, where there is none, the P value. A warning: a source may have reasons
    (another level, an adjusted analysis), and the editor must know them."""
    for key, reference in corpus.references.items():
        subject = Subject(kind="references", key=key)
        for at, outcome in enumerate(reference.card.outcomes):
            reading = _reading(outcome)
            if reading and _denies(reading, outcome):
                message = f"{outcome.id}: {reading.because}, the direction says {outcome.direction}"
                yield subject.warn(message, "card", "outcomes", at, "direction")


def _denies(reading: Reading, outcome: Outcome) -> bool:
    if reading.differs:
        return outcome.direction == "no-difference"
    return outcome.direction in DIFFERENCES


def _reading(outcome: Outcome) -> Reading | None:
    interval = _interval(outcome.estimate) if outcome.estimate else None
    return interval or (_p_value(outcome.p) if outcome.p else None)


def _interval(estimate: Estimate) -> Reading | None:
    low, high, null = decimal(estimate.ci_low), decimal(estimate.ci_high), NULLS[estimate.measure]
    if low is None or high is None:
        return None
    if low <= null <= high:
        return Reading(differs=False, because="the interval includes no difference")
    return Reading(differs=True, because="the interval excludes no difference")


def _p_value(printed: str) -> Reading | None:
    """``<0.1`` says neither; ``<0.05`` and ``0.049`` say a difference, ``0.05`` and ``>0.05`` none."""
    sign = printed[0] if printed[0] in "<>≤≥" else "="
    value = decimal(printed.lstrip("<>=≤≥ "))
    if value is None:
        return None
    if (sign in "<≤" and value <= LEVEL) or (sign == "=" and value < LEVEL):
        return Reading(differs=True, because=f"P {printed} is below {LEVEL}")
    if sign in "=>≥" and value >= LEVEL:
        return Reading(differs=False, because=f"P {printed} is not below {LEVEL}")
    return None
