"""Exact facts of a pair that the calibration weighs beside the network's odds: what both texts say in so many words."""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from functools import lru_cache

from draftbot.grounding.windows import TOKEN, terms
from draftbot.records.grounding import Pair
from draftbot.records.record import Record
from draftbot.text.numerals import NUMERAL_WORDS
from draftbot.text.stopwords import STOP_WORDS
from draftbot.text.words import stem

FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
NAME = re.compile(r"\b(?:[A-Z][\w-]*[A-Z0-9][\w-]*|(?<=[a-z,] )[A-Z][a-z]{2,})\b")
NEGATION = re.compile(r"\b(?:not|no|never|neither|nor|without|none|cannot|n't|lack\w*|fail\w*)\b|n't\b", re.IGNORECASE)
HEDGE = re.compile(
    r"\b(?:may|might|could|can|suggest\w*|possib\w*|likely|potential\w*|appear\w*|seem\w*|some|probab\w*)\b",
    re.IGNORECASE,
)
# Cheaper than the splitter of articles, and enough to find the nearest sentence.
PIECES = re.compile(r"(?<=[.!?])\s+|\n+")
MOST_FIGURES = 4


def _stems(words: str) -> frozenset[str]:
    return frozenset(stem(word) for word in words.split())


# A word of a pair's first set against none but words of its second is a reversal.
DIRECTIONS = (
    (
        _stems(
            "increase increased increases increasing higher raise raised rise rose more greater elevated elevation "
            "longer larger prolonged upregulated grew gained gain"
        ),
        _stems(
            "decrease decreased decreases decreasing lower lowered lowers reduce reduced reduces reducing reduction "
            "fall fell less smaller shorter fewer shortened decline declined diminished downregulated dropped "
            "suppressed attenuated"
        ),
    ),
    (
        _stems(
            "better improve improved improvement improves improving benefit beneficial favourable superior superiority "
            "faster restored enhanced enhances recovered alleviated"
        ),
        _stems(
            "worse worsen worsened worsening deteriorated deterioration inferior inferiority slower impaired poorer"
        ),
    ),
)


class Source(Record):
    """What is asked of a source again and again."""

    lowered: str
    figures: frozenset[str]
    pieces: tuple[str, ...]
    terms: tuple[frozenset[str], ...]


def facts(pair: Pair) -> dict[str, float]:
    """Counts and agreements of claim and source, each between 0 and about 5."""
    source = _source(pair.source)
    words = frozenset(stem(word) for word in TOKEN.findall(pair.claim) if word.lower() not in STOP_WORDS)
    near = _nearest(words, source.terms)
    figures, names = figures_of(pair.claim), set(NAME.findall(pair.claim))
    negated, denied = bool(NEGATION.search(pair.claim)), bool(NEGATION.search(source.pieces[near]))
    reversed_, agrees = _directions(words, source.terms[near])
    return {
        "near": len(words & source.terms[near]) / max(len(words), 1),
        "length": math.log1p(len(pair.source) / 400),
        "sentences": math.log(len(source.pieces)),
        "figures": min(len(figures), MOST_FIGURES),
        "figures missing": float(bool(figures - source.figures)),
        "names missing": float(any(name.lower() not in source.lowered for name in names)),
        "negated": float(negated),
        "negation differs": float(negated != denied),
        "direction reversed": float(reversed_),
        "direction agrees": float(agrees),
        "hedged": float(bool(HEDGE.search(pair.claim))),
    }


def _nearest(words: frozenset[str], pieces: Sequence[frozenset[str]]) -> int:
    """The place of the sentence that shares most words with the claim; the first of equals."""
    return max(range(len(pieces)), key=lambda at: (len(words & pieces[at]), -at))


def _directions(claim: frozenset[str], source: frozenset[str]) -> tuple[bool, bool]:
    """Whether a direction of the claim is reversed in the source's sentence, and whether one agrees."""
    reversed_ = agrees = False
    for sides in DIRECTIONS:
        for side, other in (sides, sides[::-1]):
            if claim & side:
                agrees |= bool(source & side)
                reversed_ |= not claim & other and not source & side and bool(source & other)
    return reversed_, agrees


@lru_cache(maxsize=500)
def _source(text: str) -> Source:
    pieces = tuple(piece for piece in PIECES.split(text) if piece) or (text,)
    return Source(
        lowered=text.lower(), figures=figures_of(text), pieces=pieces, terms=tuple(terms(piece) for piece in pieces)
    )


def figures_of(text: str) -> frozenset[str]:
    """The figures of a text, numbers in words among them."""
    digits = NUMERAL_WORDS.pattern.sub(lambda word: str(NUMERAL_WORDS.value(word.group())), text)
    return frozenset(figure.replace(",", "") for figure in FIGURE.findall(digits))
