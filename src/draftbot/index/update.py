"""The one writer: a change of rows becomes a new generation, switched in when it is whole."""

from __future__ import annotations

import secrets
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
from filelock import FileLock, Timeout

from draftbot.errors import Unpublishable, UserError
from draftbot.index.arrays import write_arrays
from draftbot.index.embed import Embedder, Vectors
from draftbot.index.generation import SEGMENTS, Generation, Manifest, collect, current, make_current
from draftbot.index.merge import due, merged
from draftbot.index.rows import Row, Rows, fingerprint, key, shown
from draftbot.index.segment import Segment, SegmentEntry, open_segment, write_parts, write_segment
from draftbot.index.store import Store

# A second builder waits this long for the first; most builds of a site's corpus take less.
LOCK_SECONDS = 20
Progress = Callable[[str, int, int], None]


def update(
    root: Path, embedder: Embedder, add: Sequence[Row], remove: Sequence[str], store: Store | None = None
) -> Generation:
    """Adds rows and removes ids: the cost is that of these rows, a manifest and, now and then, a merge.

    A row whose id is there already takes its place. Raises UserError while another process writes, Unpublishable when
    the disk or the store refuses; readers then go on with the old generation.
    """
    with writing(root):
        base = current(root)
        if base and base.manifest.embedder != embedder.name:
            raise UserError(f"the index in {root} was built with {base.manifest.embedder}; run `draftbot index`")
        gone = [*remove, *(row.id for row in add)]
        segments = base.segments if base else ()
        dead = {s.entry.name: np.concatenate([_NONE, *(s.rows_with(key(each)) for each in gone)]) for s in segments}
        return switch(Writer(root, embedder, base, store), add, dead)


_NONE: Rows = np.zeros(0, dtype=np.int64)


def _silent(step: str, done: int, total: int) -> None:
    del step, done, total


@contextmanager
def writing(root: Path) -> Iterator[None]:
    """The right to write, for one process at a time."""
    try:
        root.mkdir(parents=True, exist_ok=True)
        (root / SEGMENTS).mkdir(exist_ok=True)
        with FileLock(root / "LOCK", timeout=LOCK_SECONDS):
            try:
                yield
            finally:
                collect(root)
    except Timeout as error:
        raise UserError(f"another process is building the index in {root}; wait for it and run again") from error
    except OSError as error:
        raise Unpublishable(
            f"the index cannot be written to {root}: {error.strerror or error}; the old one is untouched"
        ) from error


class Writer:
    """What a change is made from: the generation before it (``None``: an empty one), and where to write."""

    def __init__(self, root: Path, embedder: Embedder, base: Generation | None, store: Store | None) -> None:
        self.root, self.embedder, self.base, self.store = root, embedder, base, store

    @property
    def folder(self) -> Path:
        return self.root / SEGMENTS

    def fresh(self) -> str:
        return f"{int(time.time()):x}-{secrets.token_hex(4)}"


def switch(writer: Writer, add: Sequence[Row], dead: Mapping[str, Rows], progress: Progress = _silent) -> Generation:
    """Writes the new segments, tells the store, switches CURRENT, and returns the new generation, open."""
    base = writer.base
    vectors = writer.embedder.embed([row.text for row in add], lambda done: progress("embedding", done, len(add)))
    segments = [_bury(writer, each, dead.get(each.entry.name, _NONE)) for each in (base.segments if base else ())]
    if add:
        entry = write_segment(writer.folder, writer.fresh(), add, vectors)
        segments.append(open_segment(writer.folder, entry))
    total = int(base.manifest.fingerprint, 16) if base else 0
    total += sum(map(fingerprint, add))
    total -= sum(s.print(int(row)) for s in (base.segments if base else ()) for row in dead.get(s.entry.name, _NONE))
    segments = _merge(writer, segments)
    manifest = Manifest(
        embedder=writer.embedder.name,
        dimension=writer.embedder.dimension,
        fingerprint=shown(total),
        segments=tuple(segment.entry for segment in segments),
    )
    if writer.store:
        manifest = _stored(writer, writer.store, manifest, segments, (add, vectors, dead))
    name = writer.fresh()
    progress("switching", 0, 0)
    make_current(writer.root, name, manifest)
    if base:
        base.handle.close()  # or this writer would keep it from being collected
    made = current(writer.root)
    if made is None or made.name != name:
        raise Unpublishable(f"the new index in {writer.root} cannot be read back; run `draftbot index` again")
    return made


def _bury(writer: Writer, segment: Segment, rows: Rows) -> Segment:
    """The segment with these rows deleted too."""
    if not len(rows):
        return segment
    before = _NONE if segment.living is None else np.flatnonzero(~segment.living)
    dead = np.unique(np.concatenate([before, rows]))
    name = f"{segment.entry.name}.{secrets.token_hex(4)}"
    write_arrays(writer.folder / name, {"rows": dead.astype(np.int32)})
    living = np.ones(segment.entry.rows, dtype=np.bool_)
    living[dead] = False
    entry = segment.entry.model_copy(
        update={
            "dead": name,
            "living": segment.entry.rows - len(dead),
            "tokens": int(segment.arrays["lengths"][living].sum()),
        }
    )
    return Segment(entry=entry, arrays=segment.arrays, living=living)


def _merge(writer: Writer, segments: list[Segment]) -> list[Segment]:
    segments = [segment for segment in segments if segment.entry.living]
    while chosen := due([segment.entry for segment in segments]):
        names = {entry.name for entry in chosen}
        arrays = merged([segment for segment in segments if segment.entry.name in names])
        entry: SegmentEntry = write_parts(writer.folder, writer.fresh(), arrays)
        rest = [segment for segment in segments if segment.entry.name not in names]
        segments = [*rest, open_segment(writer.folder, entry)]
    return segments


def _stored(
    writer: Writer,
    store: Store,
    manifest: Manifest,
    segments: Sequence[Segment],
    change: tuple[Sequence[Row], Vectors, Mapping[str, Rows]],
) -> Manifest:
    """The store gets the new vectors before the switch; what an earlier generation lost leaves it one switch later,
    when nobody is likely to read that one."""
    add, vectors, dead = change
    base = writer.base
    if base and base.manifest.store == store.name:
        store.add([row.id for row in add], vectors)
        gone = [s.id(int(row)) for s in base.segments for row in dead.get(s.entry.name, _NONE)]
        alive = {row.id for row in add}
        store.remove([each for each in base.manifest.gone if each not in alive])
        gone = [each for each in gone if each not in alive]
    else:
        gone = []
        for segment in segments:
            rows = segment.living_rows()
            store.add([segment.id(int(row)) for row in rows], segment.vectors[rows])
    return manifest.model_copy(update={"store": store.name, "gone": tuple(gone)})
