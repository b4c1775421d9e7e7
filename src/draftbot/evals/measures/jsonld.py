"""JSON-LD nodes that have the properties that their type asks for, and whose references lead somewhere."""

from __future__ import annotations

from draftbot.evals.measures.measure import Measure, fact

MEASURE = Measure("jsonld", "is each JSON-LD node well formed?", fact("valid"))
