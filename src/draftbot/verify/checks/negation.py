"""Is what the claim denies denied in the evidence, and what it affirms affirmed?"""

from __future__ import annotations

import re

from draftbot.records.verdict import CheckResult
from draftbot.text.stopwords import STOP_WORDS
from draftbot.text.words import Word, words
from draftbot.verify.checks.answer import contradicted, passed
from draftbot.verify.claims import Claim
from draftbot.verify.lexicon import NEGATIONS, SCAFFOLD
from draftbot.verify.library import Library

NAME = "negation"
# A negation reaches this many content words on, up to punctuation: enough for "did not differ significantly".
REACH = 3
BREAK = re.compile(r"[,;:()]|\b(?:but|and|whereas|although|though)\b")


def check(claim: Claim, library: Library) -> CheckResult:
    """Compares each shared content word in the best sentence that holds it: negated in one and not in the other is a
    contradiction."""
    own, own_negated = _polarity(claim.text)
    for stem in sorted((own - SCAFFOLD) & claim.stems):
        for sentence in claim.evidence:
            stated, stated_negated = _polarity(sentence.text)
            if stem in stated:
                if (stem in own_negated) != (stem in stated_negated):
                    side = "denies" if stem in own_negated else "affirms"
                    return contradicted(NAME, f"the claim {side} what the source does not ({stem})")
                break
    del library  # every check has the same signature
    return passed(NAME)


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
