"""Abbreviations by first letters: GAD is generalised anxiety disorder."""

from __future__ import annotations

import re

SHORT = re.compile(r"^[A-Z]{2,6}s?$")
WORD = re.compile(r"[^\W\d_]+")


def spells(short: str, text: str) -> bool:
    """Whether a text spells out, word by word, what the capital letters of an abbreviation begin."""
    if not SHORT.match(short):
        return False
    letters = short.removesuffix("s").lower()
    first = "".join(word[0].lower() for word in WORD.findall(text))
    return len(letters) > 2 and letters in first
