"""Stems that fold spellings, and known names."""

import pytest

from draftbot.text.names import Names
from draftbot.text.words import content, stem

SAME = [
    ("ischaemic", "ischemic"),
    ("randomised", "randomized"),
    ("tumour", "tumor"),
    ("centre", "center"),
    ("improves", "improved"),
    ("Patients", "patient"),
]


@pytest.mark.parametrize(("first", "second"), SAME)
def test_spellings_and_inflections_share_a_stem(first: str, second: str) -> None:
    assert stem(first) == stem(second)


def test_function_words_and_numbers_are_not_content() -> None:
    assert [word.text for word in content("It was not given to the 10 patients")] == ["given", "patients"]


def test_names_match_longest_first_and_as_whole_words() -> None:
    names = Names({"CAPTAIN I": [], "CAPTAIN": [], "ALT": [], "BPC-157": ["BPC 157"]})
    text = "CAPTAIN I, captain, alternative, alt, ALT and BPC 157"
    assert [name.canonical for name in names.find(text)] == ["CAPTAIN I", "CAPTAIN", "ALT", "BPC-157"]
