"""Figures: units, durations and roundings that are equal pass, those that are not are contradicted. All synthetic."""

from __future__ import annotations

from hashlib import sha256

import pytest

from draftbot.records.reference import Bibliography, Reference, StudyCard
from draftbot.records.source_text import SourceText
from draftbot.records.unit import Unit
from draftbot.records.verdict import CheckResult
from draftbot.verify import Context
from draftbot.verify.checks import arms, numbers
from draftbot.verify.claims import claims_of


def asked(context: Context, source: str, claim: str) -> list[CheckResult]:
    text = SourceText(source="x", kind="excerpt", text=source, sha256=sha256(source.encode()).hexdigest())
    card = StudyCard(called="the source", design="other")
    kind = Bibliography(type="report")
    reference = Reference(id="x", bibliography=kind, card=card, text_kind="excerpt", text_seen="full-text", text=())
    library = context.library.holding(text, reference)
    unit = Unit(id="u", section="s", kind="sentence", text=claim, sources=("x",))
    return [check.check(one, library) for one in claims_of(unit, library) for check in (numbers, arms)]


EQUAL = [
    ("The drug was given at 100 µg daily.", "The drug was given daily at 100 micrograms."),
    ("The drug was given at 0.1 mg daily.", "The drug was given daily at 100 micrograms."),
    ("The drug was infused at 2000 mg/day.", "The drug was infused at 2 g a day."),
    ("The drug was given at 25 nmol/kg.", "The drug was given at 25 nanomoles per kilogram."),
    ("Doses were 0.5, 2.0 or 5.0 µg/kg.", "Doses were 0.5, 2.0 or 5.0 micrograms per kilogram."),
    ("Patients received 50 mL of the drug.", "Patients received fifty millilitres of the drug."),
    ("The drug was given for 21 days.", "The drug was given for three weeks."),
    ("Treatment began within 48 hours.", "Treatment began within two days."),
    ("Treatment began 24 to 72 hours after onset.", "Treatment began one to three days after onset."),
    ("The patients had scores of 14–20.", "Scores in these patients ran from 14 to 20."),
    ("There were 1,773 people in the trials.", "There were nearly 1,800 people in the trials."),
    ("There were 503 people in the trial.", "There were just over 500 people in the trial."),
    ("The mean age was 45.3 years.", "The mean age was about 45 years."),
    ("The score changed by -6.8 points.", "The score dropped by 6.8 points."),
    ("The change was −2.3 (P = 0.005).", "The change was -2.3 (P = .005)."),
    ("Test 1 favoured the drug (MW 0.73).", "The value was 0.73 for test 1."),
    ("68 patients (76%) responded.", "Of the patients, 76% responded."),
]
DIFFERENT = [
    ("The drug was given at 0.1 mg daily.", "The drug was given daily at 10 micrograms."),
    ("The drug was given at 10 mg.", "The drug was given at 10 g."),
    ("The drug was given at 10 mg.", "The drug was given at 10 mL."),
    ("The drug was given at 2000 mg/day.", "The drug was given at 2000 mg."),
    ("The drug was given for 21 days.", "The drug was given for three months."),
    ("Follow-up was 3 months.", "Follow-up was 12 weeks."),
    ("There were 1,773 people.", "There were 1,800 people."),
    ("There were 1,773 people.", "There were more than 1,800 people."),
    ("There were 503 people.", "There were nearly 500 people."),
    ("There were 503 people.", "There were about 600 people."),
    ("The score changed by -6.8 points.", "The score rose by 6.8 points."),
    ("The patients had scores of 14–20.", "Scores in these patients ran from 14 to 21."),
]


@pytest.mark.parametrize(("source", "claim"), EQUAL)
def test_equal_figures_pass(context: Context, source: str, claim: str) -> None:
    assert [result.reason for result in asked(context, source, claim) if result.answer != "pass"] == []


@pytest.mark.parametrize(("source", "claim"), DIFFERENT)
def test_other_figures_fail_and_are_shown(context: Context, source: str, claim: str) -> None:
    failed = [result for result in asked(context, source, claim) if result.answer == "fail"]
    assert failed
    assert failed[0].span is not None
    assert "not in the cited source" in failed[0].reason


NAMED = [
    ("FGF21 protected the arteries of mice.", "Fibroblast growth factor 21 protected the arteries of mice.", True),
    ("Carriers of a BRCA1 mutation had a higher risk.", "Carriers of a BRCA 1 mutation had a higher risk.", True),
    ("IL-8 fell in the patients.", "Interleukin 8 fell in the patients.", True),
    ("FGF21 protected the arteries of mice.", "Fibroblast growth factor 12 protected the arteries of mice.", False),
    ("FGF21 protected the arteries of mice.", "The arteries of 21 mice were protected.", False),
    ("D2 receptors were blocked.", "The drug blocked receptors on day 2.", False),
    ("DSIP 25 nmol/kg was compared with placebo.", "DSIP 25 µmol/kg was compared with placebo.", False),
    ("The trials gave 2000 mg/day.", "The trials gave 2000 mg/week.", False),
]


@pytest.mark.parametrize(("source", "claim", "same"), NAMED)
def test_the_number_of_a_name_is_no_figure(context: Context, source: str, claim: str, same: bool) -> None:
    failed = [one for one in asked(context, source, claim) if one.check == "numbers" and one.answer == "fail"]
    assert bool(failed) is not same


OTHERS = [
    ("The mean time was 13.34 minutes in the trial.", "Implants were held by two plates in the trial.", False),
    ("The trial included 68 patients.", "The trial included 72 patients.", True),
]


@pytest.mark.parametrize(("source", "claim", "denied"), OTHERS)
def test_only_a_figure_of_the_same_thing_contradicts(context: Context, source: str, claim: str, denied: bool) -> None:
    failed = [one for one in asked(context, source, claim) if one.check == "numbers" and one.answer == "fail"]
    assert [one.contradicts for one in failed] == [denied]


GROUPS = [
    ("Events were recorded in 64% of Cerebrolysin patients and 73% of placebo patients.", "Events were fewer with Cerebrolysin (64%) than with placebo (73%).", True),
    ("Events were recorded in 64% of Cerebrolysin patients and 73% of placebo patients.", "Events were fewer with Cerebrolysin (73%) than with placebo (64%).", False),
    ("68 patients (76%) responded with Cerebrolysin and 51 (57%) with placebo.", "57% of the placebo group responded.", True),
    ("The trial compared Cerebrolysin 30 mL/day with placebo.", "Patients on Cerebrolysin 30 mL/day were compared with placebo.", True),
    ("The primary ensemble favoured Cerebrolysin (MW 0.63).", "The ensemble failed to reach significance (MW 0.63).", True),
]  # fmt: skip


@pytest.mark.parametrize(("source", "claim", "same"), GROUPS)
def test_a_figure_belongs_to_its_group(context: Context, source: str, claim: str, same: bool) -> None:
    swapped = [result for result in asked(context, source, claim) if result.check == arms.NAME and result.contradicts]
    assert (not swapped) == same
