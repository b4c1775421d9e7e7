"""Several segments to one: deleted rows fall out, nothing is embedded or read again."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from draftbot.index.arrays import Arrays
from draftbot.index.rows import Keys
from draftbot.index.segment import Segment, SegmentEntry, named

# Segments of a size class (powers of eight) are merged when there are eight: a row is then rewritten once a class, so
# that a change of one record costs its own work and, on average, a few rows more.
FAN = 8


def due(entries: Sequence[SegmentEntry]) -> tuple[SegmentEntry, ...]:
    """The segments to merge next: a full size class, or one that is mostly deleted; none where all is well."""
    classes: dict[int, list[SegmentEntry]] = {}
    for entry in entries:
        classes.setdefault(int(math.log(max(entry.living, 1), FAN)), []).append(entry)
    for _, members in sorted(classes.items()):
        if len(members) >= FAN:
            return tuple(members)
    return next(((entry,) for entry in entries if 2 * entry.living < entry.rows), ())


def merged(segments: Sequence[Segment]) -> Arrays:
    """The living rows of the segments, in order, as the arrays of one: what writing them at once would have given."""
    kept = [segment.living_rows() for segment in segments]
    return {**_postings(segments), **_identity(segments)} | {
        "lengths": np.concatenate([s.arrays["lengths"][rows] for s, rows in zip(segments, kept, strict=True)]),
        "prints": np.concatenate(
            [s.arrays["prints"].reshape(-1, 32)[rows].reshape(-1) for s, rows in zip(segments, kept, strict=True)]
        ),
        "vectors": np.concatenate([s.vectors[rows] for s, rows in zip(segments, kept, strict=True)]),
    }


def _postings(segments: Sequence[Segment]) -> Arrays:
    found, docs, counts, first = [], [], [], 0
    for segment in segments:
        arrays = segment.arrays
        living = segment.living_rows()
        place = np.full(segment.entry.rows, -1, dtype=np.int32)
        place[living] = np.arange(first, first + len(living), dtype=np.int32)
        stays = place[arrays["docs"]] >= 0
        found.append(np.repeat(arrays["terms"], np.diff(arrays["starts"]))[stays])
        docs.append(place[arrays["docs"][stays]])
        counts.append(arrays["counts"][stays])
        first += len(living)
    every = np.concatenate(found)
    order = np.argsort(every, kind="stable")
    vocabulary, starts = np.unique(every[order], return_index=True)
    return {
        "terms": vocabulary,
        "starts": np.append(starts, len(every)).astype(np.int64),
        "docs": np.concatenate(docs)[order],
        "counts": np.concatenate(counts)[order],
    }


def _identity(segments: Sequence[Segment]) -> Arrays:
    ids: list[bytes] = []
    id_keys: list[Keys] = []
    source_keys: list[Keys] = []
    for segment in segments:
        living, arrays = segment.living_rows(), segment.arrays
        ids += [segment.id(int(row)).encode() for row in living]
        for ordered, rows, into in (("id_keys", "by_id", id_keys), ("source_keys", "by_source", source_keys)):
            unsorted = np.zeros(segment.entry.rows, dtype=np.uint64)
            unsorted[arrays[rows]] = arrays[ordered]
            into.append(unsorted[living])
    return named(ids, np.concatenate(id_keys), np.concatenate(source_keys))
