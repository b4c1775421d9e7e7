"""Scripted edits: no approval is carried onto changed words or a changed source. `make bench-review` makes 1,000."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

import pytest
from scripted_edits import HANDS, approved, outcome

from draftbot.decisions.edits import pieces
from draftbot.decisions.fold import Fold
from draftbot.decisions.keys import same_words
from draftbot.decisions.page import read_page
from draftbot.decisions.standing import standings
from draftbot.records.corpus import Corpus

VERSIONS = 8


@pytest.fixture(scope="module")
def edited(drafted: object, corpus: Corpus) -> dict[str, float]:
    return outcome(drafted.markdown, corpus, VERSIONS)  # type: ignore[attr-defined]  # the shared fixture


def test_no_approval_is_carried_onto_changed_words_or_a_changed_source(edited: dict[str, float]) -> None:
    assert edited["edits"] >= 180
    assert edited["kinds"] == len(HANDS) + 2
    assert edited.get("wrong", 0) == 0


def test_untouched_units_keep_their_approval(edited: dict[str, float]) -> None:
    assert edited["kept"] / edited["untouched"] >= 0.99


def test_edited_units_find_their_history(edited: dict[str, float]) -> None:
    assert edited["with history"] / edited["edited"] >= 0.95


@pytest.mark.parametrize(
    ("wording", "kept"),
    [
        (lambda t: t.replace("'", "’"), True),
        (lambda t: t.replace(" ", "  "), True),
        (lambda t: t.replace(" ", "\u200b "), False),
        (lambda t: t.replace("-", "–"), False),
        (lambda t: t + "\u0301", False),
    ],
)
def test_smart_quotes_lose_no_decision_and_other_signs_do(wording: Callable[[str], str], kept: bool) -> None:
    text = "The trial's score rose by -5.3 points."
    assert (same_words(wording(text)) == same_words(text)) is kept


def test_renumbered_citations_lose_no_decision(markdown: str, known: Corpus) -> None:
    base = approved(markdown, known)
    swapped = markdown.replace("[1](#ref-1)", "[X]").replace("[2](#ref-2)", "[1](#ref-1)").replace("[X]", "[2](#ref-2)")
    swapped = swapped.replace('1. <a id="ref-1">', '0. <a id="ref-X">').replace(
        '2. <a id="ref-2">', '1. <a id="ref-1">'
    )
    fold = Fold(read_page(swapped.replace('0. <a id="ref-X">', '2. <a id="ref-2">'), {}, known), known)
    for decision in base.decisions:
        fold.apply(decision)
    assert all(standing.judgement for standing in standings(fold).values())


def test_splitting_finds_one_unit_for_each_sentence(known: Corpus, markdown: str) -> None:
    unit = next(u for _, u in read_page(markdown, {}, known).units() if u.kind == "sentence")
    made = partial(pieces, unit)("One thing rose. Another thing fell.", None)
    assert [(piece.text, piece.sources) for piece in made] == [
        ("One thing rose.", unit.sources),
        ("Another thing fell.", unit.sources),
    ]
