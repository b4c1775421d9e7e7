"""More or less, better or worse: a claim points the same way as its source."""

from __future__ import annotations

import pytest

from draftbot.verify.checks import direction
from verify.cases import CONTRADICTED, Case, hold

FELL = "Blood pressure decreased by 10 mmHg with alfalin over 8 weeks."
BETTER = "Memory improved with alfalin in patients with dementia."
DEATH = "Alfalin increased mortality in patients with stroke."
LESS_PAIN = "Alfalin reduced pain after surgery."
TURN = "The half-life of enkephalin was reduced in the patients and rose during treatment with alfalin."
EXTENT = "Alfalin, and betarin to a lesser extent, improved recovery."
FAST = "Memory was restored faster with alfalin in patients with stroke."
TWO = "Alfalin improved neurological recovery and reduced cognitive deficits in stroke."

CASES = [
    Case("Alfalin lowered blood pressure by 10 mmHg over 8 weeks.", FELL),
    Case("Over 8 weeks, a reduction in blood pressure of 10 mmHg was seen with alfalin.", FELL),
    Case("Blood pressure fell by 10 mmHg with alfalin over 8 weeks.", FELL),
    Case("Alfalin enhanced memory in patients with dementia.", BETTER),
    Case("An improvement in memory was seen with alfalin in patients with dementia.", BETTER),
    Case("In stroke patients, mortality rose with alfalin.", DEATH),
    Case("Mortality in patients with stroke was raised by alfalin.", DEATH),
    Case("Pain after surgery was lower with alfalin.", LESS_PAIN),
    Case("Alfalin improved pain after surgery.", LESS_PAIN),
    Case("Pain after surgery was alleviated by alfalin.", LESS_PAIN),
    Case("The half-life of enkephalin rose during treatment with alfalin.", TURN),
    Case("Alfalin, and betarin to a greater extent, improved recovery.", EXTENT, CONTRADICTED),
    Case("Memory was restored slower with alfalin in patients with stroke.", FAST, CONTRADICTED),
    Case("Cognitive deficits in stroke were reduced by alfalin.", TWO),
    Case("Alfalin improved neurological recovery in stroke.", TWO),
    Case("Blood pressure did not increase with alfalin over 8 weeks.", FELL),
    Case("Alfalin was given for three or more days.", "Alfalin was given for at least three days, and less often after that."),
    Case("Mortality was lower with alfalin than with placebo.", "Mortality was higher with placebo than with alfalin."),
    # reversed
    Case("Blood pressure increased by 10 mmHg with alfalin over 8 weeks.", FELL, CONTRADICTED, "source: 'decreased', article: 'increased'"),
    Case("Alfalin raised blood pressure by 10 mmHg over 8 weeks.", FELL, CONTRADICTED, "'raised'"),
    Case("Memory worsened with alfalin in patients with dementia.", BETTER, CONTRADICTED, "source: 'improved'"),
    Case("Memory deteriorated with alfalin in patients with dementia.", BETTER, CONTRADICTED, "'deteriorated'"),
    Case("Alfalin reduced mortality in patients with stroke.", DEATH, CONTRADICTED, "source: 'increased'"),
    Case("Alfalin improved mortality in patients with stroke.", DEATH, CONTRADICTED, "'improved'"),
    Case("Alfalin worsened pain after surgery.", LESS_PAIN, CONTRADICTED, "'worsened'"),
    Case("Alfalin increased pain after surgery.", LESS_PAIN, CONTRADICTED, "'increased'"),
    Case("Alfalin worsened neurological recovery and reduced cognitive deficits in stroke.", TWO, CONTRADICTED, "'worsened'"),
    Case("Alfalin improved neurological recovery and increased cognitive deficits in stroke.", TWO, CONTRADICTED, "'increased'"),
    Case("A rise in blood pressure of 10 mmHg was seen with alfalin over 8 weeks.", FELL, CONTRADICTED, "'rise'"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.claim)
def test_directions_agree_with_the_source(case: Case) -> None:
    hold(direction, case)
