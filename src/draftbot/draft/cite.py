"""Choosing the passages that a statement is cited to, from the closed set."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from draftbot.records.brief import Evidence
from draftbot.records.source_text import Passage
from draftbot.text.quantities import quantities
from draftbot.text.sentences import sentences
from draftbot.text.words import content

MOST = 3
Carried = frozenset[str]


def passages_for(statements: Sequence[str], sources: Sequence[str], evidence: Evidence) -> tuple[str, ...]:
    """Ids of the passages that carry the statements: for each statement and source at most three, the one with the best
    single sentence first, then what adds figures or words still missing; at least one a source that has any."""
    chosen: dict[str, None] = {}
    for source in sources:
        candidates = [scored.passage for scored in evidence.passages if scored.passage.source == source]
        for statement in statements:
            chosen.update(dict.fromkeys(_greedy(carried(statement), candidates)))
    return tuple(chosen)


@lru_cache(maxsize=50_000)
def carried(text: str) -> Carried:
    """What a text carries: its stems, and each figure as heavy as three words."""
    figures = (f"{quantity.key}#{copy}" for quantity in quantities(text) for copy in range(3))
    return frozenset({word.stem for word in content(text)} | set(figures))


@lru_cache(maxsize=50_000)
def _by_sentence(text: str) -> tuple[Carried, ...]:
    return tuple(carried(span.of(text)) for span in sentences(text))


def _greedy(wanted: Carried, candidates: Sequence[Passage]) -> list[str]:
    missing = set(wanted)
    chosen: list[str] = []
    left = list(candidates)
    while left and len(chosen) < MOST:
        best = max(left, key=lambda p: (_best(missing, wanted, p), len(wanted & carried(p.text)), p.id))
        if chosen and not missing & carried(best.text):
            break
        chosen.append(best.id)
        missing -= carried(best.text)
        left.remove(best)
    return chosen


def _best(missing: set[str], wanted: Carried, passage: Passage) -> tuple[int, int]:
    """How much a single sentence of the passage adds, and how much it says of the rest: what is said of another
    compound adds a word, too."""
    told = _by_sentence(passage.text)
    return max(((len(missing & sentence), len(wanted & sentence)) for sentence in told), default=(0, 0))
