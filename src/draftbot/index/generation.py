"""An index generation on disk: written once, never changed, current when CURRENT names it."""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

import numpy as np
from pydantic import ValidationError

from draftbot.index.embed import Vectors
from draftbot.records.record import Record
from draftbot.records.source_text import Passage

FORMAT = 1


class Manifest(Record):
    """What a generation holds and was made from. ``ids`` and ``texts`` (hashes) are in the order of the vectors."""

    format: int
    passages: str
    embedder: str
    dimension: int
    ids: tuple[str, ...]
    texts: tuple[str, ...]
    vectors: str


class Generation(Record):
    """A complete generation: its folder and manifest."""

    folder: Path
    manifest: Manifest

    def vectors(self) -> Vectors:
        """One unit row for each id of the manifest."""
        return np.asarray(np.load(self.folder / "vectors.npy"), dtype=np.float32)


def passages_hash(passages: Iterable[Passage]) -> str:
    """One hash for a set of passages, in any order."""
    digest = sha256()
    for line in sorted(f"{p.id} {p.source} {p.start} {p.end} {text_hash(p.text)}" for p in passages):
        digest.update(line.encode() + b"\n")
    return digest.hexdigest()


def text_hash(text: str) -> str:
    return sha256(text.encode()).hexdigest()


def file_hash(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def current(root: Path) -> Generation | None:
    """The generation that CURRENT names; ``None`` where there is none or it is not whole."""
    try:
        folder = root / "generations" / (root / "CURRENT").read_text(encoding="ascii").strip()
        manifest = Manifest.model_validate_json((folder / "manifest.json").read_bytes())
        whole = manifest.format == FORMAT and file_hash(folder / "vectors.npy") == manifest.vectors
    except (OSError, ValidationError, UnicodeDecodeError):
        return None
    return Generation(folder=folder, manifest=manifest) if whole else None


def write_atomically(path: Path, content: bytes) -> None:
    """The content appears whole or not at all, and survives a crash once this returns."""
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    with aside.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    os.replace(aside, path)


def make_current(root: Path, generation: Generation) -> None:
    """Writes the manifest and switches CURRENT to the generation."""
    manifest = json.dumps(generation.manifest.model_dump(), ensure_ascii=False, sort_keys=True, indent=1)
    write_atomically(generation.folder / "manifest.json", manifest.encode())
    write_atomically(root / "CURRENT", generation.folder.name.encode())


def collect(root: Path) -> None:
    """Removes generations that are not current, except the newest of them: a reader may still have it open."""
    live = current(root)
    folders = sorted((root / "generations").iterdir(), key=lambda folder: folder.stat().st_mtime)
    for folder in [f for f in folders if live is None or f != live.folder][:-1]:
        shutil.rmtree(folder, ignore_errors=True)
