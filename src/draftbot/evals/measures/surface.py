"""Strings of the JSON-LD that the page shows, answers that both tell alike, and a trace of this very page."""

from __future__ import annotations

from draftbot.evals.measures.measure import Measure, fact

MEASURE = Measure("surface", "do Markdown, JSON-LD and trace say the same?", fact("same"))
