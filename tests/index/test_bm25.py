"""BM25 over segments equals an independent implementation; terms are what a searcher expects."""

from __future__ import annotations

from pathlib import Path

import bm25s
import pytest
from small import Counting, many, opened

from draftbot.index.build import build_rows
from draftbot.index.halves import Halves
from draftbot.index.postings import K1, B
from draftbot.index.query import SYNONYM_WEIGHT, Thesaurus
from draftbot.index.update import update
from draftbot.progress import silent
from draftbot.text.terms import terms


def test_scores_equal_those_of_bm25s(tmp_path: Path) -> None:
    rows = many(120)
    build_rows(rows[:70], tmp_path, Counting(), silent)
    update(tmp_path, Counting(), rows[70:], [])
    halves = Halves(opened(tmp_path))
    oracle = bm25s.BM25(method="lucene", k1=K1, b=B)
    oracle.index([terms(row.text) for row in rows], show_progress=False)
    for query in ("stroke placebo 17", "rats rats IL-6", "safety death improved"):
        asked = dict.fromkeys(terms(query), 1.0)
        expected = {
            row.id: score for row, score in zip(rows, oracle.get_scores(list(asked)).tolist(), strict=True) if score
        }
        found = {halves.id(row): score for row, score in halves.lexical(asked, None, 1000).items()}
        # Lucene leaves out the constant factor k1 + 1
        assert found == pytest.approx({key: score * (K1 + 1) for key, score in expected.items()}, abs=2e-5)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("IL-6 and TNF-α", ["il", "6", "il6", "tnf", "alpha"]),
        ("IL6", ["il6"]),
        ("BPC-157", ["bpc", "157", "bpc157"]),
        ("ischaemic, ischemic", ["ischem", "ischem"]),
        ("double-blind trial of the drug", ["doubl", "blind", "trial", "drug"]),
        ("5.5 mg/kg", ["5", "5", "55", "mg", "kg"]),
        ("", []),
    ],
)
def test_terms_of_a_text(text: str, expected: list[str]) -> None:
    assert terms(text) == expected


def test_other_names_count_half() -> None:
    thesaurus = Thesaurus([["intramuscular", "IM", "by muscle"], ["alone"]])
    assert thesaurus.weights("IM dose") == {
        "im": 1,
        "dose": 1,
        "intramuscular": SYNONYM_WEIGHT,
        "muscl": SYNONYM_WEIGHT,
    }
    assert Thesaurus([]).weights("dose") == {"dose": 1}
