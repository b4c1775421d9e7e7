"""Sentences of the running text that do not repeat an earlier one."""

from __future__ import annotations

from draftbot.evals.measures.measure import Measure, fact

MEASURE = Measure("repetition", "does a sentence say what no earlier one said in the same words?", fact("fresh"))
