"""When a proved sentence may stand in a statement's place, and which sentences are on record."""

from __future__ import annotations

import pytest
from desk import Case

from draftbot.draft.model.telling import Grounds, telling
from draftbot.records.unit import Unit
from draftbot.records.verdict import EvidenceSpan
from draftbot.verify import verify_units
from draftbot.verify.recorded import on_record

PROOF = frozenset({EvidenceSpan(source="s", start=0, end=9, quote="the proof")})


def _unit(key: str, text: str) -> Unit:
    return Unit(id=key, section="x", kind="sentence", text=text, sources=("s",))


# statement, what a model wrote, both resting on the same sentence?, told?
CASES = [
    ("Death was rarer with A than with B (RR 0.5).", "With A, death was rarer than with B (RR 0.5).", False, True),
    ("Death was rarer with A than with B (RR 0.5).", "With A, death was rarer than with B.", True, False),
    ("Cognition at week 24 was better with A than with B.", "At week 24 A was ahead in cognition.", True, True),
    ("Cognition at week 24 was better with A than with B.", "At week 24 A was ahead in cognition.", False, False),
    ("Cognition at week 24 was not better with A.", "Cognition at week 24 was seen with A.", True, False),
    ("Cognition may be better with A than with B.", "Cognition is better with A than with B.", True, False),
    ("A cut serious adverse events in the trial.", "A cut events in the trial.", True, False),
    ("A reduced infarct volume in rats.", "A reduced infarct volume.", True, False),
    ("In the Poon 2020 trial, A was better than B.", "A was better than B in the trial of Poon.", False, True),
    ("The Poon 2020 study compared A daily with B.", "Patients were given A daily or B.", True, True),
    ("The dose of A was comparable with that of B.", "The dose of A was given, and that of B.", True, False),
    ("The authors called the effect of A small.", "The authors regard the effect of A as small.", True, True),
    ("The authors called the effect of A small.", "The effect of A was small.", True, False),
    ("A was described as safe.", "A was said to be safe.", True, True),
    ("A may reduce deaths.", "A is reported to reduce deaths.", True, False),
    (
        "Only A was eligible, so doses were not compared.",
        "As only A was eligible, nothing is said of doses.",
        True,
        True,
    ),
    ("The Poon study of A showed less pain in rats.", "Rats on A showed less pain.", False, True),
    ("The Poon study of A in stroke found less pain.", "Pain was less on A.", False, False),
]


@pytest.mark.parametrize(("statement", "written", "same", "told"), CASES)
def test_a_sentence_tells_a_statement_when_no_figure_and_no_reservation_is_lost(
    statement: str, written: str, same: bool, told: bool
) -> None:
    unit, own = _unit("statement", statement), _unit("written", written)
    proofs = {"statement": PROOF, "written": PROOF if same else frozenset()}
    grounds = Grounds(proofs, {"s": frozenset({"num:2020"})}, {"s": frozenset({"poon"})})
    assert telling([own], unit, grounds) == ((own,) if told else ())


def test_a_sentence_that_tells_another_statement_does_not_stand_for_one_that_rests_on_the_same_proof() -> None:
    """Both findings stand in one sentence of the source: what tells the first leaves the second to be printed."""
    first = _unit("first", "A and B improved recovery and reduced deficits in rats with ischaemia.")
    second = _unit("second", "A reduced necrosis in acute ischaemia in rats.")
    own = _unit("own", "In rats with acute or chronic ischaemia, A and B improved recovery and reduced deficits.")
    grounds = Grounds({"first": PROOF, "second": PROOF, "own": PROOF})
    assert telling([own], first, grounds, [first, second]) == (own,)
    assert telling([own], second, grounds, [first, second]) == ()


def test_of_two_sentences_that_tell_a_statement_the_one_that_tells_more_stands() -> None:
    statement = _unit("statement", "A reduced necrosis and oedema in acute ischaemia in rats.")
    less, more = _unit("less", "Rats on A had less oedema."), _unit("more", "In rats, A reduced necrosis and oedema.")
    grounds = Grounds({"statement": PROOF, "less": PROOF, "more": PROOF})
    assert telling([less, more], statement, grounds, [statement]) == (more,)


def test_what_no_proof_rests_on_proves_nothing_on_record(synthetic: Case) -> None:
    said = "Adverse events were recorded in 21% of Examplopril patients and 19% of placebo patients."
    unit = Unit(id="x", section="x", kind="sentence", text=said, sources=("synthetic-trial-a",))
    proof = verify_units([unit], synthetic.context)["x"]
    assert proof.verdict == "supported"
    assert verify_units([unit], on_record(synthetic.context, [unit], {"x": proof}))["x"].verdict == "supported"
    assert verify_units([unit], on_record(synthetic.context, [], {}))["x"].verdict != "supported"
