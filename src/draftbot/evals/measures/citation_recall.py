"""Citation recall as in ALCE (Gao et al. 2023): the cited sources together carry the statement. The judge is the
independent scorer, not the gate."""

from __future__ import annotations

from draftbot.evals.measures.measure import Measure, fact

MEASURE = Measure("citation_recall", "do the cited sources together carry the statement?", fact("carried"))
