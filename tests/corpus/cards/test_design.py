"""A design comes from publication types first, then MeSH, then the record's own words; else it is left open."""

from __future__ import annotations

import pytest

from draftbot.corpus.cards.design import design

LONG = "Nothing is a widely known condition. Its causes are many and its treatment is a matter of debate. " * 4


@pytest.mark.parametrize(
    ("types", "subjects", "title", "text", "expected"),
    [
        (("Journal Article", "Randomized Controlled Trial"), (), "A survey", "", "rct"),
        (("Review", "Case Reports"), (), "x", "", "case"),
        (("Review", "Meta-Analysis"), (), "x", "", "meta-analysis"),
        (("Review",), (), "Nothing: a systematic review", "", "systematic-review"),
        (("Editorial",), (), "A randomized trial", "", "other"),
        ((), (), "Nothing for pain: a randomised trial", "Adults were randomised.", "rct"),
        ((), (), "Nothing in a patient with pain: case report and review", "A 5-year-old boy came.", "case"),
        ((), (), "Nothing", "We report a rare case of nothing.", "case"),
        ((), (), "Nothing", "A 68 year-old male was referred.", "case"),
        ((), (), "Nothing", "We included 60 patients with nothing. Patients were assessed retrospectively.", "observational"),
        ((), ("Rats", "Animals"), "Nothing in rats", "Rats were randomly divided into groups.", "preclinical"),
        ((), (), "Nothing", LONG, "review"),
        ((), (), "Nothing", f"{LONG} We measured nothing.", "other"),
        ((), (), "Nothing", "", "other"),
    ],
)  # fmt: skip
def test_the_strongest_word_decides(
    types: tuple[str, ...], subjects: tuple[str, ...], title: str, text: str, expected: str
) -> None:
    assert design(types, subjects, title, text).design == expected
