"""Damaged pages that verification stopped."""

from __future__ import annotations

from draftbot.evals.measures.measure import Measure, fact

MEASURE = Measure("stopped", "is a damaged page stopped, with a reason?", fact("stopped"))
