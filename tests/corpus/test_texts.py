"""Canonical texts and passages: exact spans, whole sentences, ids that follow the words."""

import itertools
from hashlib import sha256

from hypothesis import given
from hypothesis import strategies as st

from draftbot.corpus.texts import PASSAGE_CHARACTERS, passages, source_text
from draftbot.records.reference import Bibliography, Reference, StudyCard, TextItem


def reference(*items: TextItem) -> Reference:
    return Reference(
        id="synthetic",
        bibliography=Bibliography(type="book"),
        card=StudyCard(called="the synthetic book", design="other"),
        text_kind="digest",
        text_seen="full-text",
        text=items,
    )


ITEMS = st.lists(
    st.builds(
        TextItem,
        text=st.text(alphabet="abc β.\U0001d6fc", min_size=1, max_size=400).filter(str.strip),
        second_hand=st.booleans(),
    ),
    max_size=12,
)


@given(ITEMS)
def test_passages_tile_the_text_with_exact_spans(items: list[TextItem]) -> None:
    record = reference(*items)
    whole = source_text(record)
    cut = list(passages(record, whole))
    assert all(whole.text[passage.start : passage.end] == passage.text for passage in cut)
    assert " ".join(passage.text for passage in cut) == whole.text
    assert all(later.start == earlier.end + 1 for earlier, later in itertools.pairwise(cut))
    assert len({passage.id for passage in cut}) == len(cut)


@given(ITEMS)
def test_a_passage_is_whole_sentences_and_longer_than_the_limit_only_if_it_is_one(items: list[TextItem]) -> None:
    record = reference(*items)
    texts = [item.text for item in record.text]
    for passage in passages(record, source_text(record)):
        mine = _taken(texts, passage.text)
        assert " ".join(mine) == passage.text
        assert len(passage.text) <= PASSAGE_CHARACTERS or len(mine) == 1


def _taken(texts: list[str], passage: str) -> list[str]:
    """Takes from the front of ``texts`` the sentences that make up the passage."""
    taken: list[str] = []
    while len(" ".join(taken)) < len(passage):
        taken.append(texts.pop(0))
    return taken


@given(ITEMS)
def test_second_hand_spans_are_the_second_hand_sentences(items: list[TextItem]) -> None:
    whole = source_text(reference(*items))
    assert [span.of(whole.text) for span in whole.second_hand] == [item.text for item in items if item.second_hand]


def test_a_texts_hash_is_that_of_its_words() -> None:
    whole = source_text(reference(TextItem(text="Five µg."), TextItem(text="Then ten.")))
    assert whole.text == "Five µg. Then ten."
    assert whole.sha256 == sha256("Five µg. Then ten.".encode()).hexdigest()


def test_a_passage_keeps_its_id_when_another_changes() -> None:
    first, second, third = ("First. " * 70, "Second. " * 70, "Third. " * 70)
    before = _ids(first, second, third)
    after = _ids(first, "Another. " * 60, third)
    assert before[0] == after[0]
    assert before[1] != after[1]
    assert before[2] == after[2]


def test_a_repeated_passage_gets_an_ordinal() -> None:
    ids = _ids(*["The same words again. " * 20] * 3)
    assert ids[1:] == [f"{ids[0]}.2", f"{ids[0]}.3"]


def _ids(*texts: str) -> list[str]:
    record = reference(*(TextItem(text=text) for text in texts))
    return [passage.id for passage in passages(record, source_text(record))]
