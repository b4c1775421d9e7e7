"""Articles and answers whose length the house allows."""

from __future__ import annotations

from draftbot.evals.measures.measure import Measure, fact

MEASURE = Measure("length", "does the article keep to the house's length?", fact("length"))
