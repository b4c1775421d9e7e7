"""Table cells whose field has a value in the profile, and that are answered."""

from __future__ import annotations

from draftbot.evals.measures.measure import Measure, fact

MEASURE = Measure("answered", "is each table cell whose field has a value answered?", fact("answered"))
