"""From the network's logits and a few exact facts of the pair to a calibrated probability."""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from draftbot.grounding.windows import terms
from draftbot.records.grounding import Pair, Thresholds
from draftbot.records.record import Record
from draftbot.text.numerals import NUMERAL_WORDS

FIGURE = re.compile(r"\d+(?:[.,]\d+)*")
NAME = re.compile(r"\b(?:[A-Z][\w-]*[A-Z0-9][\w-]*|(?<=[a-z,] )[A-Z][a-z]{2,})\b")
NEGATION = re.compile(r"\b(?:not|no|never|neither|nor|without|none|cannot|n't|lack\w*|fail\w*)\b|n't\b", re.IGNORECASE)


class Calibration(Record):
    """A logistic regression over ``features``; fitted on development pairs by training/grounding/calibrate.py."""

    name: str
    sha256: str
    thresholds: Thresholds
    intercept: float
    weights: dict[str, float]

    def supported(self, found: Mapping[str, float]) -> float:
        """The probability that the claim is supported."""
        odds = self.intercept + sum(weight * found[name] for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-max(min(odds, 30.0), -30.0)))


def features(pair: Pair, logits: NDArray[np.float32]) -> dict[str, float]:
    """What the calibration reads: the network's odds, and how far words, figures, names and negations agree."""
    claim, source = terms(pair.claim), _terms(pair.source)
    words = {term for term in claim if not term[0].isdigit()}
    figures = _figures(pair.claim)
    names = set(NAME.findall(pair.claim))
    lowered = pair.source.lower()
    odds = float(logits[0] - np.logaddexp(logits[1], logits[2]))
    return {
        "odds": odds,
        "against": float(logits[1] - logits[2]),
        "covered": len(words & source) / max(len(words), 1),
        "figures missing": float(bool(figures - _figures(pair.source))),
        "names missing": float(any(name.lower() not in lowered for name in names)),
        "negated": float(bool(NEGATION.search(pair.claim))),
        "length": math.log1p(len(pair.source) / 400),
        "odds of a long source": odds * math.log1p(len(pair.source) / 400),
    }


@lru_cache(maxsize=2000)
def _terms(text: str) -> frozenset[str]:
    return terms(text)


@lru_cache(maxsize=2000)
def _figures(text: str) -> frozenset[str]:
    digits = NUMERAL_WORDS.pattern.sub(lambda word: str(NUMERAL_WORDS.value(word.group())), text)
    return frozenset(figure.replace(",", "") for figure in FIGURE.findall(digits))
