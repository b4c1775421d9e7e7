"""A generation: a manifest of segments that never changes; CURRENT names the one that readers open."""

from __future__ import annotations

import fcntl
import json
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO

import numpy as np
from pydantic import ValidationError

from draftbot.index.arrays import file_hash
from draftbot.index.embed import Vectors
from draftbot.index.segment import Segment, SegmentEntry, open_segment
from draftbot.records.record import Record
from draftbot.whole_file import write_whole

FORMAT = 3
GENERATIONS, SEGMENTS, CURRENT = "generations", "segments", "CURRENT"
# A reader that was overtaken by a builder while it opened starts anew; nobody is overtaken this often.
OVERTAKEN = 50


class Manifest(Record):
    """What a generation holds and was made with. ``fingerprint`` is of all living rows. ``store`` names the server that
    also has the vectors; ``gone`` are ids that it may still hold though no row of this generation has them."""

    format: int = FORMAT
    embedder: str
    dimension: int
    fingerprint: str
    segments: tuple[SegmentEntry, ...] = ()
    store: str | None = None
    gone: tuple[str, ...] = ()

    @property
    def living(self) -> int:
        return sum(segment.living for segment in self.segments)

    @property
    def tokens(self) -> int:
        return sum(segment.tokens for segment in self.segments)

    def files(self) -> Iterator[str]:
        """The names of the files that it needs."""
        for segment in self.segments:
            yield segment.name
            if segment.dead:
                yield segment.dead


@dataclass(frozen=True)
class Generation:
    """An open generation. While ``handle`` is open its manifest is locked, so that nobody collects it."""

    name: str
    manifest: Manifest
    segments: tuple[Segment, ...]
    handle: IO[bytes]

    def ids(self) -> list[str]:
        """The living rows' ids, segment by segment."""
        return [segment.id(int(row)) for segment in self.segments for row in segment.living_rows()]

    def vectors(self) -> Vectors:
        """One unit row for each of ``ids``."""
        rows = [segment.vectors[segment.living_rows()] for segment in self.segments]
        return np.concatenate([np.zeros((0, self.manifest.dimension), dtype=np.float32), *rows])


def current(root: Path) -> Generation | None:
    """The generation that CURRENT names, open; ``None`` where there is none or it is not whole."""
    tried = None
    for _ in range(OVERTAKEN):
        try:
            name = (root / CURRENT).read_text(encoding="ascii").strip()
        except (OSError, UnicodeDecodeError):
            return None
        try:
            found = _open(root, name)
        except (OSError, ValueError, ValidationError):
            found = None
        if found or name == tried:
            return found
        tried = name
    return None


def _open(root: Path, name: str) -> Generation | None:
    path = root / GENERATIONS / name
    handle = path.open("rb")
    try:
        _share(handle)
        if not path.exists():  # collected between opening and locking
            handle.close()
            return None
        manifest = Manifest.model_validate_json(handle.read())
        if manifest.format != FORMAT:
            raise ValueError(f"{path} has format {manifest.format}")
        segments = tuple(open_segment(root / SEGMENTS, entry) for entry in manifest.segments)
    except BaseException:
        handle.close()
        raise
    return Generation(name=name, manifest=manifest, segments=segments, handle=handle)


def _share(handle: IO[bytes]) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_SH)
    except OSError:
        return  # a file system without locks: collection does not collect there either


def make_current(root: Path, name: str, manifest: Manifest) -> None:
    """Writes the manifest and switches CURRENT to it."""
    (root / GENERATIONS).mkdir(exist_ok=True)
    content = json.dumps(manifest.model_dump(), sort_keys=True).encode()
    write_whole(root / GENERATIONS / name, content)
    write_whole(root / CURRENT, name.encode())


def damaged(root: Path) -> list[str]:
    """The files of the current generation whose content is not what was written; every byte is read."""
    generation = current(root)
    if generation is None:
        return [CURRENT]
    entries = generation.manifest.segments
    return [entry.name for entry in entries if file_hash(root / SEGMENTS / entry.name) != entry.sha256]


def collect(root: Path) -> None:
    """Removes generations that are not current and that nobody reads, then files that no generation needs.

    To be called by the one writer. A generation that is being read is left for a later call.
    """
    live = (root / CURRENT).read_text(encoding="ascii").strip() if (root / CURRENT).is_file() else None
    folder = root / GENERATIONS
    for path in folder.iterdir() if folder.is_dir() else ():
        if path.name != live:
            _remove_unread(path)
    needed = {name for path in folder.glob("[!.]*") for name in _files(path)} if folder.is_dir() else set()
    for path in (root / SEGMENTS).iterdir() if (root / SEGMENTS).is_dir() else ():
        if path.name not in needed:
            path.unlink(missing_ok=True)


def _remove_unread(path: Path) -> None:
    if path.is_dir():  # a generation of the first format was a folder
        shutil.rmtree(path)
        return
    with path.open("rb") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            return
        path.unlink(missing_ok=True)


def _files(path: Path) -> Iterator[str]:
    try:
        yield from Manifest.model_validate_json(path.read_bytes()).files()
    except (OSError, ValidationError):
        return
