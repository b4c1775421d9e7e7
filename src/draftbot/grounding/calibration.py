"""From the network's answer and the exact facts of a pair to a calibrated probability."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from draftbot.grounding.facts import facts
from draftbot.records.grounding import Pair, Thresholds
from draftbot.records.record import Record


class Answer(NamedTuple):
    """What the network says of a claim: the logits of the window that supports it best, the logits of each claim token
    being wrong there, and the mean odds over all windows."""

    logits: NDArray[np.float32]
    wrong: NDArray[np.float32]
    mean: float

    @property
    def odds(self) -> float:
        """The logarithm of the odds of supported."""
        return odds(self.logits)


class Calibration(Record):
    """A logistic regression over ``features``; fitted on development pairs by training/grounding/calibrate.py."""

    name: str
    sha256: str
    thresholds: Thresholds
    intercept: float
    weights: dict[str, float]

    def supported(self, found: Mapping[str, float]) -> float:
        """The probability that the claim is supported."""
        total = self.intercept + sum(weight * found[name] for name, weight in self.weights.items())
        return 1 / (1 + math.exp(-max(min(total, 30.0), -30.0)))


def odds(logits: NDArray[np.float32]) -> float:
    """The logarithm of the odds of supported."""
    return float(logits[0] - np.logaddexp(logits[1], logits[2]))


def features(pair: Pair, answer: Answer) -> dict[str, float]:
    """What the calibration reads: the network's odds and doubts, by themselves where the texts agree, and the facts."""
    exact = facts(pair)
    return {
        "odds": answer.odds,
        "mean odds": answer.mean,
        "odds near": answer.odds * exact["near"],
        "odds of a long source": answer.odds * exact["length"],
        "doubt": float(answer.wrong.mean()) if len(answer.wrong) else 0.0,
        "doubted": float((answer.wrong > 0).mean()) if len(answer.wrong) else 0.0,
        **exact,
    }
