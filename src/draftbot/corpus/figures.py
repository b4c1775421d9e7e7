"""Do an outcome's figures agree with each other and with the reference's text?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from draftbot.corpus.finding import Defect
from draftbot.corpus.yaml_file import Location
from draftbot.records.corpus import Corpus
from draftbot.records.reference import ArmResult, Estimate, Outcome
from draftbot.text.figures import figures as printed
from draftbot.text.quantities import quantities

# The value of each measure that means no difference between groups.
NULLS = {
    "RR": Decimal(1),
    "OR": Decimal(1),
    "HR": Decimal(1),
    "SMD": Decimal(0),
    "MD": Decimal(0),
    "MW": Decimal("0.5"),
}


def outcome_figures(corpus: Corpus) -> Iterator[Defect]:
    """Every figure must stand in the text; bounds in order around the estimate; direction, P and counts possible."""
    for key, reference in corpus.references.items():
        stated = {quantity.key for item in reference.text for quantity in quantities(item.text)}
        for at, outcome in enumerate(reference.card.outcomes):
            for message in (*_absent(outcome, stated), *_impossible(outcome)):
                location: Location = ("card", "outcomes", at)
                yield Defect(severity="error", kind="references", key=key, location=location, message=message)
            for message in _doubtful(outcome):
                place: Location = ("card", "outcomes", at, "direction")
                yield Defect(severity="warn", kind="references", key=key, location=place, message=message)


def _absent(outcome: Outcome, stated: set[str]) -> Iterator[str]:
    values = " ".join(result.value or "" for result in outcome.results)
    for quantity in quantities(f"{outcome.finding}{printed(outcome)} {values}"):
        if quantity.key not in stated and quantity.kind != "number":
            yield f"the text does not state the figure {quantity.key} of {outcome.id}; the record and the text disagree"


def _impossible(outcome: Outcome) -> Iterator[str]:
    if outcome.estimate:
        yield from _interval(outcome.estimate, outcome.id)
    if outcome.p:
        p = _decimal(outcome.p.lstrip("<>=≤≥ "))
        if p is None or not 0 <= p <= 1:
            yield f"{outcome.id}: P {outcome.p!r} is not between 0 and 1"
    for result in outcome.results:
        yield from _counts(result, outcome.id)


def _interval(estimate: Estimate, name: str) -> Iterator[str]:
    value, low, high = (_decimal(part) for part in (estimate.value, estimate.ci_low, estimate.ci_high))
    if value is None:
        yield f"{name}: the estimate {estimate.value!r} is not a number"
    if low is not None and high is not None and value is not None:
        if low > high:
            yield f"{name}: the interval's bounds stand in the wrong order"
        elif not low <= value <= high:
            yield f"{name}: the estimate {value} lies outside its interval {low} to {high}"


def _counts(result: ArmResult, name: str) -> Iterator[str]:
    if result.events is not None and result.total is not None and result.events > result.total:
        yield f"{name}: {result.events} events in {result.total} people"


def _doubtful(outcome: Outcome) -> Iterator[str]:
    estimate = outcome.estimate
    low, high = (_decimal(estimate.ci_low), _decimal(estimate.ci_high)) if estimate else (None, None)
    null = NULLS.get(estimate.measure) if estimate else None
    if low is None or high is None or null is None:
        return
    across = low <= null <= high
    if across and outcome.direction in ("favours-treatment", "favours-comparator"):
        yield f"{outcome.id}: the interval includes no difference, the direction says {outcome.direction}"
    if not across and outcome.direction == "no-difference":
        yield f"{outcome.id}: the interval excludes no difference, the direction says no-difference"


def _decimal(printed_figure: str | None) -> Decimal | None:
    try:
        return Decimal(printed_figure.replace(",", "")) if printed_figure else None
    except InvalidOperation:
        return None
