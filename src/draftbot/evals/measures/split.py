"""Units that were split exactly as a reader split them."""

from __future__ import annotations

from draftbot.evals.measures.measure import Measure, fact

MEASURE = Measure("split", "is a text split into the sentences that a reader finds in it?", fact("split"))
