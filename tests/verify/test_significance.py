"""What was not significant is not told as if it were. All synthetic."""

from __future__ import annotations

import pytest

from draftbot.verify.checks import significance
from verify.cases import CONTRADICTED, FAIL, Case, hold

NULL = "Adverse events did not differ significantly between alfalin and placebo (RR 0.91, 95% CI 0.29–2.85)."
MISSED = "The primary ensemble narrowly missed significance for alfalin against placebo (OR 2.1, 95% CI 0.89–5.95)."
FOUND = "Memory was significantly better with alfalin than with placebo."
PLAIN = "Memory was better with alfalin than with placebo."
VALUE = "Memory was better with alfalin than with placebo (P = 0.03)."

CASES = [
    Case("Adverse events did not differ significantly between alfalin and placebo.", NULL),
    Case("Adverse events: RR 0.91, 95% CI 0.29–2.85.", NULL),
    Case("Adverse events did not differ between alfalin and placebo (RR 0.91, 95% CI 0.29–2.85).", NULL),
    Case("Adverse events did not differ between alfalin and placebo.", NULL, CONTRADICTED, "drops that"),
    Case("Adverse events were fewer with alfalin than with placebo (RR 0.91).", NULL, CONTRADICTED, "drops that"),
    Case("Adverse events were reduced by alfalin (RR 0.91, 95% CI 0.29–2.85).", NULL, CONTRADICTED, "drops that"),
    Case("Alfalin narrowly missed its primary endpoint against placebo.", MISSED),
    Case("Alfalin fell short of significance on the primary ensemble.", MISSED),
    Case("Alfalin was better than placebo on the primary ensemble (OR 2.1).", MISSED, CONTRADICTED, "drops that"),
    Case("Memory was significantly better with alfalin.", FOUND),
    Case("Memory was better with alfalin.", FOUND),
    Case("Memory was significantly better with alfalin.", VALUE),
    Case("Memory was significantly better with alfalin.", PLAIN, FAIL, "does not say"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.claim)
def test_significance_is_kept(case: Case) -> None:
    hold(significance, case)
