"""The matched pairs that the grounding model is trained on: neither claim nor source may give the label away.
All sentences are synthetic."""

from __future__ import annotations

import random
from collections import defaultdict

import pytest
from training.grounding import made, mistakes, table
from training.grounding.rewrites import rewrite

PASSAGE = [
    "Alfalin reduced pain more than placebo in adults with migraine.",
    "Scores were higher in the treatment group than in the control group at 12 weeks.",
    "Nausea may occur in some patients who take 20 mg of alfalin daily.",
    "Mortality was not assessed during the trial.",
    "The authors received 15 grants and 3 awards for this work.",
]

CHANGED = [
    (mistakes.sides, "Alfalin beat insulin less often than heparin did.", "Alfalin beat heparin less often than insulin did."),
    (mistakes.sides, "Scores were higher in the treated group than in the control group.", "Scores were higher in the control group than in the treated group."),
    (mistakes.sides, "Pain fell with alfalin compared with usual care.", "Pain fell with usual care compared with alfalin."),
    (mistakes.exchange, "Of 80 patients 30 responded.", "Of 30 patients 80 responded."),
    (mistakes.negation, "Mortality was not assessed.", "Mortality was assessed."),
    (mistakes.negation, "Mortality was assessed.", "Mortality was not assessed."),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "sentence", "expected"), CHANGED)
def test_an_error_is_the_one_that_is_asked_for(rule: mistakes.Rule, sentence: str, expected: str) -> None:
    change = rule(sentence, sentence, random.Random(1))
    assert change is not None
    assert change.text == expected


@pytest.mark.parametrize("sentence", ["Nausea may occur.", "Most patients improved.", "The effect is probably small."])
def test_a_stronger_claim_leaves_the_weaker_one_true(sentence: str) -> None:
    change = mistakes.stronger(sentence, sentence, random.Random(1))
    assert change is not None
    assert change.one_way


@pytest.mark.parametrize("rule", [rule for rule, _ in mistakes.RULES])
def test_no_error_is_made_where_none_is_possible(rule: mistakes.Rule) -> None:
    assert rule("Nothing here", "Nothing here", random.Random(1)) is None


def test_only_the_kinds_asked_for_are_made() -> None:
    made_kinds = {
        change.kind
        for seed in range(40)
        for sentence in PASSAGE
        if (change := mistakes.change(sentence, " ".join(PASSAGE), random.Random(seed), ("sides", "negation")))
    }
    assert made_kinds == {"sides", "negation"}


def test_a_rewrite_depends_on_the_seed_and_not_on_the_word_that_an_error_changed() -> None:
    for seed in range(60):
        true = rewrite("Alfalin reduced pain in adults.", "", random.Random(seed))
        false = rewrite("Betarin reduced pain in adults.", "", random.Random(seed))
        assert true.lower().replace("alfalin", "betarin") == false.lower()


def test_claims_and_sources_carry_both_labels() -> None:
    by_claim, by_source = defaultdict(set), defaultdict(set)
    for seed in range(300):
        rows = list(
            made.quadruple(PASSAGE, random.Random(seed), ("number", "contrast", "negation", "sides", "exchange"))
        )
        if len(rows) < 4:
            continue
        for row in rows:
            by_claim[seed, row["claim"]].add(row["label"])
            by_source[seed, row["source"]].add(row["label"])
    assert by_claim
    assert set(map(frozenset, by_claim.values())) == {frozenset({"supported", "contradicted"})}
    assert set(map(frozenset, by_source.values())) == {frozenset({"supported", "contradicted"})}


def test_the_words_that_are_wrong_are_marked() -> None:
    rows = [row for seed in range(80) for row in made.quadruple(PASSAGE, random.Random(seed), ("number",))]
    marked = [row for row in rows if "wrong" in row]
    assert marked
    for row in marked:
        assert row["label"] != "supported"
        assert all(row["claim"][start:end].strip() for start, end in row["wrong"])


def test_a_share_of_each_kind_is_kept() -> None:
    rows = [{"origin": kind} for kind, number in (("rare", 5), ("common", 500)) for _ in range(number)]
    kept = made.capped(rows, 100, random.Random(1))
    assert len(kept) == 100
    assert sum(row["origin"] == "rare" for row in kept) == 5


def test_a_table_of_inference_gives_pairs_and_leaves_its_heading_out() -> None:
    lines = ["Premise\tHypothesis\tLabel\n", 'He said "no".\tHe spoke.\tentailment\n', "A\tB\tneutral\n", "broken\n"]
    found = [(pair["claim"], pair["label"]) for pair in table.pairs(lines)]
    assert found == [("He spoke.", "supported"), ("B", "unsupported")]
