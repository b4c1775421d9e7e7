"""Publishing a folder whole or not at all, and never over a person's work."""

from __future__ import annotations

import ctypes
import errno
import json
import os
import secrets
import shutil
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

from draftbot.errors import BadInput, Unpublishable
from draftbot.records.record import Record

AT_FDCWD = -100
RENAME_EXCHANGE = 2


class Published(Record):
    """Where the files are. ``revision`` is set when the article there was edited by hand and this one stands beside
    it."""

    folder: Path
    revision: bool


def publish(folder: Path, files: Mapping[str, bytes]) -> Published:
    """Writes the files as the folder's whole content; readers see all the old files or all the new ones.

    A folder whose article was edited since it was written is left alone: the new one goes to ``<folder>.revision-N``.
    Raises Unpublishable when the disk refuses (what was there stays), BadInput when the place is not a real folder.
    """
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise BadInput("is not a real folder; move it away or choose another --out", path=str(folder))
    edited = folder.is_dir() and hand_edited(folder)
    target = _free_revision(folder) if edited else folder
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        aside = folder.parent / f".{folder.name}.{secrets.token_hex(4)}"
        _write(aside, files)
        _swap(aside, target)
    except OSError as error:
        raise Unpublishable(f"{target} cannot be written: {error.strerror}; nothing there was changed") from error
    return Published(folder=target, revision=edited)


def hand_edited(folder: Path) -> bool:
    """Whether article.md differs from the one that trace.json was written with; without a trace it counts as edited."""
    article, trace = folder / "article.md", folder / "trace.json"
    if not article.exists():
        return False
    try:
        written = json.loads(trace.read_bytes()).get("article_sha256")
    except (OSError, ValueError, AttributeError):
        return True
    return bool(sha256(article.read_bytes()).hexdigest() != written)


def _free_revision(folder: Path) -> Path:
    number = 1
    while (candidate := folder.with_name(f"{folder.name}.revision-{number}")).exists() and hand_edited(candidate):
        number += 1
    return candidate


def _write(aside: Path, files: Mapping[str, bytes]) -> None:
    aside.mkdir()
    for name, content in files.items():
        with (aside / name).open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())


def _swap(aside: Path, target: Path) -> None:
    """Exchanges the two folders in one step where the system can; else by two renames, the old folder kept until
    the end."""
    try:
        if not target.exists():
            os.rename(aside, target)
        elif not _exchange(aside, target):
            old = aside.with_name(f"{aside.name}.old")
            os.rename(target, old)
            os.rename(aside, target)
            shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _exchange(first: Path, second: Path) -> bool:
    """Whether the kernel exchanged the two names atomically (Linux renameat2)."""
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        return False
    done = libc.renameat2(AT_FDCWD, os.fsencode(first), AT_FDCWD, os.fsencode(second), RENAME_EXCHANGE)
    if done != 0 and ctypes.get_errno() not in (errno.ENOSYS, errno.EINVAL):
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return bool(done == 0)
