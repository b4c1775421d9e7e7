"""Words and their stems, with British and American spellings folded together."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

import Stemmer

from draftbot.text.stopwords import STOP_WORDS

WORD = re.compile(r"[^\W\d_](?:[\w+]|['’](?=\w))*(?:\+)?", re.UNICODE)
FOLDS = (
    (re.compile(r"aemi"), "emi"),
    (re.compile(r"^haem"), "hem"),
    (re.compile(r"oede"), "ede"),
    (re.compile(r"(?<=[a-z])is(?=(?:e|ed|es|ing|ation|ations)$)"), "iz"),
    (re.compile(r"our$"), "or"),
    (re.compile(r"our(?=s$|ed$|ing$|able$|ite$|al$)"), "or"),
    (re.compile(r"centre"), "center"),
)
GREEK = str.maketrans({"μ": "µ", "’": "'"})


class Word(NamedTuple):
    """A word of a text: as it stands, its stem, and its span in code points. A tuple, not a record: texts hold very
    many."""

    text: str
    stem: str
    start: int
    end: int


@lru_cache(maxsize=20_000)
def words(text: str) -> tuple[Word, ...]:
    """Every word, parts of hyphenated words apart; numbers are not words."""
    return tuple(Word(match.group(), stem(match.group()), match.start(), match.end()) for match in WORD.finditer(text))


def content(text: str) -> tuple[Word, ...]:
    """The words that are not function words."""
    return tuple(word for word in words(text) if word.text.lower() not in STOP_WORDS)


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """The English stem of a word, spelling folded: ischaemic and ischemic, randomised and randomized are one."""
    lowered = word.translate(GREEK).lower().removesuffix("'s")
    for pattern, replacement in FOLDS:
        lowered = pattern.sub(replacement, lowered)
    return str(_stemmer().stemWord(lowered))


@lru_cache(maxsize=1)
def _stemmer() -> Stemmer.Stemmer:
    return Stemmer.Stemmer("english")
