"""Building a generation: only what changed is embedded, everything is queried back, then it is switched in."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout

from draftbot.errors import Unpublishable, UserError
from draftbot.index import store as chroma
from draftbot.index.embed import Embedder, Vectors
from draftbot.index.generation import (
    FORMAT,
    Generation,
    Manifest,
    collect,
    current,
    file_hash,
    make_current,
    passages_hash,
    text_hash,
)
from draftbot.index.search import Index, matches, open_index
from draftbot.records.corpus import Corpus
from draftbot.records.record import Record

# A second builder waits this long for the first; most builds of a site's corpus take less.
LOCK_SECONDS = 20
Progress = Callable[[str, int, int], None]
# A vector queried back must be itself; Chroma keeps 32-bit floats, so equality is to five places.
SELF = 1 - 1e-5


class BuildReport(Record):
    """What a build did: the generation's id, how many passages it holds, how many were embedded now or reused."""

    generation: str
    passages: int
    embedded: int
    reused: int
    embedder: str
    unchanged: bool
    seconds: float


def build(corpus: Corpus, root: Path, embedder: Embedder, progress: Progress) -> BuildReport:
    """Brings the index under ``root`` up to date with the corpus and returns what was done.

    One writer at a time; a second one gets a UserError. Nothing changes for readers until the new generation is whole
    and checked. Raises Unpublishable when the disk refuses.
    """
    started = time.monotonic()
    try:
        root.mkdir(parents=True, exist_ok=True)
        live = current(root)
        if live and matches(live, corpus, embedder):
            return _report(live, 0, len(corpus.passages), started, unchanged=True)
        with FileLock(root / "LOCK", timeout=LOCK_SECONDS):
            previous = current(root)
            if previous and matches(previous, corpus, embedder):
                return _report(previous, 0, len(corpus.passages), started, unchanged=True)
            generation, embedded = _write(corpus, root, embedder, previous, progress)
            make_current(root, generation)
            collect(root)
    except Timeout as error:
        raise UserError(f"another process is building the index in {root}; wait for it and run again") from error
    except OSError as error:
        raise Unpublishable(
            f"the index cannot be written to {root}: {error.strerror}; the old one is untouched"
        ) from error
    return _report(generation, embedded, len(corpus.passages) - embedded, started, unchanged=False)


def ensure_index(corpus: Corpus, root: Path, embedder: Embedder, progress: Progress) -> Index:
    """An index that fits the corpus, rebuilt where it does not."""
    build(corpus, root, embedder, progress)
    return open_index(corpus, root, embedder)


def _write(
    corpus: Corpus, root: Path, embedder: Embedder, previous: Generation | None, progress: Progress
) -> tuple[Generation, int]:
    folder = root / "generations" / f"{int(time.time()):x}-{secrets.token_hex(4)}"
    folder.mkdir(parents=True)
    vectors, embedded = _vectors(corpus, embedder, previous, progress)
    with (folder / "vectors.npy").open("wb") as file:
        np.save(file, vectors)
        file.flush()
        os.fsync(file.fileno())
    opened = chroma.write(folder / "chroma", corpus.passages, vectors)
    for position, (passage, vector) in enumerate(zip(corpus.passages, vectors, strict=True), start=1):
        found = chroma.nearest(opened, vector.tolist(), 1)
        if not found or (passage.id not in found and max(found.values()) < SELF):
            raise Unpublishable(f"the new index does not find passage {passage.id}; the old one stays in use")
        progress("checking", position, len(corpus.passages))
    manifest = Manifest(
        format=FORMAT,
        passages=passages_hash(corpus.passages),
        embedder=embedder.name,
        dimension=embedder.dimension,
        ids=tuple(passage.id for passage in corpus.passages),
        texts=tuple(text_hash(passage.text) for passage in corpus.passages),
        vectors=file_hash(folder / "vectors.npy"),
    )
    return Generation(folder=folder, manifest=manifest), embedded


def _vectors(
    corpus: Corpus, embedder: Embedder, previous: Generation | None, progress: Progress
) -> tuple[Vectors, int]:
    """Rows in the order of the corpus's passages; unchanged texts keep the vectors they had."""
    known: dict[str, Vectors] = {}
    if previous and previous.manifest.embedder == embedder.name:
        known = dict(zip(previous.manifest.texts, previous.vectors(), strict=True))
    new = [passage for passage in corpus.passages if text_hash(passage.text) not in known]
    fresh = embedder.embed([p.text for p in new], lambda done: progress("embedding", done, len(new)))
    known.update({text_hash(passage.text): row for passage, row in zip(new, fresh, strict=True)})
    rows = [known[text_hash(passage.text)] for passage in corpus.passages]
    return np.array(rows, dtype=np.float32).reshape(len(rows), embedder.dimension), len(new)


def _report(generation: Generation, embedded: int, reused: int, started: float, *, unchanged: bool) -> BuildReport:
    return BuildReport(
        generation=generation.folder.name,
        passages=len(generation.manifest.ids),
        embedded=embedded,
        reused=reused,
        embedder=generation.manifest.embedder,
        unchanged=unchanged,
        seconds=round(time.monotonic() - started, 2),
    )
