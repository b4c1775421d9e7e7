"""Other numbers than the printed one, of the kind that slips make."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random

from draftbot.text.numerals import ONES, TENS

NUMBER = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
WORDS = {**ONES, **TENS}
NUMERAL = "|".join(sorted((word for word in WORDS if word != "one"), key=len, reverse=True))
EITHER = rf"(?:{NUMBER}|{NUMERAL})"


def other(printed: str, rng: Random, source: str) -> str | None:
    """A number that is neither equal to the printed one nor anywhere in the source; words stay words."""
    if not printed[:1].isdigit():
        return _other_word(printed, rng, source)
    taken = {value(found) for found in re.findall(NUMBER, source)}
    candidates = sorted({new for new in _slips(printed) if value(new) not in taken and value(new) != value(printed)})
    return rng.choice(candidates) if candidates else None


def value(printed: str) -> float:
    """The value of a number in digits."""
    return float(printed.replace(",", ""))


def _other_word(printed: str, rng: Random, source: str) -> str | None:
    present = {word for word in WORDS if re.search(rf"\b{word}\b", source, re.IGNORECASE)}
    free = [
        word for word in list(ONES)[1:15] if word not in present and str(ONES[word]) not in re.findall(NUMBER, source)
    ]
    word = rng.choice(free) if free else None
    return word.capitalize() if word and printed[:1].isupper() else word


def _slips(printed: str) -> Iterator[str]:
    """Two digits exchanged, one digit changed, or the point moved."""
    for place in range(len(printed) - 1):
        if printed[place].isdigit() and printed[place + 1].isdigit():
            yield from _sound(printed[:place] + printed[place + 1] + printed[place] + printed[place + 2 :])
    for place, digit in enumerate(printed):
        if digit.isdigit():
            for step in (1, 2, 3, 7):
                yield from _sound(printed[:place] + str((int(digit) + step) % 10) + printed[place + 1 :])
    if "." in printed and not printed.startswith("0."):
        yield from _sound(printed.replace(".", "", 1))


def _sound(number: str) -> Iterator[str]:
    """The number, where it is written as people write numbers and is not nought."""
    if re.fullmatch(r"(?:0|[1-9]\d*|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d+)?", number) and value(number) != 0:
        yield number
