"""Abbreviations by first letters."""

from __future__ import annotations

import pytest

from draftbot.text.initials import spells

CASES = [
    ("GAD", "patients with generalised anxiety disorder", True),
    ("RCTs", "randomised controlled trials", True),
    ("GAD", "patients with a general disorder", False),
    ("AD", "Alzheimer's disease", False),  # two letters begin too much
    ("gad", "generalised anxiety disorder", False),
    ("", "anything", False),
]


@pytest.mark.parametrize(("short", "text", "spelt"), CASES)
def test_capital_letters_that_begin_words_one_after_the_other(short: str, text: str, spelt: bool) -> None:
    assert spells(short, text) is spelt
