"""A claim against a text of its own, through the same checks as an article's unit."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import sha256
from typing import Literal

from draftbot.records.grounding import Grounding, Pair
from draftbot.records.record import Record
from draftbot.records.reference import Bibliography, Reference, StudyCard
from draftbot.records.source_text import SourceText
from draftbot.records.unit import Unit
from draftbot.records.verdict import UnitVerdict, Verdict
from draftbot.verify.context import Context
from draftbot.verify.library import Library
from draftbot.verify.model import GroundingModel
from draftbot.verify.units import verify_unit

SOURCE = "pair"
# The comparison of words is the model's own task, and house wording is no question of truth.
NOT_TRUTH = frozenset({"coverage", "banned", "policy"})
NOT_ASKED = frozenset[str]()
Label = Literal["supported", "contradicted", "unsupported"]


class PairVerdict(Record):
    """``label`` at the balanced threshold, ``score`` the probability of supported, ``verdict`` the gate's stricter
    answer with its ``reasons``."""

    label: Label
    score: float
    verdict: Verdict
    reasons: tuple[str, ...]


def verify_pairs(pairs: Sequence[Pair], context: Context, model: GroundingModel) -> list[PairVerdict]:
    """A verdict for each pair. An exact contradiction decides; the model decides the rest; a claim whose every word,
    figure and name its source has is still put to the model, since nobody wrote it under our rules."""
    groundings = model.judge(pairs)
    return [_verdict(pair, given, context, model) for pair, given in zip(pairs, groundings, strict=True)]


def _verdict(pair: Pair, grounding: Grounding, context: Context, model: GroundingModel) -> PairVerdict:
    exact = _exact(pair, context)
    cut = model.thresholds
    reasons = tuple(finding.message for finding in exact.findings if finding.check not in NOT_TRUTH)
    if exact.verdict == "contradicted":
        score = round(min(grounding.supported, cut.reject / 2), 4)
        return PairVerdict(label="contradicted", score=score, verdict="contradicted", reasons=reasons)
    against: Label = "contradicted" if grounding.contradicted > grounding.unsupported else "unsupported"
    label: Label = "supported" if grounding.supported >= cut.balanced else against
    return PairVerdict(
        label=label,
        score=grounding.supported,
        verdict=_gate(grounding, exact, model),
        reasons=reasons or (f"the grounding model gives {grounding.supported:.2f}",),
    )


def _gate(grounding: Grounding, exact: UnitVerdict, model: GroundingModel) -> Verdict:
    if grounding.supported <= model.thresholds.reject:
        return "unsupported"
    hard = [finding for finding in exact.findings if finding.check not in NOT_TRUTH]
    return "uncertain" if grounding.supported < model.thresholds.accept or hard else "supported"


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


def _exact(pair: Pair, context: Context) -> UnitVerdict:
    library, unit = alone(pair, context.library)
    return verify_unit(unit, Context(library=library))
