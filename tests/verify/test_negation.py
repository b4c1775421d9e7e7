"""What a claim denies, its source must deny; and what it affirms, its source may not deny."""

from __future__ import annotations

import pytest

from draftbot.verify.checks import negation
from verify.cases import CANNOT_TELL, CONTRADICTED, Case, hold

REDUCED = "Alfalin reduced infarct volume in patients with stroke."
NOT_REDUCED = "Alfalin did not significantly reduce infarct volume in patients with stroke."
NO_DIFFERENCE = "There was no significant difference between alfalin and placebo in pain at week 4."
DEATHS = "No deaths occurred with alfalin during the trial."
NO_EVIDENCE = "The review found no evidence that alfalin improves memory in dementia."
MIXED = "Alfalin improved memory at week 4, but it did not improve attention at week 4."

CASES = [
    # true paraphrases
    Case("Infarct volume in stroke patients was reduced by alfalin.", REDUCED),
    Case("Infarct volume in patients with stroke was not significantly reduced by alfalin.", NOT_REDUCED),
    Case("Alfalin failed to reduce infarct volume significantly in patients with stroke.", NOT_REDUCED),
    Case("In stroke patients, alfalin did not lower infarct volume significantly.", NOT_REDUCED),
    Case("Pain at week 4 did not differ significantly between alfalin and placebo.", NO_DIFFERENCE),
    Case("Alfalin and placebo were not significantly different in pain at week 4.", NO_DIFFERENCE),
    Case("Pain at week 4 was similar with alfalin and placebo.", NO_DIFFERENCE),
    Case("No one died on alfalin during the trial.", "No one taking alfalin died during the trial."),
    Case("There were no deaths with alfalin during the trial.", DEATHS),
    Case("The trial of alfalin had no deaths.", DEATHS),
    Case("No evidence of improved memory in dementia was found for alfalin.", NO_EVIDENCE),
    Case("Alfalin improved memory at week 4.", MIXED),
    Case("Alfalin did not improve attention at week 4.", MIXED),
    Case("Alfalin improved not only memory but also sleep.", "Alfalin improved both memory and sleep."),
    Case("Alfalin improved memory and sleep.", "Alfalin improved not only memory but also sleep."),
    Case("Alfalin was given for no more than 10 days.", "Alfalin was given for at most 10 days."),
    Case("Neither alfalin nor betarin improved survival.", "Survival was not improved by alfalin or betarin."),
    Case("Treatment with alfalin lacked efficacy in dementia.", "Alfalin showed no efficacy in dementia."),
    Case("Pain was unchanged with alfalin.", "Pain did not change with alfalin."),
    Case("The trial of alfalin was not blinded.", "The trial of alfalin was unblinded."),
    Case("Mice lacking the receptor had more seizures on alfalin.", "Mice without the receptor had more seizures on alfalin."),
    Case("Alfalin is not approved in the European Union.", "In the European Union alfalin has not been approved."),
    Case("The report of alfalin mentions neither randomisation nor blinding.", "Randomisation and blinding in the report of alfalin are not mentioned."),
    Case("For alfalin, the abstract states no figures, no dose and no duration.", "The abstract gives no figures, dose or duration for alfalin."),
    Case("The FDA has not approved alfalin.", "Alfalin is not FDA-approved."),
    # a denial removed
    Case("The FDA has approved alfalin.", "Alfalin is not FDA-approved.", CONTRADICTED),
    Case("Alfalin significantly reduced infarct volume in patients with stroke.", NOT_REDUCED, CONTRADICTED, "affirms"),
    Case("There was a significant difference between alfalin and placebo in pain at week 4.", NO_DIFFERENCE, CONTRADICTED, "affirms"),
    Case("Pain at week 4 differed significantly between alfalin and placebo.", NO_DIFFERENCE, CONTRADICTED, "affirms"),
    Case("Deaths occurred with alfalin during the trial.", DEATHS, CONTRADICTED, "affirms"),
    Case("The review found evidence that alfalin improves memory in dementia.", NO_EVIDENCE, CONTRADICTED, "affirms"),
    Case("Alfalin improved attention at week 4.", MIXED, CONTRADICTED, "not improve"),
    Case("Neither drug failed: alfalin improved survival.", "Neither alfalin nor betarin improved survival.", CONTRADICTED),
    Case("Alfalin is approved in the European Union.", "In the European Union alfalin has not been approved.", CONTRADICTED, "not been approved"),
    Case("The trial of alfalin was blinded.", "The trial of alfalin was unblinded.", CONTRADICTED, "'unblinded'"),
    Case("Alfalin was effective in dementia.", "Alfalin was ineffective in dementia.", CONTRADICTED, "'ineffective'"),
    # a denial added
    Case("Alfalin did not reduce infarct volume in patients with stroke.", REDUCED, CONTRADICTED, "source: 'Alfalin reduced infarct volume"),
    Case("Alfalin never reduced infarct volume in patients with stroke.", REDUCED, CONTRADICTED, "denies"),
    Case("Alfalin failed to reduce infarct volume in patients with stroke.", REDUCED, CONTRADICTED, "failed to reduce"),
    Case("Alfalin did not improve memory at week 4.", MIXED, CONTRADICTED, "denies"),
    Case("There was no association between alfalin and seizures.", "Alfalin was associated with seizures.", CONTRADICTED, "no association"),
    Case("Alfalin wasn't effective in dementia.", "Alfalin was effective in dementia.", CONTRADICTED, "denies"),
    # both deny, or the denied word is not the source's: a reader must tell
    Case("The score was not 3 with alfalin.", "The score was 3 with alfalin.", CONTRADICTED, "not 3"),
    Case("The score was not 24 [21.5; 25] with alfalin.", "The score was 24 [21.5; 25] with alfalin.", CONTRADICTED, "not 24"),
    Case("Memory was not restored faster with alfalin.", "Memory was restored faster with alfalin.", CONTRADICTED, "not restored"),
    Case("Memory was restored faster with alfalin.", "Memory was restored faster with alfalin."),
    Case("Alfalin reduced pain without sedation in the trial.", "Alfalin reduced pain in the trial.", CANNOT_TELL, "without sedation"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.claim)
def test_denials_agree_with_the_source(case: Case) -> None:
    hold(negation, case)
