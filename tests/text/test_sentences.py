"""Sentence and clause boundaries."""

import itertools
import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from draftbot.text.sentences import clauses, sentences

SPLIT = [
    ("One thing. Another thing.", 2),
    ("Cortexin vs. Cerebrolysin was studied. It ended.", 2),
    ("It is made in St. Petersburg. Nobody doubts it.", 2),
    ("Given i.m. daily, e.g. in trials. Then i.v. again.", 2),
    ("The U.S. FDA has not approved it. Russia has.", 2),
    ("Smith et al. 2011 reported it. Others did not.", 2),
    ("The dose was 5 mL i.m. once daily. It was safe.", 2),
    ("It fell (RR 0.96, 95% CI 0.65–1.41; P = 0.03). It rose.", 2),
    ("A value of 0.96 is small. A value of 1.41 is not.", 2),
    ("In the journal imeni S.S. Korsakova it appeared. Twice.", 2),
    ("The range is 7–56 U/L. The other is 10–40 U/L.", 2),
    ("See Fig. 2 and No. 3. They agree.", 2),
    ("Is it so? Yes. It is!", 3),
    ('He said "no." Then he left.', 2),
    ("It is so† [1](#ref-1). It is not [2](#ref-2).", 2),
    ("A single sentence without a stop", 1),
    ("approx. 50% of cells. The rest lived.", 2),
    ("Dr. Smith wrote it. Prof. Jones read it.", 2),
    ("mean age 45.3 years. mean score 10.3.", 1),
    ("It was better (P = 0.033). 68 patients responded.", 2),
    ("They fell by 3.8%. 20 of them died.", 2),
    ("Approx. 68 patients came. Then they left.", 2),
    ("Stroke. 2016 was the year.", 1),
    ("", 0),
    ("   ", 0),
]
CLAUSES = [
    ("A is x; B is y", ["A is x;", "B is y"]),
    ("A is x, whereas B is y", ["A is x,", "whereas B is y"]),
    ("A fell (RR 0.9; P = 0.1) in all", ["A fell (RR 0.9; P = 0.1) in all"]),
    ("A and B rose", ["A and B rose"]),
    ("A rose, but B fell", ["A rose,", "but B fell"]),
    ("the score was 3 [2; 4.5] with A", ["the score was 3 [2; 4.5] with A"]),
]


@pytest.mark.parametrize(("text", "count"), SPLIT)
def test_sentences_end_where_a_reader_ends_them(text: str, count: int) -> None:
    assert len(sentences(text)) == count


@pytest.mark.parametrize(("text", "expected"), CLAUSES)
def test_clauses_are_cut_at_semicolons_and_contrasts_outside_brackets(text: str, expected: list[str]) -> None:
    assert [span.of(text).rstrip() for span in clauses(text)] == [part.rstrip() for part in expected]


@given(st.text(max_size=300))
def test_every_visible_character_is_in_exactly_one_sentence(text: str) -> None:
    spans = sentences(text)
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


GOLD = Path(__file__).parents[2] / "evals" / "splitting" / "cases.jsonl"
CASES = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]


def test_the_gold_cases_are_well_formed_and_many() -> None:
    assert len(CASES) >= 160
    assert len({case["text"] for case in CASES}) == len(CASES)
    assert all(" ".join(case["sentences"]) == case["text"] for case in CASES)


@pytest.mark.parametrize("case", [case for case in CASES if case["seen"]], ids=lambda case: case["id"])
def test_gold_paragraphs_are_split_as_a_reader_splits_them(case: dict[str, object]) -> None:
    text = str(case["text"])
    assert [span.of(text) for span in sentences(text)] == case["sentences"]


def test_unseen_paragraphs_are_split_right_nine_times_in_ten() -> None:
    fresh = [case for case in CASES if not case["seen"]]
    right = [case for case in fresh if [s.of(case["text"]) for s in sentences(case["text"])] == case["sentences"]]
    assert len(right) >= 0.9 * len(fresh)


PIECES = ["vs. ", "e.g. ", "U.S. FDA ", "et al. 2011", "0.96", "[Ref 10].", "i.m. ", "“x.” ", "(a. b) ", "1. ", "… ", "It ",
          ". ", "? ", "\n", "[1](#ref-1) ", "mRNA ", "² ", "5 mL "]  # fmt: skip


@given(st.lists(st.sampled_from(PIECES), max_size=30).map("".join))
def test_nothing_is_lost_or_doubled_between_hard_pieces(text: str) -> None:
    spans = sentences(text)
    assert "".join("".join(span.of(text).split()) for span in spans) == "".join(text.split())
    assert all(span.of(text) == span.of(text).strip() and span.of(text) for span in spans)
    assert all(a.end <= b.start for a, b in itertools.pairwise(spans))


def test_threads_do_not_get_each_other_s_sentences() -> None:
    texts = [
        f"Trial {n} had {n} patients. RR is the risk ratio {n}. MD was {n}.5 (P = 0.0{n}). It ended."
        for n in range(400)
    ]
    with ThreadPoolExecutor(max_workers=8) as pool:
        found = list(pool.map(lambda text: [span.of(text) for span in sentences(text)], texts))
    assert [len(own) for own in found] == [4] * len(texts)
