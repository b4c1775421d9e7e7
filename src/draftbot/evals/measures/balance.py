"""Findings of the corpus against the article's compounds that the article tells."""

from __future__ import annotations

from draftbot.evals.measures.measure import Measure, fact

MEASURE = Measure("balance", "does the article tell each finding that speaks against its compounds?", fact("against"))
