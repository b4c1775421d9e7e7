"""Names that end in a number: "growth factor 21" is FGF21, and "BRCA 1" is BRCA1; the number is no figure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from draftbot.text.quantities import Quantity, quantities

# Letters and the number glued or hyphened: FGF21, IL-6, BRCA1. One letter alone ("D2", "P2") is too little to go by.
CODE = re.compile(r"\b(?P<letters>[A-Za-z]*[A-Z][A-Za-z]*)[- ]?(?P<number>\d+)(?![\w.%])")
FEWEST, MOST_WORDS = 2, 4


def numbered(quantity: Quantity, claim: str, sources: Iterable[str]) -> bool:
    """Whether a bare number of the claim is the end of a name that a source abbreviates: the letters before the
    source's number stand, in order, in the words before the claim's, and begin one of them."""
    printed = claim[quantity.start : quantity.end]
    if quantity.kind != "number" or not printed.isdigit():
        return False
    before = re.findall(r"[A-Za-z]+", claim[: quantity.start])[-MOST_WORDS:]
    codes = {
        match["letters"]
        for text in sources
        for match in CODE.finditer(text)
        if match["number"] == printed and not _measured(text, match.start("number"))
    }
    return any(_abbreviates(code.lower(), [word.lower() for word in before]) for code in codes if len(code) >= FEWEST)


def _measured(text: str, at: int) -> bool:
    """Whether the number at a place is a figure with a unit: "DSIP 25 nmol/kg" is no DSIP25."""
    return any(one.start <= at < one.end and one.kind != "number" for one in quantities(text))


def _abbreviates(letters: str, before: list[str]) -> bool:
    return any(
        words[0][0] == letters[0] and _in_order(letters, "".join(words)) and _last_word_counts(letters, words)
        for words in (before[start:] for start in range(len(before)))
    )


def _in_order(letters: str, text: str) -> bool:
    rest = iter(text)
    return all(letter in rest for letter in letters)


def _last_word_counts(letters: str, words: list[str]) -> bool:
    """Whether the word right before the number gives the name a letter: "mice at day" is no MA."""
    return len(words) == 1 or not _in_order(letters, "".join(words[:-1]))
