"""Postings of a segment and BM25 over several: exact, whatever the segments and deletions."""

from __future__ import annotations

from array import array
from collections import Counter
from collections.abc import Iterable

import numpy as np
from numpy.typing import NDArray

from draftbot.index.arrays import Arrays
from draftbot.index.rows import term_key
from draftbot.text.terms import terms

# Usual values of Robertson's BM25; on the development questions they beat 0.9/0.4 and 1.5/0.75 by 0.2 to 1 points.
K1, B = 1.2, 0.75
MOST = np.iinfo(np.uint16).max


def postings(texts: Iterable[str]) -> Arrays:
    """``terms`` (sorted keys), ``starts`` (where each term's postings begin), ``docs``, ``counts``, ``lengths``.

    Texts are read one at a time and nothing is copied that need not be: a first build has them all in one segment.
    """
    found, counts = array("Q"), array("I")  # a list would take five times the memory
    distinct, lengths = array("I"), array("I")
    for text in texts:
        own = terms(text)
        tally = Counter(own)
        found.extend(map(term_key, tally))
        counts.extend(tally.values())
        distinct.append(len(tally))
        lengths.append(len(own))
    every = np.asarray(found, dtype=np.uint64)
    order = np.argsort(every, kind="stable")  # stable: each term's documents stay in order
    every = every[order]
    del found
    starts = np.flatnonzero(np.concatenate([[True], every[1:] != every[:-1]])[: len(every)])
    docs = np.repeat(np.arange(len(lengths), dtype=np.int32), np.asarray(distinct))
    return {
        "terms": every[starts],
        "starts": np.append(starts, len(every)).astype(np.int64),
        "docs": docs[order],
        "counts": np.minimum(np.asarray(counts)[order], MOST).astype(np.uint16),
        "lengths": np.asarray(lengths, dtype=np.uint32),
    }


def of_term(arrays: Arrays, term: int) -> slice:
    """Where a term's postings stand; empty where the segment does not know it."""
    vocabulary = arrays["terms"]
    place = int(np.searchsorted(vocabulary, np.uint64(term)))
    if place == len(vocabulary) or vocabulary[place] != term:
        return slice(0, 0)
    return slice(int(arrays["starts"][place]), int(arrays["starts"][place + 1]))


def idf(documents: int, containing: int) -> float:
    """Robertson and Sparck Jones with one added, as Lucene has it: never negative."""
    return float(np.log(1 + (documents - containing + 0.5) / (containing + 0.5)))


def contribution(
    counts: NDArray[np.uint16], lengths: NDArray[np.uint32], average: float, weight: float
) -> NDArray[np.float64]:
    """What one term adds to each document's score (Robertson and Zaragoza 2009, equation 3.15)."""
    often = counts.astype(np.float64)
    return weight * often * (K1 + 1) / (often + K1 * (1 - B + B * lengths / average))
