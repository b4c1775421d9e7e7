"""Animal findings say so, and one trial is not "trials". All synthetic."""

from __future__ import annotations

import pytest

from draftbot.verify.checks import scope
from verify.cases import FAIL, Case, hold

RATS = "Alfalin reduced infarct volume in rats by 30%."
DISH = "Alfalin at 10 µg/mL bound the receptor (80.1%) in vitro."
TRIAL = "Alfalin improved memory in patients with stroke (P = 0.03)."
POOLED = "Alfalin improved memory in six trials (SMD 0.4)."

CASES = [
    Case("Alfalin reduced infarct volume in rats by 30%.", RATS, design="preclinical", species="rat"),
    Case("In rodents, alfalin reduced infarct volume by 30%.", RATS, design="preclinical", species="rat"),
    Case("In animals, alfalin reduced infarct volume by 30%.", RATS, design="preclinical", species="rat"),
    Case("Alfalin reduced infarct volume by 30%.", RATS, FAIL, "animals or the laboratory", design="preclinical", species="rat"),
    Case("Alfalin reduced infarct volume in patients by 30%.", RATS, FAIL, "animals", design="preclinical", species="rat"),
    Case("Alfalin at 10 µg/mL bound the receptor (80.1%) in vitro.", DISH, design="preclinical", species=None),
    Case("Alfalin at 10 µg/mL bound the receptor (80.1%).", DISH, FAIL, "laboratory", design="preclinical", species=None),
    Case("Alfalin improved memory in patients with stroke (P = 0.03).", TRIAL),
    Case("Trials showed that alfalin improved memory in patients with stroke (P = 0.03).", TRIAL, FAIL, "one study is cited"),
    Case("Studies showed that alfalin improved memory in patients with stroke.", TRIAL, FAIL, "one study"),
    Case("Alfalin improved memory in trials (SMD 0.4).", POOLED, design="meta-analysis"),
    Case("Trials showed that alfalin improved memory (SMD 0.4).", "Alfalin improved memory (SMD 0.4).", design="systematic-review"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.claim)
def test_the_wording_stays_within_what_was_studied(case: Case) -> None:
    hold(scope, case)
