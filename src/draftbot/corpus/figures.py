"""Can an outcome's figures be true together?"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal, InvalidOperation

from draftbot.corpus.finding import Defect, Subject
from draftbot.records.corpus import Corpus
from draftbot.records.reference import Arm, ArmResult, Estimate, Outcome, Reference
from draftbot.text.quantities import quantities

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
# The conventional two-sided level, by which the texts themselves speak of significance.
LEVEL = Decimal("0.05")
DIFFERENCES = ("favours-treatment", "favours-comparator")


def figures(corpus: Corpus) -> Iterator[Defect]:
    """Bounds in order around the estimate, P within 0 and 1, events within totals, a direction the figures bear."""
    for key, reference in corpus.references.items():
        subject = Subject(kind="references", key=key)
        for at, outcome in enumerate(reference.card.outcomes):
            place = ("card", "outcomes", at)
            yield from (subject.error(f"{outcome.id}: {what}", *place, part) for part, what in _impossible(outcome))
            doubt = _denied_direction(outcome)
            if doubt:
                yield subject.warn(f"{outcome.id}: {doubt}", *place, "direction")
            for result_at, result in enumerate(outcome.results):
                for what in _doubtful(result, reference):
                    yield subject.warn(f"{outcome.id}: {what}", *place, "results", result_at)


def _impossible(outcome: Outcome) -> Iterator[tuple[str, str]]:
    if outcome.estimate:
        yield from (("estimate", what) for what in _interval(outcome.estimate))
    if outcome.p:
        value = decimal(outcome.p.lstrip("<>=≤≥ "))
        if value is None or not 0 <= value <= 1:
            yield "p", f"P {outcome.p!r} is not between 0 and 1"
    for result in outcome.results:
        if result.events is not None and result.total is not None and result.events > result.total:
            yield "results", f"{result.events} events in {result.total} people"


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


def _denied_direction(outcome: Outcome) -> str | None:
    """How the interval, or where there is none the P value, denies the direction."""
    significant, because = _significance(outcome)
    if significant is False and outcome.direction in DIFFERENCES:
        return f"{because}, the direction says {outcome.direction}"
    if significant is True and outcome.direction == "no-difference":
        return f"{because}, the direction says no-difference"
    return None


def _significance(outcome: Outcome) -> tuple[bool | None, str]:
    estimate = outcome.estimate
    if estimate and estimate.ci_low and estimate.ci_high:
        low, high, null = decimal(estimate.ci_low), decimal(estimate.ci_high), NULLS[estimate.measure]
        if low is not None and high is not None:
            across = low <= null <= high
            return not across, f"the interval {'includes' if across else 'excludes'} no difference"
    sign, value = _p_value(outcome.p or "")
    if value is not None and ((sign in "<≤" and value <= LEVEL) or (sign == "=" and value < LEVEL)):
        return True, f"P {outcome.p} is below {LEVEL}"
    if value is not None and sign in "=>≥" and value >= LEVEL:
        return False, f"P {outcome.p} is not below {LEVEL}"
    return None, ""


def _p_value(printed: str) -> tuple[str, Decimal | None]:
    sign = printed[0] if printed[:1] in tuple("<>≤≥") else "="
    return sign, decimal(printed.lstrip("<>=≤≥ "))


def _doubtful(result: ArmResult, reference: Reference) -> Iterator[str]:
    arm = next((arm for arm in reference.card.arms if arm.name == result.arm), Arm(name=result.arm))
    if result.total is not None and arm.n is not None and result.total > arm.n:
        yield f"{result.total} people counted in {result.arm}, which has {arm.n}"
    if result.events is None or not result.total:
        return
    share = 100 * Decimal(result.events) / result.total
    percents = [q.key.removeprefix("pct:") for q in quantities(result.value or "") if q.kind == "percent"]
    for percent in (Decimal(p) for p in percents if "~" not in p):
        if abs(percent - share) > _rounding(percent):
            yield f"{result.events} of {result.total} is {share:.1f}%, the record says {percent}%"


def _rounding(percent: Decimal) -> Decimal:
    """The most that rounding to the last printed place can change; a whole number is rounded to ones."""
    exponent = min(int(percent.as_tuple().exponent), 0)
    return Decimal("0.5").scaleb(exponent)


def decimal(printed: str | None) -> Decimal | None:
    """A printed figure as a number; ``None`` where it is none."""
    try:
        value = Decimal(printed.replace(",", "").replace("−", "-")) if printed else None
    except InvalidOperation:
        return None
    return value if value is not None and value.is_finite() else None
