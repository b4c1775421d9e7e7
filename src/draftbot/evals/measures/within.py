"""Work that ended within the seconds that its case allows."""

from __future__ import annotations

from draftbot.evals.measures.measure import Measure, fact

MEASURE = Measure("within", "does the work end in the time that the case allows?", fact("within"))
