"""Untrue claims that the gate held."""

from __future__ import annotations

from draftbot.evals.item import Item
from draftbot.evals.measures.measure import Measure


def score(item: Item) -> float | None:
    return None if item.facts.get("true") else float(not item.facts.get("published"))


MEASURE = Measure("caught", "of untrue claims, which share does the gate hold?", score)
