"""Is what the claim denies denied in the evidence, and what it affirms affirmed?"""

from __future__ import annotations

import re

from draftbot.records.verdict import CheckResult
from draftbot.text.stopwords import STOP_WORDS
from draftbot.text.words import Word, stem, words
from draftbot.verify.checks.answer import contradicted, passed
from draftbot.verify.claims import Claim
from draftbot.verify.lexicon import NEGATIONS
from draftbot.verify.library import Library

NAME = "negation"
# A negation reaches this many content words on, up to punctuation: enough for "did not differ significantly".
REACH = 3
FUNCTION = frozenset(stem(word) for word in STOP_WORDS)
BREAK = re.compile(r"[,;:()]|\b(?:but|and|whereas|although|though)\b")


def check(claim: Claim, library: Library) -> CheckResult:
    """Compares each shared word in the best sentence that holds it: negated in one and not in the other is a
    contradiction; so is a negation too many."""
    own, own_negated = _polarity(claim.text)
    if claim.best and _count(claim.text) > max(_count(sentence.text) for sentence in claim.evidence):
        return contradicted(NAME, "the claim adds a negation that the source does not have")
    for word in sorted(own - FUNCTION):
        for sentence in claim.evidence:
            stated, stated_negated = _polarity(sentence.text)
            if word in stated:
                if (word in own_negated) != (word in stated_negated):
                    side = "denies" if word in own_negated else "affirms"
                    return contradicted(NAME, f"the claim {side} what the source does not ({word})")
                break
    del library  # every check has the same signature
    return passed(NAME)


def _count(text: str) -> int:
    return sum(1 for word in words(text) if word.text.lower() in NEGATIONS)


def _polarity(text: str) -> tuple[frozenset[str], frozenset[str]]:
    """All stems of the text, and those within a negation's reach."""
    found = words(text)
    negated: set[str] = set()
    for position, word in enumerate(found):
        if word.text.lower() in NEGATIONS:
            negated |= {other.stem for other in _reached(text, found, position)}
    return frozenset(word.stem for word in found), frozenset(negated)


def _reached(text: str, found: tuple[Word, ...], position: int) -> tuple[Word, ...]:
    start = found[position].end
    stop = BREAK.search(text, start)
    end = stop.start() if stop else len(text)
    after = [word for word in found[position + 1 :] if word.end <= end and word.text.lower() not in STOP_WORDS]
    return tuple(after[:REACH])
