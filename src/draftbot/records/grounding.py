"""What a grounding model is asked and what it says."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from draftbot.records.record import Record
from draftbot.records.source_text import Span

Probability = Annotated[float, Field(ge=0, le=1)]


class Pair(Record):
    """A source text, of any length, and the claim that is held against it."""

    model_config = Record.model_config | {"str_strip_whitespace": False}
    source: str
    claim: str


class Grounding(Record):
    """Probabilities that a source supports, contradicts or does not support a claim; they sum to one.

    ``doubted`` are the spans of the claim for which the model sees no support. Scores are rounded to four places,
    since the last bits differ between processors.
    """

    supported: Probability
    contradicted: Probability
    unsupported: Probability
    doubted: tuple[Span, ...] = ()


class Thresholds(Record):
    """On the probability of supported: ``balanced`` parts supported from not at equal error; at or above ``accept``
    the gate takes a claim as supported, at or below ``reject`` as unsupported; between them it is uncertain."""

    balanced: Probability
    accept: Probability
    reject: Probability
