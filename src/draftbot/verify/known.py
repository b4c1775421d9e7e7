"""What was judged already in one context, by exact content, so that nothing is judged twice.

A verdict follows from what a unit says and names and from the context, and nothing in a context changes; one that is
made anew, or from another, begins with nothing known. So a page that is read back is looked up by the words and sources
that stand on it, and what differs in a letter from what was judged is judged.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple, TypeVar

from draftbot.records.grounding import Grounding, Pair
from draftbot.records.unit import Unit
from draftbot.records.verdict import CheckResult, UnitVerdict
from draftbot.verify.claims import Claim
from draftbot.verify.model import GroundingModel

# Beyond this, what is known is forgotten: it saves time, it is not needed.
MOST = 20_000
Place = tuple[str, int]
K = TypeVar("K")
V = TypeVar("V")


class Said(NamedTuple):
    """All of a claim that its checks see: the rest follows from it and from the library."""

    unit: Unit
    text: str
    subject: str | None
    evidence: tuple[Place, ...]
    relevant: tuple[Place, ...]


class Known:
    """Verdicts on units, answers to claims, and readings of the grounding model; safe between threads."""

    def __init__(self) -> None:
        self._verdicts: dict[Unit, UnitVerdict] = {}
        self._answers: dict[Said, tuple[CheckResult, ...]] = {}
        self._readings: dict[Pair, Grounding] = {}

    def verdict(self, unit: Unit) -> UnitVerdict | None:
        """The verdict on a unit that says, names and cites the same, wherever it stands."""
        known = self._verdicts.get(_judged(unit))
        return known.model_copy(update={"unit": unit.id}) if known else None

    def learn(self, unit: Unit, verdict: UnitVerdict) -> None:
        _room(self._verdicts)[_judged(unit)] = verdict

    def answers(self, claim: Claim) -> tuple[CheckResult, ...] | None:
        """What each check answered to the same claim on the same evidence."""
        return self._answers.get(_said(claim))

    def answered(self, claim: Claim, results: tuple[CheckResult, ...]) -> None:
        _room(self._answers)[_said(claim)] = results

    def readings(self, pairs: Sequence[Pair], model: GroundingModel) -> list[Grounding]:
        """What the model says of each pair; it reads those that are new, in one batch."""
        found = {pair: self._readings[pair] for pair in pairs if pair in self._readings}
        new = [pair for pair in dict.fromkeys(pairs) if pair not in found]
        if new:
            found.update(zip(new, model.judge(new), strict=True))
            _room(self._readings).update((pair, found[pair]) for pair in new)
        return [found[pair] for pair in pairs]


def _room(known: dict[K, V]) -> dict[K, V]:
    if len(known) >= MOST:
        known.clear()
    return known


def _judged(unit: Unit) -> Unit:
    """The unit without what no verdict rests on: its name, its bundle, and its place where it names no passages."""
    place = unit.section if unit.passages else ""
    return unit.model_copy(update={"id": "", "section": place, "bundle": None, "lead": None})


def _said(claim: Claim) -> Said:
    unit = _judged(claim.unit).model_copy(update={"section": "", "passages": ()})
    places = [tuple((s.source, s.start) for s in told) for told in (claim.evidence, claim.relevant)]
    return Said(unit, claim.text, claim.subject, *places)
