"""Citation precision as in ALCE (Gao et al. 2023): a citation counts where it carries the statement alone, or where the
others do not carry it without this one. The judge is the independent scorer, not the gate."""

from __future__ import annotations

from draftbot.evals.measures.measure import Measure, fact

MEASURE = Measure("citation_precision", "is each citation needed, or enough on its own?", fact("needed"))
