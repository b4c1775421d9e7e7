"""Tokens of recorded calls for each published unit."""

from __future__ import annotations

from draftbot.evals.measures.measure import Measure, fact

MEASURE = Measure(
    "tokens", "how many tokens does a published unit cost?", fact("tokens"), share=False, higher=False, worst=1e6
)
