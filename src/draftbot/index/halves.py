"""The two halves of a search over the segments of a generation, each exact: BM25 and cosine similarity."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from draftbot.index.embed import Vectors
from draftbot.index.generation import Generation
from draftbot.index.postings import contribution, idf, of_term
from draftbot.index.rows import Keys, Rows, key, keys, term_key
from draftbot.index.segment import Segment

Scores = NDArray[np.float64]
# 32-bit products of rows differ in their last bits with the shape of the matrix; candidates within this much of the
# last one are computed again, one by one.
MARGIN = 1e-4
# Above this share of a segment, multiplying all of it is faster than picking rows.
MANY = 0.15
# Filters whose rows are remembered.
FILTERS = 64


class Halves:
    """Rows are numbered over all segments; scores are of living rows only."""

    def __init__(self, generation: Generation) -> None:
        self._segments = generation.segments
        counts = [segment.entry.rows for segment in self._segments]
        self._firsts = [0, *np.cumsum(counts, dtype=np.int64).tolist()]
        self._known: dict[frozenset[str], Rows] = {}
        self._documents, self._tokens = generation.manifest.living, generation.manifest.tokens

    def id(self, row: int) -> str:
        segment, own = self._place(row)
        return segment.id(own)

    def rows_of_sources(self, sources: frozenset[str]) -> Rows:
        """Living rows of these sources, in order; remembered, since a section asks several questions of its sources."""
        if sources not in self._known:
            if len(self._known) >= FILTERS:
                self._known.clear()
            wanted: Keys = keys(sorted(sources))
            self._known[sources] = self._joined([segment.rows_of_sources(wanted) for segment in self._segments])
        return self._known[sources]

    def rows_of_ids(self, ids: Sequence[str]) -> Rows:
        """Living rows with these ids, in order."""
        found = [
            np.concatenate([np.zeros(0, dtype=np.int64), *(segment.rows_with(key(each)) for each in ids)])
            for segment in self._segments
        ]
        return np.sort(self._joined(found))

    def lexical(self, weights: Mapping[str, float], within: Rows | None, most: int) -> dict[int, float]:
        """The best rows by BM25 over weighted terms; ``within``: only of these rows, with the same scores."""
        scores: Scores = np.zeros(self._firsts[-1], dtype=np.float64)
        for term, weight in weights.items():
            self._add(scores, term_key(term), weight)
        rows = np.flatnonzero(scores) if within is None else within[scores[within] > 0]
        return self._best(rows, scores[rows], most)

    def _add(self, scores: Scores, term: int, weight: float) -> None:
        found = []
        for first, segment in zip(self._firsts, self._segments, strict=False):
            place = of_term(segment.arrays, term)
            docs, counts = segment.arrays["docs"][place], segment.arrays["counts"][place]
            if segment.living is not None:
                alive = segment.living[docs]
                docs, counts = docs[alive], counts[alive]
            found.append((first, docs, counts, segment.arrays["lengths"]))
        containing = sum(len(docs) for _, docs, _, _ in found)
        if not containing:
            return
        rarity, average = weight * idf(self._documents, containing), self._tokens / self._documents
        for first, docs, counts, lengths in found:
            scores[first + docs] += contribution(counts, lengths[docs], average, rarity)

    def nearest(self, vector: Vectors, within: Rows | None, most: int) -> dict[int, float]:
        """The most similar rows, of all or of these."""
        rows, rough = self._rough(vector, within)
        if len(rows) > most:
            least = np.partition(rough, -most)[-most] - MARGIN
            rows = rows[rough >= least]
        return self.similarities(vector, rows, most)

    def similarities(self, vector: Vectors, rows: Rows, most: int) -> dict[int, float]:
        """The best of these rows, each computed alone in 64 bits, so that no other row has a part in it."""
        exact = np.zeros(len(rows), dtype=np.float64)
        asked = vector.astype(np.float64)
        for low, high, segment, own in self._split(rows):
            exact[low:high] = (segment.vectors[own].astype(np.float64) * asked).sum(axis=1)
        return self._best(rows, exact, most)

    def _rough(self, vector: Vectors, within: Rows | None) -> tuple[Rows, Vectors]:
        if within is None:
            products = [_products(segment.vectors, vector) for segment in self._segments]
            rough = np.concatenate([np.zeros(0, dtype=np.float32), *products])
            if all(segment.living is None for segment in self._segments):
                return np.arange(len(rough)), rough
            rows = self._joined([segment.living_rows() for segment in self._segments])
            return rows, rough[rows]
        rough = np.zeros(len(within), dtype=np.float32)
        for low, high, segment, own in self._split(within):
            few = len(own) < MANY * segment.entry.rows
            whole = segment.vectors
            rough[low:high] = _products(whole[own], vector) if few else _products(whole, vector)[own]
        return within, rough

    def _best(self, rows: Rows, scores: Scores, most: int) -> dict[int, float]:
        """The best rows by score rounded to six places, then by id; in that order."""
        if len(rows) > most:
            least = np.partition(scores, -most)[-most] - 1e-6
            kept = scores >= least
            rows, scores = rows[kept], scores[kept]
        rounded = np.round(scores, 6).tolist()
        ranked = sorted((-score, self.id(row), row) for row, score in zip(rows.tolist(), rounded, strict=True))
        return {row: -negative for negative, _, row in ranked[:most]}

    def _place(self, row: int) -> tuple[Segment, int]:
        number = bisect_right(self._firsts, row) - 1
        return self._segments[number], row - self._firsts[number]

    def _split(self, rows: Rows) -> list[tuple[int, int, Segment, Rows]]:
        """Ordered rows by segment: from where to where they stand in ``rows``, and their numbers in the segment."""
        bounds = np.searchsorted(rows, self._firsts).tolist()
        return [
            (low, high, segment, rows[low:high] - first)
            for low, high, segment, first in zip(bounds, bounds[1:], self._segments, self._firsts, strict=False)
            if high > low
        ]

    def _joined(self, rows: Sequence[Rows]) -> Rows:
        moved = [first + own for first, own in zip(self._firsts, rows, strict=False)]
        return np.concatenate([np.zeros(0, dtype=np.int64), *moved])


def _products(rows: Vectors, vector: Vectors) -> Vectors:
    """Each row times the vector. Not by ``@``: that wakes a thread a core for a job that waits for memory, and on a
    busy machine they wait for each other, a hundred times longer than the work takes."""
    return np.asarray(np.einsum("ij,j->i", rows, vector))
