"""Who says it. All synthetic."""

from __future__ import annotations

import pytest

from draftbot.verify.checks import attribution
from verify.cases import FAIL, PASS, Case, hold

CASES = [
    Case("Alfalin is described as well tolerated.", "Alfalin is described as well tolerated.", PASS),
    Case("The authors call alfalin well tolerated.", "Alfalin is described as well tolerated.", PASS),
    Case("Alfalin is well tolerated.", "Alfalin is described as well tolerated.", FAIL, "reports this and does not assert it"),
    Case("Alfalin eases pain.", "The guide is reported to say that alfalin eases pain.", FAIL, "reports this"),
    Case("The guide says that alfalin eases pain.", "The guide is reported to say that alfalin eases pain.", PASS),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.claim)
def test_what_is_only_reported_is_not_told_as_fact(case: Case) -> None:
    hold(attribution, case)
