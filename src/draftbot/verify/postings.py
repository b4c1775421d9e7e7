"""An inverted index over things that hold terms."""

from __future__ import annotations

import math
from array import array
from collections.abc import Callable, Iterable, Iterator
from typing import Generic, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

# Bounds that keep the cost of a search constant as the corpus grows.
RAREST_TERMS = 24
LONGEST_POSTINGS = 400
T = TypeVar("T")


class Ranked(NamedTuple, Generic[T]):
    """A thing, and what it shares with the terms that it was looked for by."""

    item: T
    score: float


class Postings(Generic[T]):
    """Which things hold which terms; ``terms`` tells those of one."""

    def __init__(self, items: Iterable[T], terms: Callable[[T], frozenset[str]]) -> None:
        self._items = tuple(items)
        self._places: dict[str, array[int]] = {}
        for place, item in enumerate(self._items):
            for term in terms(item):
                self._places.setdefault(term, array("q")).append(place)

    def ranked(self, terms: Iterable[str]) -> Iterator[Ranked[T]]:
        """The things that share something with the terms, most first, in their order where equal: a rare term counts
        for more."""
        scores = self._scores(terms)
        hit = np.flatnonzero(scores)
        for place in hit[np.argsort(-scores[hit], kind="stable")]:
            yield Ranked(self._items[place], float(scores[place]))

    def _scores(self, terms: Iterable[str]) -> NDArray[np.float64]:
        known = sorted((term for term in terms if term in self._places), key=lambda t: (len(self._places[t]), t))
        scores = np.zeros(len(self._items))
        for term in known[:RAREST_TERMS]:
            places = np.frombuffer(self._places[term], dtype=np.int64)
            scores[places[:LONGEST_POSTINGS]] += math.log(1 + len(self._items) / len(places))
        return scores
