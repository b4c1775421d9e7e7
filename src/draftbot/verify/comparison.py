"""Comparisons as read from a text: which side has more, or does better, whatever the order and voice."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from draftbot.records.record import Record
from draftbot.text.clauses import parts
from draftbot.text.words import Word, content, words
from draftbot.verify.lexicon import BETTER, DOWN, NEUTRAL_SIDES, PREDICATES, UP, WORSE

Axis = Literal["size", "merit", "sequence", "addition", "choice"]
# What divides the two sides; the words after it are the right side, up to the end of their noun phrase.
PASSIVE = re.compile(r"\b(?:was|were|is|are|been) (?:outperformed|surpassed|exceeded|beaten) by\b", re.IGNORECASE)
ACTIVE = re.compile(r"\b(?:outperform(?:s|ed)?|surpass(?:es|ed)?|exceed(?:s|ed)?|beat(?:s)?)\b", re.IGNORECASE)
SUPERIOR = re.compile(r"\b(?P<how>superior|inferior|preferable) to\b", re.IGNORECASE)
FAVOURS = re.compile(
    r"\b(?:favou?r(?:s|ed|ing)?|in favou?r of)\s+(?P<a>.+?)\s+(?:over|versus|vs\.?|against|compared (?:with|to)|rather than)\s+(?P<b>.+)",
    re.IGNORECASE,
)
PREFERRED = re.compile(
    r"(?P<a>.+?)\s+(?:was|were|is|are) (?:\w+ly )?(?:favou?red|preferred)\s+(?:over|to|versus|against)\s+(?P<b>.+)",
    re.IGNORECASE,
)
PREFERENCE = re.compile(r"favou?red|preferred", re.IGNORECASE)
FAVOURED = re.compile(r"\b(?:favou?r(?:s|ed|ing)?|in favou?r of)\s+(?P<a>.+)", re.IGNORECASE)
THAN = re.compile(r"\bthan\b", re.IGNORECASE)
AGAINST = re.compile(
    r"\b(?:compared (?:with|to)|in comparison (?:with|to)|relative to|versus|vs\.?|as against|over that of)(?=\s)",
    re.IGNORECASE,
)
# Relations that hold in one order only: the left side comes first, is added, or is chosen.
ORDERED: tuple[tuple[Axis, re.Pattern[str]], ...] = (
    ("sequence", re.compile(r"\bfollowed by\b", re.IGNORECASE)),
    ("addition", re.compile(r"\badded to\b|\badd-on to\b|\badjunct(?:ive)? to\b", re.IGNORECASE)),
    ("choice", re.compile(r"\b(?:instead of|rather than|in place of|alternative to|replaced)\b", re.IGNORECASE)),
)
SIDE_END = re.compile(
    r"[,;:()\[\]]|\b(?:was|were|is|are|did|had|has|at|after|during|by|on|who|which|and|but|for|when|as|(?<!than )in (?!the [\w-]+ (?:group|arm)))\b",
    re.IGNORECASE,
)
# A short form or gloss in brackets belongs to the side that it stands behind.
SHORT_FORM = re.compile(r"\([\w -]{1,20}\)")


class Comparison(Record):
    """``more`` is the side that has more (axis size), does better (merit), comes first (sequence), is added (addition)
    or is chosen (choice), ``less`` the other; both as stems.
    ``right`` is the side that stands behind the dividing word, which holds no words of the outcome."""

    axis: Axis
    more: frozenset[str]
    less: frozenset[str]
    right: Literal["more", "less"]
    start: int
    end: int

    @property
    def named(self) -> frozenset[str]:
        """The stems of the side that is named alone."""
        return self.more if self.right == "more" else self.less


@lru_cache(maxsize=50_000)
def comparisons(text: str) -> tuple[Comparison, ...]:
    """The comparisons of a text, at most one a part; none where a direction cannot be read."""
    found = []
    for span in parts(text):
        one = _comparison(span.of(text), span.start)
        if one:
            found.append(one)
    whole = None if found else _comparison(text, 0)
    return (whole,) if whole else tuple(found)


def _comparison(text: str, offset: int) -> Comparison | None:
    preferred = PREFERRED.search(text) if PREFERENCE.search(text) else None
    if preferred:
        return _made("merit", _stems(preferred["a"]), _side(preferred["b"]), True, offset, len(text))
    favours = FAVOURS.search(text)
    if favours:
        return _made("merit", _stems(favours["a"]), _side(favours["b"]), True, offset, len(text))
    favoured = FAVOURED.search(text)
    if favoured:
        side = _side(favoured["a"])
        return _made("merit", side, _stems(text[: favoured.start()]) - side, True, offset, len(text), "more")
    for pattern, up in ((PASSIVE, False), (ACTIVE, True)):
        match = pattern.search(text)
        if match:
            return _made("merit", _stems(text[: match.start()]), _side(text[match.end() :]), up, offset, len(text))
    superior = SUPERIOR.search(text)
    if superior:
        up = superior["how"].lower() != "inferior"
        return _made("merit", _stems(text[: superior.start()]), _side(text[superior.end() :]), up, offset, len(text))
    for axis, relation in ORDERED:
        match = relation.search(text)
        if match:
            return _made(axis, _stems(text[: match.start()]), _side(text[match.end() :]), True, offset, len(text))
    match = THAN.search(text) or AGAINST.search(text)
    direction = _direction(text) if match else None
    if match is None or direction is None:
        return None
    after = text[match.end() :]
    left = _stems(text[: match.start()]) or _stems(after.partition(",")[2])
    return _made(direction[0], left, _side(after), direction[1], offset, len(text))


def _made(
    axis: Axis,
    left: frozenset[str],
    right: frozenset[str],
    left_more: bool,
    start: int,
    length: int,
    named: Literal["more", "less"] | None = None,
) -> Comparison | None:
    left, right = left - right, right - left
    if not right or not left:
        return None
    more, less = (left, right) if left_more else (right, left)
    alone = named or ("less" if left_more else "more")
    return Comparison(axis=axis, more=more, less=less, right=alone, start=start, end=start + length)


def _side(text: str) -> frozenset[str]:
    """The stems of the noun phrase that a text begins with; a preposition before it is passed over."""
    start = re.match(r"\s*(?:(?:with|in|for|by|of|to|on|that|those|the|among|under|after)\s+)*", text)
    rest = text[start.end() :] if start else text
    stop = SIDE_END.search(rest)
    short = SHORT_FORM.match(rest, stop.start()) if stop else None
    side = rest[: short.end() if short else stop.start()] if stop else rest
    verb = next((word for word in words(side) if word.stem in PREDICATES and word.start), None)
    return _stems(side[: verb.start] if verb else side)


def _stems(text: str) -> frozenset[str]:
    return frozenset(word.stem for word in content(text)) - NEUTRAL_SIDES


def _direction(text: str) -> tuple[Axis, bool] | None:
    """The axis of the first direction word, and whether it says more (or better); ``None`` where words of both
    directions stand in the text."""
    found = [_of(word) for word in words(text)]
    kinds = {kind for kind in found if kind}
    if len(kinds) != 1:
        return None
    return kinds.pop()


def _of(word: Word) -> tuple[Axis, bool] | None:
    for stems, kind in (
        (UP, ("size", True)),
        (DOWN, ("size", False)),
        (BETTER, ("merit", True)),
        (WORSE, ("merit", False)),
    ):
        if word.stem in stems:
            return kind  # type: ignore[return-value]  # mypy widens the literals of the tuple
    return None
