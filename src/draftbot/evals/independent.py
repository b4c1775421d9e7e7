"""A second opinion on whether sources carry a statement, by another method than the gate's: no alignment of sentences,
no table of relations and no network, but a weighted sum of what can be counted.

Its weights were fitted by ``bench/independent.py`` on errors and rewrites made from the sources that the mutation
suite gives to training; its agreement with the gate is printed with every report.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import lru_cache
from math import exp, log

from draftbot.records.record import Record
from draftbot.text.numerals import NUMERAL_WORDS
from draftbot.text.sentences import sentences
from draftbot.text.stopwords import STOP_WORDS
from draftbot.text.words import stem

TOKEN = re.compile(r"\d+(?:[.,]\d+)*%?|[^\W\d_]+", re.UNICODE)
MOST_SENTENCES = 3
SECOND_HAND = "†"  # printed beside what is known second-hand: as good as "reported to"
# Words that say who says so, and nothing about the matter.
FRAME = frozenset("reported reports according described says said judged authors trial study published article".split())
NOT = frozenset("no not never neither nor without none cannot lack lacks lacked fail fails failed failing".split())
UP = frozenset("increase increased higher more greater rose raised longer larger better improved gained above".split())
DOWN = frozenset("decrease decreased lower less fewer fell reduced shorter smaller worse worsened lost below".split())
HEDGE = frozenset("may might could probably possibly likely suggest suggests suggested reported seems appears".split())


class Weights(Record):
    """The logistic regression: an intercept, a weight a feature, and the cut that parts both sides best."""

    intercept: float
    weights: dict[str, float]
    cut: float


class Opinion(Record):
    """The probability that the texts carry the statement, and the answer at the cut."""

    probability: float
    carried: bool


class _Text(Record):
    """A text as the scorer sees it: its tokens, stemmed, function words left out but for what turns a meaning."""

    tokens: tuple[str, ...]
    figures: frozenset[str]
    turns: int
    up: int
    down: int
    hedges: int


@lru_cache(maxsize=8192)
def _read(text: str) -> _Text:
    spelled = NUMERAL_WORDS.pattern.sub(lambda word: str(NUMERAL_WORDS.value(word.group())), text)
    raw = [token.lower() for token in TOKEN.findall(spelled)]
    return _Text(
        tokens=tuple(
            token if token[0].isdigit() else stem(token)
            for token in raw
            if token not in STOP_WORDS and token not in FRAME
        ),
        figures=frozenset(token.replace(",", "") for token in raw if token[0].isdigit()),
        turns=sum(token in NOT for token in raw),
        up=sum(token in UP for token in raw),
        down=sum(token in DOWN for token in raw),
        hedges=sum(token in HEDGE for token in raw) + (SECOND_HAND in text),
    )


@lru_cache(maxsize=512)
def _windows(source: str) -> tuple[str, ...]:
    """Every run of one to three sentences of a source."""
    spans = sentences(source)
    return tuple(
        source[spans[start].start : spans[end].end]
        for start in range(len(spans))
        for end in range(start, min(start + MOST_SENTENCES, len(spans)))
    )


@lru_cache(maxsize=512)
def _rarity(source: str) -> dict[str, float]:
    """How much a token of a source tells: by in how few of its sentences it stands."""
    spans = sentences(source)
    spread = Counter(token for span in spans for token in set(_read(span.of(source)).tokens))
    return {token: log(1 + len(spans) / count) for token, count in spread.items()}


def features(claim: str, sources: Sequence[str]) -> dict[str, float]:
    """What is counted: words, pairs of words and figures of the claim that its best window lacks, how far the order
    holds, and whether denials, directions and hedges are as many."""
    said = _read(claim)
    window, share = _best(said, sources)
    held = _read(window)
    turned = _read(_nearest(said, window))
    known = frozenset(token for source in sources for token in _rarity(source))
    pairs = set(zip(said.tokens, said.tokens[1:], strict=False))
    near = {(a, b) for at, a in enumerate(held.tokens) for b in held.tokens[at + 1 : at + 4]}
    longest = _common(said.tokens, held.tokens) / max(len(said.tokens), 1)
    figures = said.figures - held.figures
    return {
        "words missing here": 1 - share,
        "words unknown": sum(token not in known for token in said.tokens) / max(len(said.tokens), 1),
        "one word unknown": float(any(token not in known for token in said.tokens)),
        "pairs missing": 1 - len(pairs & near) / max(len(pairs), 1),
        "out of order": 1 - longest,
        "figures missing": float(bool(figures)),
        "share of figures missing": len(figures) / max(len(said.figures), 1),
        "denials lost": float(said.turns < turned.turns),
        "denials added": float(said.turns > held.turns),
        "directions": float((said.up > held.up) or (said.down > held.down)),
        "hedges lost": float(turned.hedges > 0 and said.hedges == 0),
        "length": log(1 + len(said.tokens)),
    }


def _best(said: _Text, sources: Sequence[str]) -> tuple[str, float]:
    """The window that holds most of the claim by rarity, the shortest of equal ones, and the share that it holds."""
    found: list[tuple[float, int, str]] = []
    for source in sources:
        rarity = _rarity(source)
        most = log(1 + len(rarity)) if rarity else 1.0
        total = sum(rarity.get(token, most) for token in said.tokens) or 1.0
        for window in _windows(source):
            held = frozenset(_read(window).tokens)
            covered = sum(rarity.get(token, most) for token in said.tokens if token in held)
            found.append((round(covered / total, 9), -len(window), window))
    share, _, window = max(found, default=(0.0, 0, ""))
    return window, share


def _nearest(said: _Text, window: str) -> str:
    """The one sentence of the window that shares most with the claim: its denials and hedges are the claim's own."""
    told = [span.of(window) for span in sentences(window)]
    return max(told, key=lambda one: (len(set(said.tokens) & set(_read(one).tokens)), -len(one)), default="")


def _common(first: Sequence[str], second: Sequence[str]) -> int:
    """The length of the longest common subsequence."""
    row = [0] * (len(second) + 1)
    for a in first:
        last = 0
        for at, b in enumerate(second, start=1):
            last, row[at] = row[at], last + 1 if a == b else max(row[at], row[at - 1])
    return row[-1]


def opinion(claim: str, sources: Sequence[str], weights: Weights | None = None) -> Opinion:
    """The scorer's answer for one statement and the whole texts that it cites."""
    fitted = weights or WEIGHTS
    odds = fitted.intercept + sum(
        weight * value for weight, value in _weighted(fitted, features(claim, tuple(sources)))
    )
    probability = round(1 / (1 + exp(-max(min(odds, 30.0), -30.0))), 4)
    return Opinion(probability=probability, carried=probability >= fitted.cut)


def _weighted(weights: Weights, found: dict[str, float]) -> Iterator[tuple[float, float]]:
    for name, value in found.items():
        yield weights.weights.get(name, 0.0), value


class Agreement(Record):
    """How often gate and scorer say the same: ``share`` of items, and Cohen's kappa, which chance does not raise."""

    items: int
    share: float
    kappa: float


def agreement(answers: Sequence[tuple[bool, bool]]) -> Agreement:
    """From (gate, scorer) of each item; kappa is 0 where one of them always says the same (Cohen 1960)."""
    number = len(answers)
    if not number:
        return Agreement(items=0, share=0.0, kappa=0.0)
    same = sum(a == b for a, b in answers) / number
    first, second = sum(a for a, _ in answers) / number, sum(b for _, b in answers) / number
    chance = first * second + (1 - first) * (1 - second)
    kappa = (same - chance) / (1 - chance) if chance < 1 else 0.0
    return Agreement(items=number, share=round(same, 4), kappa=round(kappa, 4))


# As bench/independent.py printed them.
WEIGHTS = Weights(
    intercept=2.935,
    weights={
        "words missing here": 1.286,
        "words unknown": -1.564,
        "one word unknown": -5.23,
        "pairs missing": 0.02,
        "out of order": 2.407,
        "figures missing": -3.802,
        "share of figures missing": -0.023,
        "denials lost": -5.145,
        "denials added": -5.193,
        "directions": -3.025,
        "hedges lost": -4.785,
        "length": 0.847,
    },
    cut=0.62,
)
