"""Units that claim something and were proved, of all that were written; held ones stay in the count."""

from __future__ import annotations

from draftbot.evals.measures.measure import Measure, fact

MEASURE = Measure("supported", "of what was written, which share was proved?", fact("proved"))
