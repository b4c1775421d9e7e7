"""Identifiers are of the cited work. All synthetic."""

from __future__ import annotations

import pytest

from draftbot.verify.checks import identifiers
from verify.cases import CONTRADICTED, FAIL, PASS, Case, hold

CASES = [
    Case("The trial NCT00000001 tested alfalin.", "The trial NCT00000001 tested alfalin.", PASS),
    Case("The trial NCT00000002 tested alfalin.", "The trial NCT00000001 tested alfalin.", CONTRADICTED, "source: nct00000001, article: NCT00000002"),
    Case("The trial NCT00000002 tested alfalin.", "The trial tested alfalin.", FAIL, "has no NCT"),
    Case("The trial ISRCTN1234567 tested alfalin.", "The trial ISRCTN7654321 tested alfalin.", CONTRADICTED),
    Case("The trial tested alfalin.", "The trial NCT00000001 tested alfalin.", PASS),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.claim)
def test_identifiers_belong_to_the_cited_work(case: Case) -> None:
    hold(identifiers, case)
