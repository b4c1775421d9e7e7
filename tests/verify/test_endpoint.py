"""Limits of a result. All synthetic."""

from __future__ import annotations

import pytest

from draftbot.verify.checks import endpoint
from verify.cases import FAIL, PASS, Case, hold

CASES = [
    Case("Per protocol, alfalin improved the score.", "Alfalin improved the score in the per-protocol population.", PASS),
    Case("Alfalin improved the score.", "Alfalin improved the score in the per-protocol population.", FAIL, "limits this result (per-protocol)"),
    Case("In the intention-to-treat population, alfalin improved the score.", "Alfalin improved the score in the per-protocol population.", FAIL, "per-protocol"),
    Case("Alfalin improved the score in a subgroup.", "Alfalin improved the score in a subgroup of the patients.", PASS),
    Case("Alfalin improved the score in the whole trial.", "Alfalin improved the score in a subgroup of the patients.", FAIL, "subgroup"),
    Case("Test A, a single outcome, favoured alfalin.", "Test A, a single outcome, favoured alfalin.", PASS),
    Case("Test A favoured alfalin.", "Test A, a single outcome, favoured alfalin.", FAIL, "single outcome"),
    Case("Tiredness decreased with alfalin.", "Tiredness decreased within the alfalin group.", FAIL, "within one group"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.claim)
def test_a_limited_result_says_its_limit(case: Case) -> None:
    hold(endpoint, case)
