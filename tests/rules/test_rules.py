"""The printed rules: what they print follows from the records and from nothing else."""

from __future__ import annotations

import pytest

from draftbot.records.corpus import Corpus
from draftbot.rules import RULES, derive
from draftbot.rules.edge import edge
from draftbot.rules.grade import grade
from draftbot.rules.search import silent

PAIR = ("cortexin", "cerebrolysin")


def with_outcome(corpus: Corpus, ref: str, at: int, **update: object) -> Corpus:
    """The corpus with one outcome changed."""
    reference = corpus.references[ref]
    outcomes = list(reference.card.outcomes)
    outcomes[at] = outcomes[at].model_copy(update=update)
    card = reference.card.model_copy(update={"outcomes": tuple(outcomes)})
    changed = reference.model_copy(update={"card": card})
    return corpus.model_copy(update={"references": {**corpus.references, ref: changed}})


def texts(corpus: Corpus, pair: tuple[str, str] = PAIR) -> dict[str, str]:
    return {f"{d.rule}:{d.key}": d.text for d in derive(corpus, pair)}


GRADES = [
    ("cortexin", "stroke", "very low"),
    ("cerebrolysin", "stroke", "low"),
    ("cerebrolysin", "brain-injury", "low"),
    ("cerebrolysin", "vascular-dementia", "very low"),
    ("cortexin", "alzheimers", "none"),
    ("cerebrolysin", "cognition", "none"),
    ("actovegin", "post-stroke-cognition", "low"),
    ("dsip", "sleep", "very low"),
]


@pytest.mark.parametrize(("slug", "topic", "level"), GRADES)
def test_grades_follow_the_printed_rule(corpus: Corpus, slug: str, topic: str, level: str) -> None:
    assert grade(corpus, slug, topic).level == level


def test_a_grade_never_exceeds_the_certainty_that_a_review_states(corpus: Corpus) -> None:
    changed = with_outcome(corpus, "31710397", 0, certainty=None)
    assert grade(changed, "cerebrolysin", "vascular-dementia").level == "low"


def test_a_missed_primary_endpoint_lowers_the_grade(corpus: Corpus) -> None:
    met = with_outcome(corpus, "31494820", 0, direction="favours-treatment")
    met = with_outcome(met, "31494820", 1, direction="favours-treatment")
    met = with_outcome(met, "31494820", 2, direction="favours-treatment")
    assert grade(met, "cerebrolysin", "brain-injury").level == "moderate"
    assert grade(corpus, "cerebrolysin", "brain-injury").level == "low"


def test_the_edge_goes_to_the_higher_grade_and_to_nobody_without_studies(corpus: Corpus) -> None:
    assert edge(corpus, PAIR, "stroke").winner == "cerebrolysin"
    assert edge(corpus, PAIR, "neuroprotection").winner is None


def test_head_to_head_absence_holds_only_while_nothing_compares_them(corpus: Corpus) -> None:
    assert "search:head-to-head" in texts(corpus)
    assert "search:head-to-head" not in texts(corpus, ("cellex", "cortexin"))


def test_a_silence_is_denied_by_any_sentence_with_a_search_word(corpus: Corpus) -> None:
    assert silent(corpus, "cortexin", "half_life")
    reference = corpus.references["34260655"]
    item = reference.text[0].model_copy(update={"text": "The elimination half-life of Cortexin is known."})
    changed = reference.model_copy(update={"text": (*reference.text, item)})
    denied = corpus.model_copy(update={"references": {**corpus.references, "34260655": changed}})
    assert not silent(denied, "cortexin", "half_life")
    assert "half-life" not in texts(denied)["search:gaps"]


def test_a_sentence_that_says_it_does_not_state_a_price_is_no_price(corpus: Corpus) -> None:
    assert silent(corpus, "cortexin", "cost")
    assert "a price" in texts(corpus)["search:gaps"]


def test_doses_match_only_in_amount_unit_and_route(corpus: Corpus) -> None:
    printed = texts(corpus)
    assert printed["dose-match:cerebrolysin"].startswith("None of the five")
    assert printed["dose-match:cortexin"].startswith("One of the two")


def test_pooled_trials_are_said_to_depend_on_each_other(corpus: Corpus) -> None:
    assert "are not independent evidence" in texts(corpus)["honesty:pooled"]


def test_adding_a_reference_changes_only_what_rests_on_the_count(corpus: Corpus) -> None:
    added = corpus.references["3583493"].model_copy(update={"id": "copy", "compounds": ()})
    bigger = corpus.model_copy(update={"references": {**corpus.references, "copy": added}})
    before, after = texts(corpus), texts(bigger)
    changed = {key for key in before if before[key] != after[key]}
    assert changed == {"counts:overview", "search:head-to-head", "search:combination", "search:gaps"}


def test_every_derivation_belongs_to_a_printed_rule(corpus: Corpus) -> None:
    assert {d.rule for d in derive(corpus, PAIR)} <= {rule.id for rule in RULES}
