"""What belongs together, told the other way round. All synthetic."""

from __future__ import annotations

import pytest

from draftbot.verify.checks import exchange
from verify.cases import CONTRADICTED, FAIL, PASS, Case, hold

ARMS = "In the study, 30 patients received alfalin and 80 control patients usual care alone."
DOSES = "Activities of daily life improved significantly with alfalin 30 mL and mood with alfalin 60 mL."
APART = "Phobia went with a shorter half-life and lower activity in blood, unlike dementia and panic."
LESSER = "Alfalin and betarinol, and betarin to a lesser extent, improved memory in rats."
THEN = "Alfalin was given as 20 infusions and then by mouth."
STEPS = "Alfalin was given at 50 mL daily and then at 10 mL daily."
CASES = [
    Case("Thirty patients received alfalin and eighty usual care alone.", ARMS),
    Case("Eighty patients had usual care alone, and thirty received alfalin.", ARMS),
    Case("Eighty patients received alfalin and thirty usual care alone.", ARMS, CONTRADICTED, "the other way round"),
    Case("Usual care alone was given to 30 patients, and 80 received alfalin.", ARMS, CONTRADICTED, "the other way round"),
    Case("With 30 mL activities of daily life improved significantly, with 60 mL mood did.", DOSES),
    Case("With 60 mL activities of daily life improved significantly, with 30 mL mood did.", DOSES, CONTRADICTED, "60 mL"),
    Case("Mood improved with 60 mL, and activities of daily life with 30 mL.", DOSES),
    Case("In phobia the half-life was shorter, unlike in panic.", APART),
    Case("In panic the half-life was shorter, unlike in phobia.", APART, CONTRADICTED, "sets apart"),
    Case("The half-life was shorter in phobia but not in dementia.", APART),
    Case("Memory improved with alfalin, and less so with betarin.", LESSER),
    Case("Memory improved with betarin, and less so with alfalin.", LESSER, CONTRADICTED, "lesser"),
    Case("Alfalin was first infused and later taken by mouth.", THEN),
    Case("Alfalin was first taken by mouth and later infused.", THEN, CONTRADICTED, "order"),
    Case("First 50 mL a day was given, then 10 mL.", STEPS),
    Case("First 10 mL a day was given, then 50 mL.", STEPS, CONTRADICTED, "order"),
    Case("Memory improved more with 60 mL of alfalin than with 10 mL.", "Memory was better with alfalin 10 mL than with placebo. Memory improved with alfalin 30 mL and 60 mL.", FAIL, "compares no"),
    Case("Memory improved more with 60 mL of alfalin than with 10 mL.", "Memory was better with alfalin 60 mL than with alfalin 10 mL."),
    Case("Memory was better with 60 mL of alfalin than with placebo.", "Memory was better with alfalin 60 mL than with placebo."),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.claim)
def test_what_belongs_together_stays_together(case: Case) -> None:
    assert case.answer in (PASS, FAIL, CONTRADICTED)
    hold(exchange, case)
