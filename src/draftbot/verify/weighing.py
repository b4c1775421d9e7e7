"""One number for a claim that no exact check decided: what the grounding model says, weighed with what the checks saw.

The weights are those of a logistic regression, fitted by training/gate.py on hand-written claims and development
samples of public sets; the thresholds of the gate are chosen there, too.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from functools import lru_cache
from importlib.resources import files

from draftbot.records.grounding import Grounding, Thresholds
from draftbot.records.record import Record
from draftbot.records.verdict import CheckResult
from draftbot.verify.checks import CHECKS
from draftbot.verify.claims import Claim
from draftbot.verify.lexicon import PREDICATES
from draftbot.verify.library import CONTROLS, Library
from draftbot.verify.paraphrase import GENERAL

MOST_ODDS = 4.0
MOST_COUNTED = 4
MOST_RETOLD = 2.0
# A claim half of whose words no sentence has is worded in its own way: there the model knows more than the checks.
FAR = 0.5
# What tells on sources of any field; the rest counts only where the checks know the names, for of thirteen public sets
# left out in turn each was told apart better without it.
EVERYWHERE = ("odds", "against", "contradicted")


class Weights(Record):
    """The regression over ``signals`` and the gate's thresholds; ``model`` names the grounding model that they were
    fitted with."""

    model: str
    intercept: float
    weights: dict[str, float]
    thresholds: Thresholds

    def support(self, found: Mapping[str, float]) -> float:
        """The probability that a claim with these signals is supported."""
        odds = self.intercept + sum(weight * found[name] for name, weight in self.weights.items())
        return round(1 / (1 + math.exp(-max(min(odds, 30.0), -30.0))), 4)


@lru_cache(maxsize=1)
def weights() -> Weights:
    """The committed weights."""
    text = (files("draftbot") / "verify" / "weights.json").read_text(encoding="utf-8")
    return Weights.model_validate_json(text)


def signals(
    claims: Sequence[tuple[Claim, Sequence[CheckResult]]], grounding: Grounding, library: Library
) -> dict[str, float]:
    """What the regression reads of a statement: the model's odds, how much of the claim its source carries, and what
    the exact checks found; of several clauses the worst."""
    supported = min(max(grounding.supported, 0.001), 0.999)
    odds = math.log(supported / (1 - supported))
    found = {"odds": max(min(odds, MOST_ODDS), -MOST_ODDS), "against": grounding.contradicted}
    worst: dict[str, float] = {}
    for claim, results in claims:
        for name, value in {**_words(claim, library), **_answers(results)}.items():
            worst[name] = max(worst.get(name, 0.0), value)
    together = {**found, **worst, "near": _near(worst), "retold": _retold(claims, library)}
    known = float(any(_known(claim, library) for claim, _ in claims))
    plain = {name: together[name] for name in EVERYWHERE}
    return {**plain, "known": known, **{f"known {name}": known * together[name] for name in together}}


def near(claims: Sequence[tuple[Claim, Sequence[CheckResult]]], library: Library) -> float:
    """How near the statement is to a source's own words: 1 in them, 0 where half of its words or fewer are there."""
    return min((_near(_words(claim, library)) for claim, _ in claims), default=0.0)


def _near(told: Mapping[str, float]) -> float:
    return max(0.0, 1 - told["spread"] / FAR)


def _retold(claims: Sequence[tuple[Claim, Sequence[CheckResult]]], library: Library) -> float:
    """How long the statement is against the source's sentence that is nearest to it: what picks a few words out of a
    sentence leaves out what limits them more often than what retells it."""
    unit = claims[0][0].unit
    own = library.stems(unit.text)
    told = [sentence.stems for source in unit.sources for sentence in library.sentences(source)]
    nearest = max(told, key=lambda stems: len(own & stems), default=frozenset())
    return min(len(own) / max(len(nearest), 1), MOST_RETOLD)


def _known(claim: Claim, library: Library) -> bool:
    """Whether the claim or its evidence names something of the corpus's field: there the checks know who is who."""
    texts = (claim.text, *(sentence.text for sentence in claim.evidence))
    found = (name for text in texts for names in (library.arms, library.names) for name in names.find(text))
    return any(name.canonical not in CONTROLS for name in found)


def _words(claim: Claim, library: Library) -> dict[str, float]:
    own = claim.stems - claim.card - GENERAL
    told = (*claim.evidence, *claim.relevant)
    best = max((len(own & sentence.stems) for sentence in told), default=0)
    aligned = frozenset[str]().union(*(sentence.stems for sentence in told))
    whole = frozenset[str]().union(*(s.stems for r in claim.references for s in library.sentences(r.id)))
    missing, foreign = own - aligned, own - whole
    size = max(len(own), 1)
    return {
        "missing": min(len(missing), MOST_COUNTED),
        "foreign": min(len(foreign), MOST_COUNTED),
        "foreign share": len(foreign) / size,
        "spread": 1 - best / size,
        "foreign predicate": float(bool(foreign & PREDICATES)),
        "figures": float(bool(claim.keys)),
    }


def _answers(results: Sequence[CheckResult]) -> dict[str, float]:
    failed = [result for result in results if result.answer != "pass"]
    return {
        "contradicted": float(any(result.contradicts for result in failed)),
        "failed": float(any(r.answer == "fail" and r.check != "coverage" for r in failed)),
        "failures": min(sum(r.answer == "fail" and r.check != "coverage" for r in failed), MOST_COUNTED),
        "open": float(any(result.answer == "cannot tell" for result in failed)),
        **{
            f"fails {check.NAME}": float(any(r.check == check.NAME and r.answer == "fail" for r in failed))
            for check in CHECKS
        },
    }
