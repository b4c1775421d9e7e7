"""The hand-written set is what it says: verbatim sources, two sides to nearly every source, no tell in the claim."""

from __future__ import annotations

from collections import Counter, defaultdict
from pathlib import Path

import pytest

from draftbot.errors import BadInput
from draftbot.evals.cases import Case, load_cases
from draftbot.evals.metrics import balanced_accuracy, share
from draftbot.records.corpus import Corpus
from draftbot.text.words import content

CASES = Path(__file__).parents[2] / "evals" / "handwritten" / "cases.jsonl"


@pytest.fixture(scope="module")
def cases() -> tuple[Case, ...]:
    return load_cases(CASES)


def test_every_source_is_a_verbatim_excerpt_of_its_reference(cases: tuple[Case, ...], corpus: Corpus) -> None:
    assert [case.id for case in cases if case.source not in corpus.texts[case.reference].text] == []


def test_ids_and_claims_occur_once_for_each_source(cases: tuple[Case, ...]) -> None:
    assert len({case.id for case in cases}) == len(cases)
    assert max(Counter((case.source, case.claim) for case in cases).values()) == 1


def test_about_half_is_true_and_every_reference_is_asked(cases: tuple[Case, ...], corpus: Corpus) -> None:
    true = share(case.label == "supported" for case in cases)
    assert len(cases) >= 180
    assert 0.4 <= true.share <= 0.6
    assert {case.reference for case in cases} == set(corpus.references)


def test_topic_does_not_tell_true_from_untrue(cases: tuple[Case, ...]) -> None:
    """A claim's share of words that stand in its source must not sort the set, at the best of all thresholds."""
    overlaps = [(case.label == "supported", _overlap(case)) for case in cases]
    best = max(balanced_accuracy((true, value >= cut) for true, value in overlaps) for cut in {v for _, v in overlaps})
    assert best < 0.6


def _overlap(case: Case) -> float:
    source = {word.stem for word in content(case.source)}
    claim = {word.stem for word in content(case.claim)}
    return len(claim & source) / len(claim)


def test_kinds_of_untrue_claims_are_many(cases: tuple[Case, ...]) -> None:
    kinds: defaultdict[bool, set[str]] = defaultdict(set)
    for case in cases:
        kinds[case.label == "supported"].add(case.kind)
    assert len(kinds[False]) >= 25
    assert len(kinds[True]) >= 10


@pytest.mark.parametrize(
    ("line", "where"),
    [('{"id": "a"}', "kind"), ("not json", ":1"), ('{"id": 1, "label": "maybe"}', ":1")],
)
def test_a_defect_of_a_suite_is_one_line_with_its_place(tmp_path: Path, line: str, where: str) -> None:
    path = tmp_path / "cases.jsonl"
    path.write_text(line + "\n", encoding="utf-8")
    with pytest.raises(BadInput, match=r"cases\.jsonl:1") as caught:
        load_cases(path)
    assert where in str(caught.value)
