"""Groups alike or not, and which way the shares go. All synthetic."""

from __future__ import annotations

import pytest

from draftbot.verify.checks import difference
from verify.cases import CONTRADICTED, FAIL, PASS, Case, hold

CASES = [
    Case("Headache was rarer with alfalin (10%) than with betarin (20%).", "Headache was recorded in 10% of alfalin patients and 20% of betarin patients.", PASS),
    Case("Headache was more frequent with alfalin than with betarin.", "Headache was recorded in 10% of alfalin patients and 20% of betarin patients.", CONTRADICTED, "source: Alfalin 10%, Betarin 20%"),
    Case("Headache was less frequent with alfalin than with betarin.", "Headache was recorded in 10% of alfalin patients and 20% of betarin patients.", PASS),
    Case("Headache was more common with alfalin than with betarin.", "Headache was similar with alfalin and betarin.", CONTRADICTED, "no difference"),
    Case("Alfalin and betarin were equivalent against headache.", "Headache was similar with alfalin and betarin.", FAIL, "equivalent"),
    Case("Alfalin is as safe as betarin.", "The safety of alfalin and betarin was described as similar.", FAIL, "as safe as"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.claim)
def test_a_difference_is_one_of_the_source(case: Case) -> None:
    hold(difference, case)
