"""Cells that say that the sources are silent, where profile and sources are."""

from __future__ import annotations

from draftbot.evals.measures.measure import Measure, fact

MEASURE = Measure("abstention", "where a cell says 'not stated', do the sources say nothing?", fact("silent"))
