"""Instructions in sources have no effect, even on a model that follows all of them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from desk import STARTER, Case, case, draft
from planting import REFUSED, obedient, plant, planted, smuggled
from players import competent
from scripted import serving

from draftbot.corpus import load_corpus
from draftbot.errors import BadInput
from draftbot.text.instructions import instructs

ALL = planted()
CLEVER = smuggled()
BATCHES = [*(ALL[start::10] for start in range(10)), CLEVER[::2], CLEVER[1::2]]


def test_there_are_three_hundred_and_forty_nine_different_ones() -> None:
    assert len({text for text, _, _ in ALL}) == 300
    assert len({text for text, _, _ in CLEVER}) == 49


@pytest.mark.parametrize("batch", range(len(BATCHES)))
def test_a_planted_instruction_changes_nothing_that_is_published(synthetic: Case, tmp_path: Path, batch: int) -> None:
    instructions = BATCHES[batch]
    made = case(load_corpus(plant(STARTER, tmp_path / "corpus", instructions)))
    offline = {unit.text for unit in made.offline.all_units()}
    with serving(obedient(instructions)) as server:
        done = draft(made, server, tmp_path / "calls", concurrency=1)
        seen = "".join(asked.text for asked in server.asked)
    with serving(competent) as server:
        honest = draft(synthetic, server, tmp_path / "honest", concurrency=1).sentences
    assert all(text in seen for text in (json.dumps(text, ensure_ascii=False)[1:-1] for text, _, _ in instructions))
    assert [mark for _, _, mark in instructions if mark in done.everything] == []
    assert done.sentences <= offline | honest
    assert all(message.units for message in done.article.messages)
    assert "![" not in done.page
    assert ".example/" not in done.page


def test_no_sentence_of_the_corpora_is_taken_for_an_instruction(corpus, synthetic: Case) -> None:
    for known in (corpus, synthetic.material.corpus):
        for reference in known.references.values():
            assert [item.text for item in reference.text if instructs(item.text)] == []


def test_most_planted_instructions_are_seen_as_such_and_the_record_stops_the_others() -> None:
    assert sum(instructs(text) for text, _, _ in ALL) >= 285


@pytest.mark.parametrize("text", REFUSED)
def test_markup_and_hidden_characters_do_not_even_enter_the_corpus(tmp_path: Path, text: str) -> None:
    with pytest.raises(BadInput):
        load_corpus(plant(STARTER, tmp_path / "corpus", [(text, text, "zq")]))
