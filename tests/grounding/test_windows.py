"""A source is read whole, whatever its length, in windows that fit."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from draftbot.grounding.windows import cut, focus, windows

WORDS = st.text(alphabet="abcdefgh .;\n", min_size=1, max_size=400)


def measure(text: str) -> int:
    return len(text.split())


def test_a_source_that_fits_is_one_window() -> None:
    assert windows("Short text.", "claim", 10, measure) == ("Short text.",)


@given(WORDS, WORDS, st.integers(min_value=1, max_value=12))
def test_every_word_is_in_some_window_and_every_window_fits(source: str, claim: str, most: int) -> None:
    found = windows(source, claim, most, measure)
    read = {word for window in found for word in window.split()}
    assert set(source.split()) <= read
    assert all(measure(window) <= most for window in found)


def test_the_first_window_of_a_long_source_holds_what_the_claim_speaks_of() -> None:
    filler = " ".join(f"Sentence number {n} speaks of the weather." for n in range(60))
    source = f"Mortality was 12% with the drug. {filler} Sleep improved in 40 patients."
    first = windows(source, "Mortality was 12% and sleep improved.", 40, measure)[0]
    assert "Mortality was 12%" in first
    assert "Sleep improved" in first


def test_a_word_that_every_sentence_has_does_not_choose() -> None:
    pieces = ["The drug was given.", "The drug raised sodium.", "The drug was kept cold."]
    assert focus(pieces, [4, 4, 5], "The drug raised sodium.", 4) == "The drug raised sodium."


@given(st.text(min_size=1, max_size=200), st.integers(min_value=1, max_value=5))
def test_a_text_without_stops_is_cut_without_loss(text: str, most: int) -> None:
    pieces = cut(text, most, measure)
    assert "".join("".join(pieces).split()) == "".join(text.split())
