"""How hard a text is to read."""

from __future__ import annotations

import re

VOWELS = re.compile(r"[aeiouy]+")
SILENT = re.compile(r"(?:[^laeiouy]e|[^aeiouytd]ed|[^scxzaeiouy]es)$")
WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def syllables(word: str) -> int:
    """Groups of vowels, a silent ending left out; at least one."""
    lowered = word.lower()
    return max(len(VOWELS.findall(lowered)) - bool(SILENT.search(lowered)), 1)


def grade(sentences: list[str]) -> float | None:
    """The Flesch-Kincaid grade (Kincaid et al. 1975): 0.39 words a sentence + 11.8 syllables a word - 15.59."""
    words = [word for sentence in sentences for word in WORD.findall(sentence)]
    if not words:
        return None
    told = 0.39 * len(words) / len(sentences) + 11.8 * sum(map(syllables, words)) / len(words) - 15.59
    return round(told, 4)
