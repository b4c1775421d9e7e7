"""What a measure is: a number for an item, or nothing where it does not ask about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from draftbot.evals.item import Fact, Item


@dataclass(frozen=True)
class Measure:
    """``score`` gives an item's score, ``None`` where the measure does not apply. ``asks`` is its question.

    ``share``: scores lie between 0 and 1. ``higher``: more is better. ``worst`` is the score of an item that failed.
    """

    name: str
    asks: str
    score: Callable[[Item], float | None]
    share: bool = True
    higher: bool = True
    worst: float = 0.0


def fact(name: str) -> Callable[[Item], float | None]:
    """The score is a fact of that name; an item without it is not asked."""

    def score(item: Item) -> float | None:
        found: Fact = item.facts.get(name)
        return None if found is None or isinstance(found, str | tuple) else float(found)

    return score
