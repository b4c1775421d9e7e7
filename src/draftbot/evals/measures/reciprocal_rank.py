"""The reciprocal rank of the first relevant passage; its mean is the MRR."""

from __future__ import annotations

from draftbot.evals.item import Item
from draftbot.evals.measures.measure import Measure
from draftbot.evals.measures.ranked import ranked


def score(item: Item) -> float | None:
    found, relevant = ranked(item)
    if not relevant:
        return None
    return next((1 / rank for rank, key in enumerate(found, start=1) if key in relevant), 0.0)


MEASURE = Measure("reciprocal_rank", "how far down is the first passage that answers the query?", score)
