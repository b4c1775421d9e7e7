"""Kinds of things exclude each other: subjects, severity, design, route, material. All synthetic."""

from __future__ import annotations

import pytest

from draftbot.verify.checks import attributes
from verify.cases import CONTRADICTED, PASS, Case, hold

CASES = [
    Case("In rats with stroke, alfalin improved arm function.", "Alfalin improved arm function in rats with stroke.", PASS),
    Case("In mice with stroke, alfalin improved arm function.", "Alfalin improved arm function in rats with stroke.", CONTRADICTED, "source: rats, article: mice"),
    Case("In patients with stroke, alfalin improved arm function.", "Alfalin improved arm function in rats with stroke.", CONTRADICTED, "source: rats"),
    Case("It was a prospective trial of alfalin.", "The trial of alfalin was prospective.", PASS),
    Case("It was a retrospective trial of alfalin.", "The trial of alfalin was prospective.", CONTRADICTED, "source: prospective, article: retrospective"),
    Case("Alfalin was tested in an open-label trial.", "Alfalin was tested in a double-blind trial.", CONTRADICTED, "article: open-label"),
    Case("Alfalin was tested in severe stroke.", "Alfalin was tested in mild to moderate stroke.", CONTRADICTED, "article: severe"),
    Case("Alfalin is made from the blood of calves.", "Alfalin is made from calf blood.", PASS),
    Case("Alfalin is made from the blood of pigs.", "Alfalin is made from calf blood.", CONTRADICTED, "source: calf, article: pigs"),
    Case("Alfalin was diluted in glucose.", "Alfalin was diluted in saline.", CONTRADICTED, "source: saline, article: glucose"),
    Case("Alfalin was given under the skin.", "Alfalin was given subcutaneously.", PASS),
    Case("Alfalin was given into a muscle.", "Alfalin was given subcutaneously.", CONTRADICTED),
    Case("Alfalin improved pain in patients with epilepsy.", "Alfalin improved pain in patients with stroke.", CONTRADICTED, "source: patients with stroke, article: patients with epilepsy"),
    Case("The effect of alfalin was large.", "The effect of alfalin was small to medium.", CONTRADICTED, "article: large"),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.claim)
def test_what_kind_of_thing_is_spoken_of_stays(case: Case) -> None:
    hold(attributes, case)
