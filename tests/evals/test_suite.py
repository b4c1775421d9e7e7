"""The mutation suite: big enough, split by source, the same every time; the scorer counts what was held."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from draftbot.errors import BadInput
from draftbot.evals.mutate import MUTATIONS, REWRITES
from draftbot.evals.score import lines, score
from draftbot.evals.suite import CITATION, Mutant, Suite, load_suite, mutants, reference_units
from draftbot.records.corpus import Corpus
from draftbot.records.unit import Unit

SUITE = Path(__file__).parents[2] / "evals" / "mutations" / "suite.yaml"


@pytest.fixture(scope="module")
def suite() -> Suite:
    return load_suite(SUITE)


@pytest.fixture(scope="module")
def made(corpus: Corpus, suite: Suite) -> tuple[Mutant, ...]:
    return mutants(reference_units(corpus), corpus, suite)


def test_every_reference_is_on_one_side_and_the_same_trials_on_the_same(corpus: Corpus, suite: Suite) -> None:
    assert sorted((*suite.train, *suite.held_out)) == sorted(corpus.references)
    side = {key: key in suite.held_out for key in corpus.references}
    for key, reference in corpus.references.items():
        linked = (*reference.card.same_trial_as, *reference.card.pooled_in, *reference.card.supersedes)
        assert [other for other in linked if side[other] != side[key]] == []


def test_the_references_alone_fill_the_kinds(made: tuple[Mutant, ...], suite: Suite) -> None:
    kinds = Counter(mutant.kind for mutant in made)
    assert set(kinds) == {rule.kind for rule in (*MUTATIONS, *REWRITES)} | {CITATION}
    assert max(kinds.values()) <= suite.per_kind
    assert sum(mutant.family != "rewrite" for mutant in made) >= 1200
    assert sum(mutant.family == "rewrite" for mutant in made) >= 400


def test_what_a_model_decides_is_made_from_held_out_sources(made: tuple[Mutant, ...], suite: Suite) -> None:
    sources = {key for mutant in made if mutant.family != "numeric" for key in mutant.unit.sources}
    assert sources <= set(suite.held_out)


def test_no_case_is_the_true_text_with_its_own_sources(made: tuple[Mutant, ...]) -> None:
    assert [m.kind for m in made if m.kind != CITATION and m.unit.text == m.true] == []


def test_the_same_seed_makes_the_same_suite(corpus: Corpus, suite: Suite) -> None:
    units = [unit for unit in reference_units(corpus) if unit.sources == ("12111446",)]
    again = mutants(list(reversed(units)), corpus, suite)
    assert again == mutants(units, corpus, suite)
    other = mutants(units, corpus, suite.model_copy(update={"seed": suite.seed + 1}))
    assert other != again


def test_the_review_names_kinds_and_counts_no_more_right_than_read(suite: Suite) -> None:
    known = {rule.kind for rule in (*MUTATIONS, *REWRITES)} | {CITATION}
    assert set(suite.review) == known
    assert all(0 < tally.right <= tally.read for tally in suite.review.values())


def test_errors_are_caught_when_held_and_rewrites_wrongly_held() -> None:
    def mutant(family: str, text: str) -> Mutant:
        unit = Unit(id=text, section="s", kind="sentence", text=text)
        return Mutant.model_validate(
            {"kind": f"a {family}", "family": family, "unit": unit, "true": "T.", "held_out": True}
        )

    cases = [mutant("numeric", "held"), mutant("numeric", "out"), mutant("rewrite", "held"), mutant("rewrite", "out")]
    result = score(cases, lambda unit: unit.text == "out")
    assert {row.kind: (row.held.hits, row.held.total) for row in result.kinds} == {
        "a numeric": (1, 2),
        "a rewrite": (1, 2),
    }
    assert [(miss.family, miss.text) for miss in result.misses] == [("numeric", "out"), ("rewrite", "held")]
    table = "\n".join(lines(result))
    assert table.index("caught") < table.index("a numeric") < table.index("wrongly held") < table.index("a rewrite")


@pytest.mark.parametrize("text", ["name: [", "name: x\nseed: many\n"])
def test_a_defect_of_the_suite_is_one_line(tmp_path: Path, text: str) -> None:
    path = tmp_path / "suite.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match="suite"):
        load_suite(path)
