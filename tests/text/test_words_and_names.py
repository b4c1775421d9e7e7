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


@pytest.mark.parametrize("text", ["\u017felank", "Selan\u212a", "BPC\u2011157", "sem\u00e4x \u017fELANK"])
def test_letters_that_only_look_like_those_of_a_name_are_read_and_never_a_crash(text: str) -> None:
    assert [name.start for name in Names({"Selank": [], "BPC-157": []}).find(text)] == [
        len(text) - len(text.split()[-1])
    ]


def test_a_name_without_letters_is_none() -> None:
    assert Names({"": []}).find("a  b") == ()
