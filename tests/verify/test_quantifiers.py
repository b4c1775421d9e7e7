"""All, every, only, most, both. All synthetic."""

from __future__ import annotations

import pytest

from draftbot.verify.checks import quantifiers
from verify.cases import CANNOT_TELL, CONTRADICTED, FAIL, PASS, Case, hold

CASES = [
    Case("Both alfalin and betarin eased pain.", "Alfalin and betarin eased pain.", PASS),
    Case("All doses of alfalin eased pain.", "All doses of alfalin eased pain.", PASS),
    Case("Every dose of alfalin eased pain.", "All doses of alfalin eased pain.", PASS),
    Case("All doses of alfalin eased pain.", "One of the doses of alfalin eased pain.", CONTRADICTED, "one of"),
    Case("All doses of alfalin eased pain.", "Doses of alfalin eased pain.", CANNOT_TELL),
    Case("Only alfalin eased pain.", "Alfalin eased pain.", FAIL, "only"),
    Case("Alfalin was the best treatment of pain.", "Alfalin eased pain.", FAIL, "best"),
    Case("The one published trial of alfalin eased pain.", "A published trial of alfalin eased pain.", FAIL, "no other"),
    Case("The sole trial of alfalin eased pain.", "The only trial of alfalin eased pain.", PASS),
    Case("In one trial, alfalin eased pain.", "A trial of alfalin eased pain.", PASS),
    Case("In all, alfalin eased pain.", "Alfalin eased pain.", PASS),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.claim)
def test_a_quantifier_is_the_sources_or_follows(case: Case) -> None:
    hold(quantifiers, case)
