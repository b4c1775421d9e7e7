"""The Brier score of the grounding model's probability (Brier 1950): 0 is perfect, 0.25 is a coin."""

from __future__ import annotations

from draftbot.evals.item import Item
from draftbot.evals.measures.measure import Measure


def score(item: Item) -> float | None:
    said = item.facts.get("probability")
    return None if not isinstance(said, float) else (said - float(bool(item.facts.get("true")))) ** 2


MEASURE = Measure("brier", "how far is the model's probability from the truth?", score, higher=False, worst=1.0)
