"""Does the claim point the same way as the evidence: more or less, better or worse, and who against whom?"""

from __future__ import annotations

import re

from draftbot.records.verdict import CheckResult
from draftbot.text.words import words
from draftbot.verify.checks.answer import contradicted, passed
from draftbot.verify.claims import Claim
from draftbot.verify.lexicon import DIRECTIONS, OPPOSITE
from draftbot.verify.library import Library, Sentence

NAME = "direction"
COMPARES = re.compile(
    r"\b(?:than|over|versus|vs|against|favour\w*|favor\w*|compared with|between|alternative to|similar to|unlike|instead of|rather than|followed by|added to)\b",
    re.IGNORECASE,
)


def check(claim: Claim, library: Library) -> CheckResult:
    """A direction that the evidence reverses is a contradiction; so are two groups compared in the opposite order."""
    stems = frozenset(word.stem for word in words(claim.text))
    for sentence in claim.evidence[:1]:
        reversed_by = _reversed(stems, frozenset(word.stem for word in words(sentence.text)))
        if reversed_by:
            return contradicted(NAME, f"the claim says {reversed_by[0]}, the source says {reversed_by[1]}")
        if _swapped(claim, sentence, library):
            return contradicted(NAME, "the two sides are compared the other way round in the source")
    return passed(NAME)


def _reversed(claimed: frozenset[str], stated: frozenset[str]) -> tuple[str, str] | None:
    for name, stems in DIRECTIONS.items():
        opposite = DIRECTIONS[OPPOSITE[name]]
        if claimed & stems and not stated & stems and stated & opposite:
            return name, OPPOSITE[name]
    return None


def _swapped(claim: Claim, sentence: Sentence, library: Library) -> bool:
    if not (COMPARES.search(claim.text) and COMPARES.search(sentence.text)):
        return False
    claimed = [name.canonical for name in library.arms.find(claim.text)]
    stated = [name.canonical for name in library.arms.find(sentence.text)]
    shared = set(claimed) & set(stated)
    order = list(dict.fromkeys(name for name in claimed if name in shared))
    return len(order) > 1 and order != list(dict.fromkeys(name for name in stated if name in shared))
