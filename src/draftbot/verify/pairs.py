"""A claim against a text of its own, through the same checks as an article's unit."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Literal

from draftbot.records.grounding import Grounding, Pair, Thresholds
from draftbot.records.record import Record
from draftbot.records.reference import Bibliography, Reference, StudyCard
from draftbot.records.source_text import SourceText
from draftbot.records.unit import Unit
from draftbot.records.verdict import Verdict
from draftbot.verify.checks import coverage
from draftbot.verify.claims import claims_of
from draftbot.verify.context import Context
from draftbot.verify.library import Library
from draftbot.verify.model import GroundingModel
from draftbot.verify.weighing import near, signals, weights

SOURCE = "pair"
# In a source's own words, or with names that the checks know, the model has no say against a contradiction; elsewhere
# the label may still follow it, the verdict never.
SURE = 0.6
NOTHING = "the claim states nothing that could be held against a source"
Label = Literal["supported", "contradicted", "unsupported"]


class PairVerdict(Record):
    """``label`` at the balanced threshold, ``score`` the probability of supported, ``verdict`` the gate's stricter
    answer with its ``reasons``."""

    label: Label
    score: float
    verdict: Verdict
    reasons: tuple[str, ...]


def verify_pairs(pairs: Sequence[Pair], context: Context, model: GroundingModel) -> list[PairVerdict]:
    """A verdict for each pair, through the checks of an article's unit. An exact contradiction is never accepted; what
    the checks leave open or pass is weighed with the model's word, since nobody wrote it under our rules."""
    groundings = model.judge(pairs)
    return [_verdict(pair, given, context) for pair, given in zip(pairs, groundings, strict=True)]


def _verdict(pair: Pair, grounding: Grounding, context: Context) -> PairVerdict:
    library, unit = alone(pair, context.library)
    results = [(one, [check.check(one, library) for check in context.checks]) for one in claims_of(unit, library)]
    if not results:
        return PairVerdict(label="unsupported", score=0.0, verdict="unsupported", reasons=(NOTHING,))
    failed = [result for _, found in results for result in found if result.answer != "pass"]
    seen, cut = signals(results, grounding, library), weights().thresholds
    score = weights().support(seen)
    contradicts = any(result.contradicts for result in failed)
    if contradicts and (seen["known"] or near(results, library) >= SURE):
        score = min(score, cut.reject / 2)
    against: Label = "contradicted" if contradicts or grounding.contradicted > grounding.unsupported else "unsupported"
    reasons = tuple(dict.fromkeys(result.reason for result in failed if result.check != coverage.NAME))
    return PairVerdict(
        label="supported" if score >= cut.balanced else against,
        score=score,
        verdict="contradicted" if contradicts else _gate(score, cut),
        reasons=(*reasons, f"the grounding model gives {grounding.supported:.2f}"),
    )


def _gate(score: float, cut: Thresholds) -> Verdict:
    if score >= cut.accept:
        return "supported"
    return "unsupported" if score <= cut.reject else "uncertain"


def alone(pair: Pair, library: Library) -> tuple[Library, Unit]:
    """The pair's source as the only work of a library, and its claim as a unit that cites it."""
    text = SourceText(source=SOURCE, kind="excerpt", text=pair.source, sha256=sha256(pair.source.encode()).hexdigest())
    reference = Reference(
        id=SOURCE,
        bibliography=Bibliography(type="webpage"),
        card=StudyCard(called="the source", design="other"),
        text_kind="excerpt",
        text_seen="full-text",
        text=(),
    )
    unit = Unit(id=SOURCE, section=SOURCE, kind="sentence", text=pair.claim, sources=(SOURCE,))
    return library.holding(text, reference), unit
