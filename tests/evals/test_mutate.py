"""Rules damage or rewrite as their names say, leave alone what would stay true or false, and repeat with their seed."""

from __future__ import annotations

from random import Random

import pytest

from draftbot.evals.mutate import MUTATIONS, REWRITES, Rule, Scene, apply

RULES = {rule.kind: rule for rule in (*MUTATIONS, *REWRITES)}
SCENE = Scene(source="", names=("Alphadrug", "Betadrug"), arms=("Alphadrug", "Betadrug", "placebo"), single=True)


def outcomes(kind: str, text: str, scene: Scene = SCENE) -> set[str | None]:
    """Everything that a rule makes of a text over many seeds."""
    return {apply(RULES[kind], text, Random(seed), scene) for seed in range(40)}


ONLY_OUTCOME = [
    ("number swap", "Relief came to 64% of Alphadrug patients and 73% of placebo patients.", "Relief came to 73% of Alphadrug patients and 64% of placebo patients."),
    ("minus", "The score changed by −6.8 points.", "The score changed by 6.8 points."),
    ("P value", "It was better (P < 0.01).", "It was better (P < 0.001)."),
    ("comparison reversed", "Pain was less with Alphadrug than with placebo.", "Pain was less with placebo than with Alphadrug."),
    ("name swap", "Of 62 patients, 32 received Alphadrug and 30 placebo.", "Of 62 patients, 32 received placebo and 30 Alphadrug."),
    ("another name", "Betadrug was given.", "Alphadrug was given."),
    ("negation added", "Pain improved at week 4.", "Pain did not improve at week 4."),
    ("negation removed", "Pain did not improve at week 4.", "Pain improved at week 4."),
    ("direction flipped", "Awakenings decreased.", "Awakenings increased."),
    ("hedge removed", "Alphadrug probably reduced pain.", "Alphadrug reduced pain."),
    ("certainty raised", "It improved pain (low-certainty evidence)†", "It definitively improved pain (low-certainty evidence)†"),
    ("attribution dropped", "The authors concluded that short courses help.", "Short courses help."),
    ("attribution dropped", "In the X trial, pain rose†.", "In the X trial, pain rose."),
    ("quantifier widened", "One of the seven trials tested it.", "Most of the seven trials tested it."),
    ("analysis set", "It helped only in the per-protocol population.", "It helped."),
    ("endpoint", "Sleep, the primary endpoint, improved.", "Sleep, a secondary endpoint, improved."),
    ("population changed", "A trial in mild to moderate pain.", "A trial in severe pain."),
    ("numbers in words", "A trial in 62 patients.", "A trial in sixty-two patients."),
    ("numbers in digits", "A review of six trials.", "A review of 6 trials."),
    ("unit converted", "It was given at 2000 mg/day.", "It was given at 2 g/day."),
    ("unit converted", "It was given for 21 days.", "It was given for 3 weeks."),
    ("stated rounding", "In all, 3.8% stopped.", "In all, about 4% stopped."),
    ("stated rounding", "A review of 1,773 people.", "A review of about 1,800 people."),
    ("shortened", "It favoured Alphadrug (OR 3.32, 95% CI 1.20–9.21).", "It favoured Alphadrug."),
    ("moved to the front or end", "Sleep at week 4 was better.", "At week 4, sleep was better."),
    ("voice", "Alphadrug is made from porcine brain.", "Porcine brain is what Alphadrug is made from."),
    ("spelling", "A randomised trial in ischaemic stroke.", "A randomized trial in ischemic stroke."),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "text", "made"), ONLY_OUTCOME, ids=[f"{c[0]}: {c[1][:30]}" for c in ONLY_OUTCOME])
def test_what_a_rule_makes(kind: str, text: str, made: str) -> None:
    assert made in outcomes(kind, text)


LEFT_ALONE = [
    ("number", "The Miller 2008 trial tested it."),  # a year is a kind of its own
    ("number swap", "Assessed at 4 and 12 weeks with Alphadrug and placebo."),  # times are not arms' figures
    ("name swap", "Alphadrug and placebo were compared."),  # symmetrical: true either way
    ("comparison reversed", "Pain did not differ between Alphadrug and placebo."),
    ("frequency", "Activities of daily living were rated."),
    ("negation added", "Pain did not improve."),
    ("direction flipped", "Pain did not improve."),  # nor did it worsen: could stay true
    ("attribution dropped", "According to the X trial, pain was described as mild."),  # the trial is still named
    ("plural trials", "The trial was randomised."),
    ("half-true addition", "Pain was not reduced in the patients who received Alphadrug."),
    ("shortened", "It helped (RR 0.96, 95% CI 0.65–1.41; very low-certainty evidence)."),  # would lose a hedge
    ("numbers in digits", "A trial in forty-six patients."),
    ("unit converted", "It was given for 10 days."),
    ("merged", "A laboratory study in rats."),  # no sentence
]


@pytest.mark.parametrize(("kind", "text"), LEFT_ALONE, ids=[f"{c[0]}: {c[1][:30]}" for c in LEFT_ALONE])
def test_what_a_rule_leaves_alone(kind: str, text: str) -> None:
    scene = SCENE.model_copy(update={"true": ("Another sentence is true.",)})
    assert outcomes(kind, text, scene) == {None}


def test_another_number_is_nowhere_in_the_source() -> None:
    scene = SCENE.model_copy(update={"source": "51, 52, 53, 54, 55, 56, 57, 58, 59 of them."})
    made = outcomes("number", "Relief came to 5.0% of patients.", scene) - {None}
    assert made
    assert not any("50.0%" in text or "5.0%" in text for text in made if text)


def test_a_mutation_that_the_source_says_is_none() -> None:
    scene = SCENE.model_copy(update={"source": "Relief came with Alphadrug. Relief came with Betadrug."})
    assert outcomes("another name", "Relief came with Alphadrug.", scene) == {None}


def test_a_quotation_is_of_the_source_or_not_at_all() -> None:
    scene = SCENE.model_copy(update={"source": "Sleep was better with Alphadrug than with placebo."})
    text = "Sleep was better with Alphadrug than with placebo."
    assert outcomes("quoted", text, scene) == {f"“{text.removesuffix('.')},” in the words of the source."}
    assert outcomes("quoted", "Sleep was worse.", scene) == {None}
    assert outcomes("quote altered", text, scene) == {
        "“Sleep was worse with Alphadrug than with placebo,” in the words of the source."
    }


@pytest.mark.parametrize("rule", RULES.values(), ids=list(RULES))
def test_the_same_seed_makes_the_same_text(rule: Rule) -> None:
    text = "In 62 patients, pain at week 4 was probably better with Alphadrug 10 mL daily than with placebo (OR 3.32)."
    first, second = (apply(rule, text, Random(7), SCENE) for _ in range(2))
    assert first == second
    assert first != text
