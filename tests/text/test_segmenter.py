"""The quick segmenter answers as pysbd does."""

import json
from pathlib import Path

import pysbd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftbot.records.corpus import Corpus
from draftbot.text.segmenter import QuickSegmenter
from draftbot.text.sentences import segmented, sentences

CASES = Path(__file__).parents[2] / "evals" / "splitting" / "cases.jsonl"
STOCK = pysbd.Segmenter(language="en", clean=False, char_span=True)
QUICK = QuickSegmenter()
WORDS = st.sampled_from(
    "St. vs. e.g. i.e. Dr. No. no. fig. Ref. U.S. Ph.D. erg. Mr. P. a. is. is me. me al. et co. 1. 2. 3) (a) (b) 0.5 "
    "Yahoo! ?! ... ( ) [1] ' \" “ ” - The patients It ii. \n \t \u00a0 {dr} {no } é K. ſt.".split(" ")
)


def told(segmenter: pysbd.Segmenter, text: str) -> list[tuple[str, int, int]]:
    return [(span.sent, span.start, span.end) for span in segmenter.segment(text)]


@given(st.lists(WORDS, max_size=14).map(" ".join))
def test_it_answers_as_pysbd_on_odd_texts(text: str) -> None:
    assert told(QUICK, text) == told(STOCK, text)


@given(st.text(st.sampled_from("ab.!? \n()'\"“”1A∯"), max_size=30))
def test_it_answers_as_pysbd_on_marks(text: str) -> None:
    assert told(QUICK, text) == told(STOCK, text)


@pytest.mark.parametrize("case", [json.loads(line) for line in CASES.read_text("utf-8").splitlines()[::4]])
def test_it_answers_as_pysbd_on_the_gold_file(case: dict[str, str]) -> None:
    assert told(QUICK, case["text"]) == told(STOCK, case["text"])


def test_it_answers_as_pysbd_on_the_corpus(corpus: Corpus) -> None:
    for text in corpus.texts.values():
        assert told(QUICK, text.text) == told(STOCK, text.text)


PLAIN = st.sampled_from(
    "The patients (n = 54) 55) (RR 0.96, 95% CI 0.65–1.41) improved; i) ii) (a) b) xx) (placebo) 1.5 12.5 mg/kg ȸ [3] A vs "
    "IV) — however † p<0.05 in vitro. end. D a é 3 4)".split(" ")
)


@given(st.lists(PLAIN, min_size=1, max_size=12).map(" ".join))
def test_a_text_that_is_one_sentence_at_sight_is_one_for_pysbd_too(text: str) -> None:
    assert list(sentences(text)) == segmented(text)


@given(st.text(st.sampled_from("aAi1.)( ,;[]²"), max_size=24))
def test_marks_at_sight_are_marks_for_pysbd(text: str) -> None:
    assert list(sentences(text)) == segmented(text)


def test_sentences_of_the_corpus_are_cut_the_same_at_sight(corpus: Corpus) -> None:
    for item in (item for reference in corpus.references.values() for item in reference.text):
        assert list(sentences(item.text)) == segmented(item.text)
