"""The exact facts that stand beside the network's odds: each says what it is named for."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftbot.grounding.facts import facts
from draftbot.records.grounding import Pair

SOURCE = "Forty patients took Cortexin. Mortality increased with the drug. Sleep did not improve at 3.5 mg."
CASES = [
    ("Mortality decreased with the drug.", "direction reversed", 1),
    ("Mortality increased with the drug.", "direction reversed", 0),
    ("Mortality rose with the drug.", "direction agrees", 1),
    ("Mortality increased and then decreased with the drug.", "direction reversed", 0),
    ("Sleep improved at 3.5 mg.", "negation differs", 1),
    ("Sleep was no better at 3.5 mg.", "negation differs", 0),
    ("Mortality did not increase with the drug.", "negated", 1),
    ("Forty patients took it.", "figures missing", 0),
    ("40 patients took it.", "figures missing", 0),
    ("41 patients took it.", "figures missing", 1),
    ("Sleep was bad at 3.6 mg.", "figures missing", 1),
    ("The patients took Cerebrolysin.", "names missing", 1),
    ("The patients took Cortexin.", "names missing", 0),
    ("Mortality may have increased.", "hedged", 1),
    ("Mortality increased with the drug.", "near", 1),
    ("The weather was fine.", "near", 0),
]


@pytest.mark.parametrize(("claim", "name", "value"), CASES)
def test_a_fact_is_what_its_name_says(claim: str, name: str, value: float) -> None:
    assert facts(Pair(source=SOURCE, claim=claim))[name] == value


@given(st.text(max_size=80), st.text(min_size=1, max_size=80))
def test_any_text_has_finite_facts(source: str, claim: str) -> None:
    assert all(0 <= value < 20 for value in facts(Pair(source=source, claim=claim)).values())
