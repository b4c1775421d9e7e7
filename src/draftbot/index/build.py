"""Bringing the index up to date with a corpus: only what changed is embedded and written."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from draftbot.errors import Unpublishable
from draftbot.index.embed import Embedder
from draftbot.index.generation import Generation, current
from draftbot.index.rows import LARGEST, Row, Rows, fingerprint, rows_of, shown
from draftbot.index.search import Index, open_index
from draftbot.index.store import Store
from draftbot.index.update import Progress, Writer, switch, writing
from draftbot.records.corpus import Corpus
from draftbot.records.record import Record


class BuildReport(Record):
    """What a build did: the generation's id, how many passages it holds, how many were embedded now or reused."""

    generation: str
    passages: int
    embedded: int
    reused: int
    embedder: str
    unchanged: bool
    seconds: float


def build(
    corpus: Corpus, root: Path, embedder: Embedder, progress: Progress, store: Store | None = None
) -> BuildReport:
    """Brings the index under ``root`` up to date with the corpus and returns what was done.

    One writer at a time; a second one gets a UserError. Nothing changes for readers until the new generation is whole.
    Raises Unpublishable when the disk or the store refuses.
    """
    return build_rows(rows_of(corpus), root, embedder, progress, store)


def build_rows(
    rows: Sequence[Row], root: Path, embedder: Embedder, progress: Progress, store: Store | None = None
) -> BuildReport:
    """``build`` for passages from anywhere."""
    started = time.monotonic()
    prints = [fingerprint(row) for row in rows]
    wanted = shown(sum(prints))

    def report(generation: Generation, embedded: int, *, unchanged: bool = False) -> BuildReport:
        return BuildReport(
            generation=generation.name,
            passages=generation.manifest.living,
            embedded=embedded,
            reused=generation.manifest.living - embedded,
            embedder=generation.manifest.embedder,
            unchanged=unchanged,
            seconds=round(time.monotonic() - started, 2),
        )

    live = current(root)
    if live and _fits(live, wanted, embedder, store):
        return report(live, 0, unchanged=True)
    if live:
        live.handle.close()
    with writing(root):
        base = current(root)
        if base and _fits(base, wanted, embedder, store):
            return report(base, 0, unchanged=True)
        if base and base.manifest.embedder != embedder.name:
            base = None  # vectors of two embedders are never mixed
        add, dead = _difference(rows, prints, base)
        made = switch(Writer(root, embedder, base, store), add, dead, progress)
        if made.manifest.fingerprint != wanted:
            raise Unpublishable(f"the new index in {root} is not of this corpus; remove the folder and run again")
    return report(made, len(add))


def ensure_index(
    corpus: Corpus, root: Path, embedder: Embedder, progress: Progress, store: Store | None = None
) -> Index:
    """An index that fits the corpus, brought up to date where it does not."""
    build(corpus, root, embedder, progress, store)
    return open_index(corpus, root, embedder, store)


def _fits(generation: Generation, wanted: str, embedder: Embedder, store: Store | None) -> bool:
    manifest = generation.manifest
    stored = store is None or manifest.store == store.name
    return manifest.fingerprint == wanted and manifest.embedder == embedder.name and stored


def _difference(
    rows: Sequence[Row], prints: Sequence[int], base: Generation | None
) -> tuple[Sequence[Row], Mapping[str, Rows]]:
    """The rows that the generation lacks, and its rows that are no longer wanted."""
    if base is None:
        return rows, {}
    # 64 bits tell rows apart here; the whole fingerprint is compared once all is written
    wanted = np.array([print_ % (1 << 64) for print_ in prints], dtype=np.uint64)
    there, dead = [np.zeros(0, dtype=np.uint64)], {}
    for segment in base.segments:
        living = segment.living_rows()
        own = segment.arrays["prints"].reshape(-1, LARGEST.bit_length() // 8).view(np.uint64)[living, 0]
        kept = np.isin(own, wanted)
        there.append(own[kept])
        dead[segment.entry.name] = living[~kept]
    new = ~np.isin(wanted, np.concatenate(there))
    return [row for row, missing in zip(rows, new.tolist(), strict=True) if missing], dead
