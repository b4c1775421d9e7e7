"""Quotations are literal. All synthetic."""

from __future__ import annotations

import pytest

from draftbot.verify.checks import quotations
from verify.cases import CONTRADICTED, PASS, Case, hold

CASES = [
    Case("The authors called the effect “small to medium”.", "The authors called the effect small to medium.", PASS),
    Case("The authors called the effect \"Small to medium.\"", "The authors called the effect small to medium.", PASS),
    Case("The authors called the effect “large”.", "The authors called the effect small to medium.", CONTRADICTED, "does not have these words"),
    Case("The authors wrote of “an effect … in stroke”.", "The authors wrote of an effect of alfalin in stroke.", PASS),
    Case("The authors called the effect small.", "The authors called the effect small to medium.", PASS),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.claim)
def test_quoted_words_are_the_sources_own(case: Case) -> None:
    hold(quotations, case)
