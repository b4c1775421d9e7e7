"""Does the claim point the same way as the evidence: more or less, better or worse?"""

from __future__ import annotations

import itertools
import re
from functools import lru_cache

from draftbot.records.verdict import CheckResult
from draftbot.text.words import Word, content, stem, words
from draftbot.verify.checks.answer import contradicted, passed, sides, unsupported, where
from draftbot.verify.claims import Claim
from draftbot.verify.closeness import Pairing, pairings
from draftbot.verify.comparison import comparisons
from draftbot.verify.lexicon import BAD_OUTCOMES, DIRECTIONS, OPPOSITE, SCAFFOLD
from draftbot.verify.library import Library
from draftbot.verify.paraphrase import plain, same
from draftbot.verify.polarity import polarity

NAME = "direction"
# Words that count as often as they compare ("three or more"); with "than" the comparison check reads them.
AMOUNTS = frozenset(stem(word) for word in ("more", "less", "fewer", "greater", "longer", "shorter"))
COUNTING = frozenset(stem(word) for word in ("more", "less", "fewer", "greater"))
TOPIC = 0.6  # of a thing's own words
STILL = frozenset({"change", "effect", "differ"})
SMALL = (("before", "after"), ("above", "below"), ("over", "under"), ("with", "without"), ("first", "last"), ("earlier", "later"),
         ("small", "large"), ("low", "high"), ("early", "late"), ("mild", "severe"), ("short", "long"), ("weak", "strong"))  # fmt: skip
# Comparatives; where a second side is named, the comparison check reads them, since "A less than B" is "B more than A".
COMPARATIVES = (("faster", "slower"), ("higher", "lower"), ("longer", "shorter"), ("lesser", "greater"), ("better", "worse"),
                ("larger", "smaller"), ("stronger", "weaker"), ("sooner", "later"))  # fmt: skip
SIDES = re.compile(r"\b(?:than|compared|versus|vs|against|over|superior|inferior)\b", re.IGNORECASE)
AGAIN = re.compile(r"\b(?:and|but|then)\s+(?:was\s+|were\s+)?$", re.IGNORECASE)
OTHERWISE = 0.85  # of the claim's words
VALENCE = {"better": True, "worse": False}


def check(claim: Claim, library: Library) -> CheckResult:
    """A direction that the evidence reverses is a contradiction. A comparison on both sides is for the comparison
    check, since "less with A" is "more with B"; a denied direction for the negation check. Less of a bad outcome is
    better: a benefit told of an outcome that got worse, or the other way round, is a reversal too."""
    del library  # every check has the same signature
    sided = SIDES.search(claim.text) or (claim.best and SIDES.search(claim.best.text))
    for small in SMALL if sided else SMALL + COMPARATIVES:
        exchanged = _exchanged(claim, *small)
        if exchanged:
            return exchanged
    for pairing in pairings(claim):
        turned = _turned(claim, pairing)
        if turned:
            return turned
        own = _directions(pairing.text)
        if not own:
            continue
        still = _unmoved(claim, pairing, own)
        if still:
            return still
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


def _exchanged(claim: Claim, one: str, other: str) -> CheckResult | None:
    """A little word exchanged for its opposite in a sentence that is otherwise the source's."""
    own_words = (claim.stems - claim.card or claim.stems) - {same(stem(one)), same(stem(other))}
    if claim.best is None or len(own_words & claim.best.stems) < OTHERWISE * len(own_words):
        return None
    own, stated = _pairs(plain(claim.text)), _pairs(plain(claim.best.text))
    singles = {word for pair in own for word in pair}, {word for pair in stated for word in pair}
    for left, right in ((one, other), (other, one)):
        alone = left in singles[0] - singles[1] and right in singles[1] - singles[0]
        turned = any(
            ((left, word) in own and (right, word) in stated - own and (left, word) not in stated)
            or ((word, left) in own and (word, right) in stated - own and (word, left) not in stated)
            for word in singles[0]
        )
        if alone or turned:
            return contradicted(NAME, f"the opposite little word; {sides(repr(right), repr(left))}", where(claim, left))
    return None


@lru_cache(maxsize=20_000)
def _pairs(text: str) -> frozenset[tuple[str, str]]:
    """The neighbouring words of a text."""
    listed = [word.text.lower() for word in words(text)]
    return frozenset(itertools.pairwise(listed))


def _unmoved(claim: Claim, pairing: Pairing, own: dict[str, Word]) -> CheckResult | None:
    """A change told of what the closest part says did not change."""
    if not pairing.near or polarity(pairing.text).denied:
        return None
    nearest = pairing.near[0]
    denied = [one for one in polarity(nearest.text).denied if one.key in STILL]
    if (
        not denied
        or _directions(nearest.text)
        or (len(pairing.near) > 1 and any(_directions(p.text) for p in pairing.near))
    ):
        return None
    word = next(iter(own.values()))
    told = sides(repr(nearest.text[denied[0].start : denied[0].end]), repr(word.text))
    return contradicted(NAME, f"the source tells of no change; {told}", where(claim, word.text))


def _turned(claim: Claim, pairing: Pairing) -> CheckResult | None:
    """The same thing told to be longer that the source tells to be shorter: each direction word is read with the words
    before it, up to the direction word before."""
    for name, word, topic in _local(pairing.text):
        if any(_again(word, part.text) for part in pairing.near):
            continue
        stated = [
            (other, at)
            for part in pairing.near
            for other, at, about in _local(part.text)
            if topic and len(topic & about) >= TOPIC * len(topic)
        ]
        if any(other == OPPOSITE[name] for other, _ in stated) and not any(other == name for other, _ in stated):
            at = next(at for other, at in stated if other == OPPOSITE[name])
            if comparisons(pairing.text) and any(comparisons(part.text) for part in pairing.near):
                continue  # the other side may be the subject; the comparison check follows the sides
            return _reversed(claim, pairing, word, at)
    return None


def _again(word: Word, text: str) -> bool:
    """Whether a text has the very word as a further predicate: "was reduced in patients and rose under treatment"."""
    return any(other.stem == word.stem and AGAIN.search(text[: other.start]) for other in words(text))


def _local(text: str) -> list[tuple[str, Word, frozenset[str]]]:
    """Each affirmed direction word with the stems of what it is said of."""
    denied = [(one.start, one.end) for one in polarity(text).denied]
    found: list[tuple[str, Word, frozenset[str]]] = []
    since = 0
    listed = content(text)
    for position, word in enumerate(listed):
        name = next((name for name, stems in DIRECTIONS.items() if word.stem in stems - COUNTING), None)
        if name is None:
            continue
        topic = frozenset(same(other.stem) for other in listed[since:position]) - SCAFFOLD
        if not any(start <= word.start < end for start, end in denied):
            found.append((name, word, topic))
        since = position + 1
    return found


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
    span = where(claim, word.text)
    reason = f"the claim points the other way; {sides(repr(other.text), repr(word.text))}"
    if comparisons(pairing.text):
        return unsupported(NAME, reason, span)  # the sides may be turned, too: no contradiction, and no support
    return contradicted(NAME, reason, span)
