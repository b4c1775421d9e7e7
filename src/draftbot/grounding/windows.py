"""What the grounding model reads of a source: all of it, in windows that fit."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from draftbot.text.sentences import sentences
from draftbot.text.stopwords import STOP_WORDS
from draftbot.text.words import stem

TOKEN = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+")
Measure = Callable[[str], int]
"""The length of a text in the model's tokens."""


def windows(source: str, claim: str, most: int, measure: Measure) -> tuple[str, ...]:
    """The texts of at most ``most`` tokens that the model reads for a claim.

    A source that fits is one window. A longer one is read whole in windows of consecutive sentences, and once more
    as its sentences that share most with the claim, in their order: evidence may lie far apart.
    """
    if measure(source) <= most:
        return (source,)
    pieces = [piece for span in sentences(source) for piece in cut(span.of(source), most, measure)]
    lengths = [measure(piece) for piece in pieces]
    return tuple(dict.fromkeys([focus(pieces, lengths, claim, most), *_consecutive(pieces, lengths, most)]))


def focus(pieces: Sequence[str], lengths: Sequence[int], claim: str, most: int) -> str:
    """The pieces that share most words and figures with the claim, in source order, as many as fit.

    A word counts by its rarity within the source, so that what every sentence says does not choose.
    """
    wanted = terms(claim)
    found = [terms(piece) for piece in pieces]
    spread = {term: sum(term in other for other in found) for term in wanted}
    worth = [sum(1 / spread[term] for term in wanted & own) for own in found]
    chosen: list[int] = []
    left = most
    for position in sorted(range(len(pieces)), key=lambda at: (-worth[at], at)):
        if lengths[position] <= left:
            chosen.append(position)
            left -= lengths[position]
    return " ".join(pieces[position] for position in sorted(chosen))


def terms(text: str) -> frozenset[str]:
    """Stems of the content words, and the figures."""
    return frozenset(stem(word) for word in TOKEN.findall(text) if word.lower() not in STOP_WORDS)


def _consecutive(pieces: Sequence[str], lengths: Sequence[int], most: int) -> list[str]:
    """Runs of pieces that fit, each beginning with the last piece of the one before it."""
    runs: list[str] = []
    start = 0
    while start < len(pieces):
        end, size = start, 0
        while end < len(pieces) and size + lengths[end] <= most:
            size += lengths[end]
            end += 1
        runs.append(" ".join(pieces[start:end]))
        if end >= len(pieces):
            break
        start = end - 1 if end - 1 > start else end
    return runs


def cut(piece: str, most: int, measure: Measure) -> list[str]:
    """A text in halves at a space until each fits: a sentence without stops may be longer than a window."""
    if measure(piece) <= most or len(piece) < 2:
        return [piece]
    half = len(piece) // 2
    middle = next((at for at in (piece.rfind(" ", 1, half + 1), piece.find(" ", half, -1)) if at > 0), half)
    return [part for side in (piece[:middle], piece[middle:].lstrip()) for part in cut(side, most, measure) if part]
