"""Who has more, and who does better: order and voice do not matter, the sides do."""

from __future__ import annotations

import pytest

from draftbot.verify.checks import comparison
from verify.cases import CONTRADICTED, Case, hold

BETTER = "Arm function was better with alfalin than with placebo."
DEATHS = "Mortality was lower in the alfalin group than in the betarin group."
FAVOURED = "Global change at 4 weeks favoured alfalin over betarin."
SUPERIOR = "Alfalin was superior to betarin in patients with stroke."
SCORES = "The score was 3 with alfalin and 5 with betarin, in favour of alfalin (P = 0.03)."
ADDED = "Alfalin added to betarin reduced pain."
FIRST = "Patients received alfalin followed by betarin."

CASES = [
    Case("Alfalin gave better arm function than placebo.", BETTER),
    Case("Compared with placebo, arm function improved with alfalin.", BETTER),
    Case("Arm function was worse with placebo than with alfalin.", BETTER),
    Case("Alfalin outperformed placebo in arm function.", BETTER),
    Case("Placebo was outperformed by alfalin in arm function.", BETTER),
    Case("Mortality was higher with betarin than with alfalin.", DEATHS),
    Case("Compared with betarin, alfalin reduced mortality.", DEATHS),
    Case("Fewer alfalin patients died than betarin patients.", DEATHS),
    Case("Relative to betarin, mortality was lower with alfalin.", DEATHS),
    Case("Global change at 4 weeks was in favour of alfalin over betarin.", FAVOURED),
    Case("At 4 weeks, global change was better with alfalin than with betarin.", FAVOURED),
    Case("Betarin was inferior to alfalin in patients with stroke.", SUPERIOR),
    Case("In patients with stroke, alfalin was superior to betarin.", SUPERIOR),
    Case("The score was better with alfalin than with betarin (3 versus 5).", SCORES),
    Case("Alfalin reduced pain when added to betarin.", ADDED),
    Case("Alfalin followed by betarin was given to patients.", FIRST),
    Case("Alfalin was compared with placebo.", BETTER),
    # the sides exchanged
    Case("Arm function was better with placebo than with alfalin.", BETTER, CONTRADICTED, "the other way round"),
    Case("Arm function was worse with alfalin than with placebo.", BETTER, CONTRADICTED, "source: 'Arm function was better"),
    Case("Placebo outperformed alfalin in arm function.", BETTER, CONTRADICTED, "article: 'Placebo outperformed"),
    Case("Alfalin was outperformed by placebo in arm function.", BETTER, CONTRADICTED),
    Case("Compared with placebo, arm function worsened with alfalin.", BETTER, CONTRADICTED),
    Case("Mortality was lower in the betarin group than in the alfalin group.", DEATHS, CONTRADICTED),
    Case("Mortality was higher with alfalin than with betarin.", DEATHS, CONTRADICTED),
    Case("Compared with alfalin, betarin reduced mortality.", DEATHS, CONTRADICTED),
    Case("Global change at 4 weeks favoured betarin over alfalin.", FAVOURED, CONTRADICTED),
    Case("At 4 weeks, global change was better with betarin than with alfalin.", FAVOURED, CONTRADICTED),
    Case("Alfalin was inferior to betarin in patients with stroke.", SUPERIOR, CONTRADICTED),
    Case("Betarin was superior to alfalin in patients with stroke.", SUPERIOR, CONTRADICTED),
    Case("The score was 3 with alfalin and 5 with betarin, in favour of betarin (P = 0.03).", SCORES, CONTRADICTED),
    Case("Betarin added to alfalin reduced pain.", ADDED, CONTRADICTED),
    Case("Patients received betarin followed by alfalin.", FIRST, CONTRADICTED),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.claim)
def test_the_sides_of_a_comparison_stand_as_in_the_source(case: Case) -> None:
    hold(comparison, case)
