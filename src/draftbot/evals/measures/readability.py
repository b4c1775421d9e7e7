"""The Flesch-Kincaid grade of the running text (Kincaid et al. 1975); lower reads more easily."""

from __future__ import annotations

from draftbot.evals.measures.measure import Measure, fact

MEASURE = Measure(
    "readability", "which school grade does the text ask for?", fact("grade"), share=False, higher=False, worst=30.0
)
