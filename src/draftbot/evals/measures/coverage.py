"""Planned fields with a value in the profile that the article tells."""

from __future__ import annotations

from draftbot.evals.measures.measure import Measure, fact

MEASURE = Measure("coverage", "is each planned field that has a value told in the article?", fact("told"))
