"""Names: compounds where they are meant, journals spelt out, near-names caught. All synthetic."""

from __future__ import annotations

import pytest

from draftbot.verify.checks import names
from verify.cases import FAIL, Case, hold

BETTER = "Memory at week 4 was better with alfalin than with placebo."
TWO = "Alfalin raised memory scores in 30 patients. Betarin raised attention scores in 32 patients."
LIST = "The review was of seven trials in 1,773 people with stroke. One of the seven trials, with 272 participants, tested betarin."

CASES = [
    Case("Memory at week 4 was better with alfalin.", BETTER),
    Case("Memory at week 4 was better with AL-1.", BETTER),
    Case("Memory at week 4 was better with betarin.", BETTER, FAIL, "Betarin"),
    Case("Memory at week 4 was better with alfallin.", BETTER),  # in lower case it is a word, which coverage looks for
    Case("Alfallin made memory better at week 4.", BETTER, FAIL, "no name that the source has"),
    Case("Alfalin raised memory scores in 30 patients.", TWO),
    Case("Betarin raised memory scores in 30 patients.", TWO, FAIL, "Betarin"),
    Case("MMSE scores were better with alfalin.", BETTER, FAIL, "MMSE"),
    Case("The trial in Japan was of alfalin.", "The trial was of alfalin.", FAIL, "Japan"),
    # a name behind a figure is supported by the sentence that holds that figure
    Case("Seven trials in 1,773 people, one with 272 participants of betarin.", LIST),
    Case("Seven trials in 1,773 people, one with 272 participants of alfalin.", LIST, FAIL, "Alfalin"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.claim)
def test_names_are_those_of_the_source(case: Case) -> None:
    hold(names, case)
