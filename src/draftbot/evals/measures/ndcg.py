"""nDCG at ten with relevance 0 or 1 (Järvelin and Kekäläinen 2002)."""

from __future__ import annotations

from math import log2

from draftbot.evals.item import Item
from draftbot.evals.measures.measure import Measure
from draftbot.evals.measures.ranked import DEPTH, ranked


def score(item: Item) -> float | None:
    found, relevant = ranked(item)
    if not relevant:
        return None
    gained = sum(1 / log2(rank + 1) for rank, key in enumerate(found[:DEPTH], start=1) if key in relevant)
    ideal = sum(1 / log2(rank + 1) for rank in range(1, min(len(relevant), DEPTH) + 1))
    return gained / ideal


MEASURE = Measure("ndcg", "do the passages that answer the query stand first?", score)
