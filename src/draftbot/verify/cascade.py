"""After the exact checks: what only a reader can decide goes to the grounding model, and then to a judge.

The order is fixed. An exact contradiction or a missing figure or name is never asked again; a claim whose words are
not all in its source, or on which a check could not tell, is read by the model, whose word is weighed with what the
checks saw; where that leaves it unsure, by the judge, if one is set up; what nobody decides is uncertain, and held.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from draftbot.records.grounding import Grounding, Pair, Thresholds
from draftbot.records.record import Record
from draftbot.records.source_text import Span
from draftbot.records.verdict import CheckResult
from draftbot.verify.checks import coverage
from draftbot.verify.checks.answer import passed
from draftbot.verify.claims import Claim
from draftbot.verify.context import Context
from draftbot.verify.model import GroundingModel
from draftbot.verify.weighing import signals, weights

NAME = "grounding"
MOST_NAMED = 3
LONG = 2000  # characters of a source that the shipped model reads at once


class Asked(Record):
    """A claim and what each check answered."""

    claim: Claim
    results: tuple[CheckResult, ...]

    @property
    def failed(self) -> tuple[CheckResult, ...]:
        return tuple(result for result in self.results if result.answer != "pass")

    @property
    def readable(self) -> bool:
        """Whether a reader may decide: nothing failed but the comparison of words, or could not tell."""
        return bool(self.failed) and all(
            not result.contradicts and (result.check == coverage.NAME or result.answer == "cannot tell")
            for result in self.failed
        )


class Wanted(NamedTuple):
    """A reading that is wanted: of a claim, by its position, against one of its sources."""

    position: int
    source: str
    pair: Pair


def read(asked: Sequence[Asked], context: Context) -> dict[int, CheckResult]:
    """The readers' answer for each readable claim, by its position; all of them in one batch."""
    if context.model is None:
        return {}
    wanted = [
        Wanted(position, source, Pair(source=context.library.stated(source), claim=statement(one.claim)))
        for position, one in enumerate(asked)
        if one.readable
        for source in one.claim.unit.sources
        if source in context.library.corpus.texts
    ]
    told = _skimmed(wanted, asked, context.model, context) if context.skims else {}
    left = [one.pair for one in wanted if one not in told]
    whole = iter(context.known.readings(left, context.model))
    found: dict[int, list[tuple[Pair, Grounding]]] = {}
    for one in wanted:
        found.setdefault(one.position, []).append((one.pair, told.get(one) or next(whole)))
    return {position: _answer(given, asked[position], context) for position, given in found.items()}


def _skimmed(
    wanted: Sequence[Wanted], asked: Sequence[Asked], model: GroundingModel, context: Context
) -> dict[Wanted, Grounding]:
    """What the sentences of a long source that speak of the same as a claim do not support even by themselves."""
    closest = {
        one: Pair(source=text, claim=one.pair.claim)
        for one in wanted
        if len(one.pair.source) > LONG and (text := _closest(asked[one.position].claim, one.source))
    }
    readings = context.known.readings([*closest.values()], model)
    return {
        one: given for one, given in zip(closest, readings, strict=True) if given.supported < model.thresholds.balanced
    }


def _closest(claim: Claim, source: str) -> str:
    told = {(one.start, one.text) for one in (*claim.evidence, *claim.relevant) if one.source == source}
    return " ".join(text for _, text in sorted(told))


def statement(claim: Claim) -> str:
    """The claim as a reader must see it: with the compound that its cell or its sentence speaks of."""
    named = claim.subject is None or claim.subject.lower() in claim.text.lower()
    return claim.text if named else f"{claim.subject}: {claim.text}"


def _answer(given: Sequence[tuple[Pair, Grounding]], asked: Asked, context: Context) -> CheckResult:
    assert context.model is not None
    weighed = context.model.name == weights().model
    thresholds = weights().thresholds if weighed else context.model.thresholds
    supports = [_weighed(grounding, asked, context) if weighed else grounding.supported for _, grounding in given]
    support = max(supports)
    pair, best = given[supports.index(support)]
    if support >= thresholds.accept:
        return passed(NAME).model_copy(update={"reason": f"the grounding model supports this ({support:.2f})"})
    if thresholds.reject < support and context.judge is not None:
        return context.judge.decide([pair for pair, _ in given])
    return _refused(support, best, thresholds, pair.claim, asked)


def _weighed(grounding: Grounding, asked: Asked, context: Context) -> float:
    """What the model says of a claim, weighed with what the checks saw of it (``training/gate.py`` prints how much
    better that tells claims apart than the model alone)."""
    return weights().support(signals([(asked.claim, asked.results)], grounding, context.library))


def _refused(support: float, best: Grounding, thresholds: Thresholds, claim: str, asked: Asked) -> CheckResult:
    why = asked.failed[0].reason
    doubted = ", ".join(repr(span.of(claim)) for span in best.doubted[:MOST_NAMED])
    detail = f"; it doubts {doubted}" if doubted else ""
    if support > thresholds.reject:
        reason = f"{why}; the grounding model is unsure ({support:.2f}){detail}"
        return CheckResult(check=NAME, answer="cannot tell", reason=reason, span=_place(best, claim, asked))
    reason = f"{why}; the grounding model finds no support ({support:.2f}){detail}"
    return CheckResult(check=NAME, answer="fail", reason=reason, span=_place(best, claim, asked))


def _place(best: Grounding, claim: str, asked: Asked) -> Span | None:
    """Where the first doubted words stand in the unit's text."""
    words = best.doubted[0].of(claim) if best.doubted else ""
    at = asked.claim.unit.text.find(words) if words else -1
    return Span(start=at, end=at + len(words)) if at >= 0 else None
