"""Recall at ten: the share of a query's relevant passages that stand among the first ten found."""

from __future__ import annotations

from draftbot.evals.item import Item
from draftbot.evals.measures.measure import Measure
from draftbot.evals.measures.ranked import DEPTH, ranked


def score(item: Item) -> float | None:
    found, relevant = ranked(item)
    return len(relevant & set(found[:DEPTH])) / min(len(relevant), DEPTH) if relevant else None


MEASURE = Measure("recall", "of the passages that answer the query, which share is among the first ten?", score)
