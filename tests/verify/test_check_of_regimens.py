"""A dose is one phrase: nothing of it is changed, exchanged, or takes another part's place. All synthetic."""

from __future__ import annotations

import pytest

from draftbot.verify.checks import regimens
from verify.cases import CONTRADICTED, Case, hold

COURSE = "Alfalin is given as 10 mg intramuscularly once daily for 10 days, repeated every 3–6 months."
TWO = "Alfalin 5 mL intramuscularly daily for 10 days is a course. Alfalin 2 mL twice weekly is for maintenance."

CASES = [
    Case("Alfalin is given as 10 mg IM once daily for 10 days.", COURSE),
    Case("Alfalin is given as 10 mg IM once-daily × 10 days.", COURSE),
    Case("Alfalin 10 mg is repeated every 3–6 months.", COURSE),
    Case("A course of alfalin lasts 10 days.", COURSE),
    Case("The 10-day course of alfalin is repeated every 3 to 6 months.", COURSE),
    Case("Alfalin 10 mg IM twice daily for 10 days.", COURSE, CONTRADICTED),
    Case("Alfalin 10 mg IV once daily for 10 days.", COURSE, CONTRADICTED),
    Case("Alfalin 10 mg IM once daily for 20 days.", COURSE, CONTRADICTED),
    # how long and how often
    Case("The course of alfalin lasts 3–6 months.", COURSE, CONTRADICTED, "how long it lasts"),
    Case("Alfalin is given for 3–6 months.", COURSE, CONTRADICTED, "how often it comes again"),
    Case("Alfalin is repeated every 10 days.", COURSE, CONTRADICTED, "how long it lasts"),
    Case("Alfalin is given in 3–6 month courses.", COURSE, CONTRADICTED),
    Case("Alfalin was given for 3 months.", "Alfalin was given for 3 months, and every 3 months blood was taken."),
    Case("Memory was tested at 3 months of alfalin.", "Memory was tested every 3 months of alfalin."),
    # shorthand
    Case("Alfalin 2 mL 2×/week is for maintenance.", TWO),
    Case("Alfalin 2 mL twice-weekly is for maintenance.", TWO),
    Case("Alfalin 2 mL 3×/week is for maintenance.", TWO, CONTRADICTED),
    Case("Alfalin 5 mL twice weekly is for maintenance.", TWO, CONTRADICTED),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.claim)
def test_a_dose_is_one_phrase(case: Case) -> None:
    hold(regimens, case)
