"""A segment: some rows with vectors and postings in one file that never changes; deletions stand beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from draftbot.index.arrays import Arrays, map_arrays, write_arrays
from draftbot.index.embed import Vectors
from draftbot.index.postings import postings
from draftbot.index.rows import Keys, Row, Rows, fingerprint, keys
from draftbot.records.record import Record


class SegmentEntry(Record):
    """A segment as a manifest names it. ``dead`` is the file of its deleted rows; ``tokens`` counts living rows' terms;
    ``bytes`` and ``sha256`` are of the segment's file."""

    name: str
    rows: int
    living: int
    tokens: int
    bytes: int
    sha256: str
    dead: str | None = None


def write_segment(folder: Path, name: str, rows: Sequence[Row], vectors: Vectors) -> SegmentEntry:
    """Writes ``name`` into the folder: row i has vector i."""
    arrays = {
        **postings(f"{row.context} {row.text}" for row in rows),
        **_identity(rows),
        "vectors": np.asarray(vectors, dtype=np.float32),
    }
    return write_parts(folder, name, arrays)


def _identity(rows: Sequence[Row]) -> Arrays:
    ids = [row.id.encode() for row in rows]
    return named(ids, keys([row.id for row in rows]), keys([row.source for row in rows])) | {
        "prints": np.frombuffer(b"".join(fingerprint(row).to_bytes(32, "little") for row in rows), dtype=np.uint8)
    }


def named(ids: Sequence[bytes], id_keys: Keys, source_keys: Keys) -> Arrays:
    """Ids by row, and both kinds of keys in their own order with the rows that have them."""
    by_id, by_source = np.argsort(id_keys, kind="stable"), np.argsort(source_keys, kind="stable")
    return {
        "ids": np.frombuffer(b"".join(ids), dtype=np.uint8),
        "id_ends": np.cumsum([len(each) for each in ids], dtype=np.int64),
        "id_keys": id_keys[by_id],
        "by_id": by_id.astype(np.int32),
        "source_keys": source_keys[by_source],
        "by_source": by_source.astype(np.int32),
    }


def write_parts(folder: Path, name: str, arrays: Arrays) -> SegmentEntry:
    """Writes a segment's arrays, all of its rows alive."""
    path = folder / name
    digest = write_arrays(path, arrays)
    count = len(arrays["lengths"])
    return SegmentEntry(
        name=name,
        rows=count,
        living=count,
        tokens=int(arrays["lengths"].sum()),
        bytes=path.stat().st_size,
        sha256=digest,
    )


@dataclass(frozen=True)
class Segment:
    """An open segment: its entry, its arrays, and which rows live (``None``: all)."""

    entry: SegmentEntry
    arrays: Arrays
    living: NDArray[np.bool_] | None

    @property
    def vectors(self) -> Vectors:
        return self.arrays["vectors"]

    def id(self, row: int) -> str:
        ends = self.arrays["id_ends"]
        return bytes(self.arrays["ids"][int(ends[row - 1]) if row else 0 : int(ends[row])]).decode()

    def living_rows(self) -> Rows:
        return np.arange(self.entry.rows) if self.living is None else np.flatnonzero(self.living)

    def rows_with(self, id_key: int, print_: int | None = None) -> Rows:
        """Living rows with this id (one or none, but for a clash of keys), and with this fingerprint where given."""
        rows = self._alive(_equal(self.arrays["id_keys"], self.arrays["by_id"], [id_key]))
        return rows if print_ is None else rows[[self.print(int(row)) == print_ for row in rows]]

    def rows_of_sources(self, source_keys: Keys) -> Rows:
        """Living rows of any of these sources, in row order."""
        return np.sort(self._alive(_equal(self.arrays["source_keys"], self.arrays["by_source"], source_keys)))

    def print(self, row: int) -> int:
        """The row's part of the fingerprint."""
        return int.from_bytes(bytes(self.arrays["prints"][32 * row : 32 * row + 32]), "little")

    def _alive(self, rows: Rows) -> Rows:
        return rows if self.living is None else rows[self.living[rows]]


def _equal(ordered: Keys, rows: NDArray[np.int32], wanted: Keys | Sequence[int]) -> Rows:
    asked = np.asarray(wanted, dtype=np.uint64)
    lows = np.searchsorted(ordered, asked, side="left")
    highs = np.searchsorted(ordered, asked, side="right")
    ranges = [rows[low:high] for low, high in zip(lows, highs, strict=True) if high > low]
    return np.concatenate(ranges).astype(np.int64) if ranges else np.zeros(0, dtype=np.int64)


def open_segment(folder: Path, entry: SegmentEntry) -> Segment:
    """The segment, mapped; raises OSError or ValueError where its files are not what the manifest says."""
    path = folder / entry.name
    if path.stat().st_size != entry.bytes:
        raise ValueError(f"{path} is not {entry.bytes} bytes long")
    living = None
    if entry.dead:
        living = np.ones(entry.rows, dtype=np.bool_)
        living[map_arrays(folder / entry.dead)["rows"]] = False
    return Segment(entry=entry, arrays=map_arrays(path), living=living)
