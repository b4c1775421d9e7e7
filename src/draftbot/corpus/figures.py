"""Can an outcome's figures be true together?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from draftbot.corpus.finding import Defect, Subject
from draftbot.records.corpus import Corpus
from draftbot.records.reference import ArmResult, Estimate, Reference
from draftbot.text.quantities import quantities


def figures(corpus: Corpus) -> Iterator[Defect]:
    """Bounds in order around the estimate, P within 0 and 1, events within totals, totals within arms, and
    percentages that the counts give."""
    for key, reference in corpus.references.items():
        subject = Subject(kind="references", key=key)
        for at, outcome in enumerate(reference.card.outcomes):
            place = ("card", "outcomes", at)
            for what in _interval(outcome.estimate) if outcome.estimate else ():
                yield subject.error(f"{outcome.id}: {what}", *place, "estimate")
            if outcome.p and not _is_probability(outcome.p):
                yield subject.error(f"{outcome.id}: P {outcome.p!r} is not between 0 and 1", *place, "p")
            for result_at, result in enumerate(outcome.results):
                yield from _result(subject, reference, result, (*place, "results", result_at))


def _interval(estimate: Estimate) -> Iterator[str]:
    value, low, high = (decimal(part) for part in (estimate.value, estimate.ci_low, estimate.ci_high))
    if value is None:
        yield f"the estimate {estimate.value!r} is not a number"
    for bound in (estimate.ci_low, estimate.ci_high):
        if bound is not None and decimal(bound) is None:
            yield f"the interval's bound {bound!r} is not a number"
    if (estimate.ci_low is None) != (estimate.ci_high is None):
        yield "the interval has one bound only"
    if low is not None and high is not None and value is not None:
        if low > high:
            yield "the interval's bounds stand in the wrong order"
        elif not low <= value <= high:
            yield f"the estimate {value} lies outside its interval {low} to {high}"


def _is_probability(printed: str) -> bool:
    value = decimal(printed.lstrip("<>=≤≥ "))
    return value is not None and 0 <= value <= 1


def _result(
    subject: Subject, reference: Reference, result: ArmResult, place: tuple[str | int, ...]
) -> Iterator[Defect]:
    people = next((arm.n for arm in reference.card.arms if arm.name == result.arm), None)
    if result.total is not None and people is not None and result.total > people:
        yield subject.warn(f"{result.total} people counted in {result.arm}, which has {people}", *place, "total")
    if result.events is None or not result.total:
        return
    if result.events > result.total:
        yield subject.error(f"{result.events} events in {result.total} people", *place, "events")
        return
    share = 100 * Decimal(result.events) / result.total
    for percent in _percents(result.value or ""):
        if abs(percent - share) > _rounding(percent):
            message = f"{result.events} of {result.total} is {share:.1f}%, the record says {percent}%"
            yield subject.warn(message, *place, "value")


def _percents(printed: str) -> Iterator[Decimal]:
    """The percentages of a printed value; ranges, which no count gives, are left out."""
    keys = (quantity.key.removeprefix("pct:") for quantity in quantities(printed) if quantity.kind == "percent")
    return (Decimal(key) for key in keys if "~" not in key)


def _rounding(percent: Decimal) -> Decimal:
    """The most that rounding to the last printed place can change; a whole number is rounded to ones."""
    return Decimal("0.5").scaleb(min(int(percent.as_tuple().exponent), 0))


def decimal(printed: str | None) -> Decimal | None:
    """A printed figure as a number; ``None`` where it is none."""
    try:
        value = Decimal(printed.replace(",", "").replace("−", "-")) if printed else None
    except InvalidOperation:
        return None
    return value if value is not None and value.is_finite() else None
