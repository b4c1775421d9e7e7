"""Does the claim point the same way as the evidence: more or less, better or worse?"""

from __future__ import annotations

from draftbot.records.verdict import CheckResult
from draftbot.text.words import Word, stem, words
from draftbot.verify.checks.answer import contradicted, open_question, passed, place, sides
from draftbot.verify.claims import Claim
from draftbot.verify.closeness import Pairing, pairings
from draftbot.verify.comparison import comparisons
from draftbot.verify.lexicon import BAD_OUTCOMES, DIRECTIONS, OPPOSITE
from draftbot.verify.library import Library
from draftbot.verify.polarity import polarity

NAME = "direction"
# Words that count as often as they compare ("three or more"); with "than" the comparison check reads them.
AMOUNTS = frozenset(stem(word) for word in ("more", "less", "fewer", "greater", "longer", "shorter"))
VALENCE = {"better": True, "worse": False}


def check(claim: Claim, library: Library) -> CheckResult:
    """A direction that the evidence reverses is a contradiction. A comparison on both sides is for the comparison
    check, since "less with A" is "more with B"; a denied direction for the negation check. Less of a bad outcome is
    better: a benefit told of an outcome that got worse, or the other way round, is a reversal too."""
    del library  # every check has the same signature
    for pairing in pairings(claim):
        own = _directions(pairing.text)
        if not own:
            continue
        stated = [(part.text, _directions(part.text)) for part in pairing.near if _comparable(pairing.text, part.text)]
        told = frozenset().union(*(found for _, found in stated))
        for text, found in stated:
            for name, word in own.items():
                other = found.get(OPPOSITE[name])
                if other and name not in told and OPPOSITE[name] not in own:
                    return _reversed(claim, pairing, word, other)
            if own.keys() & told:
                continue
            worth, other_worth = _worth(own, pairing.text), _worth(found, text)
            if None not in (worth, other_worth) and worth != other_worth and _bad(pairing.text) & _bad(text):
                return _reversed(claim, pairing, next(iter(own.values())), next(iter(found.values())))
    return passed(NAME)


def _directions(text: str) -> dict[str, Word]:
    """The directions that a text affirms, each with its first word."""
    denied = [(one.start, one.end) for one in polarity(text).denied]
    found: dict[str, Word] = {}
    for word in words(text):
        for name, stems in DIRECTIONS.items():
            if word.stem in stems - AMOUNTS and not any(start <= word.start < end for start, end in denied):
                found.setdefault(name, word)
    return found


def _comparable(own: str, stated: str) -> bool:
    return not (comparisons(own) and comparisons(stated))


def _worth(found: dict[str, Word], text: str) -> bool | None:
    """Whether the text tells of something better; ``None`` where it names a direction of size without a bad outcome,
    or more than one direction."""
    if len(found) != 1:
        return None
    name = next(iter(found))
    if name in VALENCE:
        return VALENCE[name]
    return (name == "down") if _bad(text) else None


def _bad(text: str) -> frozenset[str]:
    return frozenset(word.stem for word in words(text)) & BAD_OUTCOMES


def _reversed(claim: Claim, pairing: Pairing, word: Word, other: Word) -> CheckResult:
    span = place(claim, pairing.start + word.start, pairing.start + word.end)
    reason = f"the claim points the other way; {sides(repr(other.text), repr(word.text))}"
    if comparisons(pairing.text):
        return open_question(NAME, reason, span)
    return contradicted(NAME, reason, span)
