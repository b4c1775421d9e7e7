"""True claims that the gate let through."""

from __future__ import annotations

from draftbot.evals.item import Item
from draftbot.evals.measures.measure import Measure


def score(item: Item) -> float | None:
    return float(bool(item.facts.get("published"))) if item.facts.get("true") else None


MEASURE = Measure("published", "of true claims, which share does the gate publish?", score)
