"""Each figure, dose, route and course belongs to its own group. All synthetic."""

from __future__ import annotations

import pytest

from draftbot.verify.checks import arms
from verify.cases import CONTRADICTED, Case, hold

SHARES = "Pain improved in 64% of patients on alfalin and in 73% of patients on placebo."
COUNTS = "Of the 62 patients, 30 received alfalin and 32 betarin."
DOSES = "The trial compared alfalin 0.1 mg subcutaneously daily for 10 days with betarin 10 mg intramuscularly twice daily for 20 days."
APART = "Alfalin was given by subcutaneous injection. Betarin was given by intramuscular injection for 14 days."

CASES = [
    Case("Pain improved in 64% with alfalin and 73% with placebo.", SHARES),
    Case("Pain improved in 73% with placebo and 64% with alfalin.", SHARES),
    Case("Pain improved in 73% with alfalin and 64% with placebo.", SHARES, CONTRADICTED, "73% for placebo"),
    Case("Alfalin was taken by 30 patients and betarin by 32.", COUNTS),
    Case("Alfalin was taken by 32 patients and betarin by 30.", COUNTS, CONTRADICTED),
    # doses exchanged within one sentence
    Case("Alfalin 0.1 mg was compared with betarin 10 mg.", DOSES),
    Case("Alfalin 10 mg was compared with betarin 0.1 mg.", DOSES, CONTRADICTED),
    Case("10 mg of betarin was compared with 0.1 mg of alfalin.", DOSES),
    Case("10 mg of alfalin was compared with 0.1 mg of betarin.", DOSES, CONTRADICTED, "amount"),
    Case("Alfalin and betarin were given at 0.1 mg and 10 mg, respectively.", DOSES),
    Case("Alfalin and betarin were given at 10 mg and 0.1 mg, respectively.", DOSES, CONTRADICTED),
    # routes
    Case("Alfalin was given subcutaneously and betarin intramuscularly.", DOSES),
    Case("Betarin was given intramuscularly, alfalin subcutaneously.", DOSES),
    Case("Alfalin was given intramuscularly and betarin subcutaneously.", DOSES, CONTRADICTED, "route"),
    Case("Alfalin was given intramuscularly and betarin subcutaneously.", APART, CONTRADICTED, "route"),
    # frequencies and lengths
    Case("Alfalin was given daily and betarin twice daily.", DOSES),
    Case("Alfalin was given twice daily and betarin daily.", DOSES, CONTRADICTED, "frequency"),
    Case("Alfalin was given for 10 days and betarin for 20 days.", DOSES),
    Case("Alfalin was given for 20 days and betarin for 10 days.", DOSES, CONTRADICTED, "duration"),
    Case("A 10-day course of alfalin was compared with a 20-day course of betarin.", DOSES),
    Case("A 20-day course of alfalin was compared with a 10-day course of betarin.", DOSES, CONTRADICTED, "duration"),
    # one group alone
    Case("Betarin was given for 20 days.", DOSES),
    Case("Betarin was given for 10 days.", DOSES, CONTRADICTED, "duration"),
    Case("Alfalin was compared with placebo for 10 days.", "Alfalin 5 mg or placebo was given for 10 days."),
    Case("Placebo and alfalin 5 mg were given daily.", "Alfalin 5 mg or placebo was given daily."),
    Case("Alfalin 5 mg and 10 mg were given.", "Alfalin 5 mg or alfalin 10 mg was compared with placebo."),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: f"{case.claim} | {case.source[:12]}")
def test_each_part_of_a_treatment_belongs_to_its_own_group(case: Case) -> None:
    hold(arms, case)
