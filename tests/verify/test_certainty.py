"""No surer than the source. All synthetic."""

from __future__ import annotations

import pytest

from draftbot.verify.checks import certainty
from verify.cases import CONTRADICTED, FAIL, PASS, Case, hold

CASES = [
    Case("Alfalin probably reduced pain.", "Alfalin probably reduced pain.", PASS),
    Case("It is likely that alfalin reduced pain.", "Alfalin probably reduced pain.", PASS),
    Case("Alfalin reduced pain.", "Alfalin probably reduced pain.", FAIL, "less certain (probably)"),
    Case("Alfalin reduced pain.", "Alfalin may reduce pain.", FAIL, "less certain (may)"),
    Case("Alfalin could reduce pain.", "Alfalin may reduce pain.", PASS),
    Case("Alfalin has been proved to reduce pain.", "Alfalin reduced pain.", FAIL, "proved"),
    Case("Alfalin reduced pain (low-certainty evidence).", "Alfalin reduced pain (low-certainty evidence).", PASS),
    Case("Alfalin reduced pain, on evidence of low certainty.", "Alfalin reduced pain (low-certainty evidence).", PASS),
    Case("Alfalin reduced pain (moderate-certainty evidence).", "Alfalin reduced pain (very low-certainty evidence).", CONTRADICTED, "source: very low, article: moderate"),
    Case("Alfalin caused less pain.", "Alfalin was associated with less pain.", FAIL, "names no cause"),
    Case("Pain fell by roughly 50% with alfalin.", "Pain fell by about 50% with alfalin.", PASS),
    Case("Pain fell by 50% with alfalin.", "Pain fell by about 50% with alfalin.", FAIL, "about"),
    Case("There was no difference in pain with alfalin.", "There was little or no difference in pain with alfalin.", FAIL, "little"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.claim)
def test_doubt_is_kept_and_no_certainty_is_added(case: Case) -> None:
    hold(certainty, case)
