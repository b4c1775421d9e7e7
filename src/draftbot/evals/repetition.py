"""Sentences that say again what an earlier one said, in nearly the same words."""

from __future__ import annotations

from collections.abc import Sequence

from draftbot.text.words import words

RUN = 4
ALIKE = 0.8


def fresh(sentences: Sequence[str]) -> list[bool]:
    """Of each sentence, whether less than ``ALIKE`` of its runs of four words stand in any one earlier sentence."""
    earlier: list[frozenset[tuple[str, ...]]] = []
    found = []
    for sentence in sentences:
        runs = _runs(sentence)
        found.append(not any(runs and len(runs & other) >= ALIKE * len(runs) for other in earlier))
        earlier.append(runs)
    return found


def _runs(sentence: str) -> frozenset[tuple[str, ...]]:
    stems = [word.stem for word in words(sentence)]
    return frozenset(tuple(stems[at : at + RUN]) for at in range(len(stems) - RUN + 1))
