"""Planned key messages that the article tells."""

from __future__ import annotations

from draftbot.evals.measures.measure import Measure, fact

MEASURE = Measure("messages", "is each planned key message told?", fact("message"))
