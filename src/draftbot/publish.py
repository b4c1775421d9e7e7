"""Publishing a folder whole or not at all, and never over a person's work."""

from __future__ import annotations

import ctypes
import errno
import fcntl
import json
import os
import re
import secrets
import shutil
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path

from draftbot.errors import BadInput, Unpublishable
from draftbot.records.record import Record

AT_FDCWD = -100
RENAME_EXCHANGE = 2
# What renameat2 answers where the system or the file system cannot exchange two names.
CANNOT_EXCHANGE = frozenset({errno.ENOSYS, errno.EINVAL, errno.ENOTSUP})
# What flock answers for a folder on network file systems; one writer at a time is then left to the user.
CANNOT_LOCK = frozenset({errno.EBADF, errno.ENOLCK, errno.ENOTSUP, errno.EINVAL})


class Published(Record):
    """Where the files are. ``revision`` is set when the article there was edited by hand and this one stands beside
    it."""

    folder: Path
    revision: bool


def publish(folder: Path, files: Mapping[str, bytes]) -> Published:
    """Writes the files as the folder's whole content; readers see all the old files or all the new ones.

    A folder that a person worked in (``hand_edited``) is left alone: the new one goes to ``<folder>.revision-N``.
    Raises Unpublishable when the disk refuses (what was there stays), BadInput when the place is not a real folder.
    """
    if folder.is_symlink() or (folder.exists() and not folder.is_dir()):
        raise BadInput("is not a real folder; move it away or choose another --out", path=str(folder))
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with _alone_in(folder.parent):
            _mend(folder)
            edited = folder.is_dir() and hand_edited(folder, files)
            target = _free_revision(folder, files) if edited else folder
            _replace(target, files)
    except OSError as error:
        raise Unpublishable(f"{folder} cannot be written: {error.strerror}; nothing there was changed") from error
    return Published(folder=target, revision=edited)


def overwrite(folder: Path, files: Mapping[str, bytes]) -> None:
    """Replaces files of an article by an editor's own decision; the others stay. Readers see all the old files or all
    the new ones; where the folder holds folders or links of the editor's, file by file. Raises
    Unpublishable when the disk refuses."""
    try:
        with _alone_in(folder.parent):
            _mend(folder)
            there = list(folder.iterdir())
            if all(entry.is_file() and not entry.is_symlink() for entry in there):
                _replace(folder, {**{entry.name: entry.read_bytes() for entry in there}, **files})
            else:
                _one_by_one(folder, files)
    except OSError as error:
        raise Unpublishable(f"{folder} cannot be written: {error.strerror}; nothing there was changed") from error


def _one_by_one(folder: Path, files: Mapping[str, bytes]) -> None:
    """Each file whole or not at all, in a folder that also holds what we cannot carry over (folders, links)."""
    aside = folder.with_name(f".{folder.name}.{secrets.token_hex(4)}")
    try:
        _write(aside, files)
        for name in files:
            os.replace(aside / name, folder / name)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def hand_edited(folder: Path, ours: Collection[str]) -> bool:
    """Whether a person worked in the folder: it holds something that we do not write, or an article that is not the
    one that its trace was written with."""
    names = {entry.name for entry in folder.iterdir()}
    if not names <= set(ours):
        return True
    if "article.md" not in names:
        return False
    try:
        written = json.loads((folder / "trace.json").read_bytes()).get("article_sha256")
        return bool(sha256((folder / "article.md").read_bytes()).hexdigest() != written)
    except (OSError, ValueError, AttributeError):
        return True


def _free_revision(folder: Path, ours: Collection[str]) -> Path:
    number = 1
    while _taken(candidate := folder.with_name(f"{folder.name}.revision-{number}"), ours):
        number += 1
    return candidate


def _taken(place: Path, ours: Collection[str]) -> bool:
    if place.is_symlink() or (place.exists() and not place.is_dir()):
        return True
    return place.is_dir() and hand_edited(place, ours)


@contextmanager
def _alone_in(parent: Path) -> Iterator[None]:
    """One writer at a time; the lock goes with the process, whatever ends it."""
    handle = os.open(parent, os.O_RDONLY)
    try:
        _lock(handle)
        yield
        os.fsync(handle)
    finally:
        os.close(handle)


def _lock(handle: int) -> None:
    try:
        fcntl.flock(handle, fcntl.LOCK_EX)
    except OSError as error:
        if error.errno not in CANNOT_LOCK:
            raise


def _mend(folder: Path) -> None:
    """Clears what a killed writer left beside the folder; an article that it had moved aside comes back."""
    ours = re.compile(rf"\.{re.escape(folder.name)}\.[0-9a-f]{{8}}(\.old)?")
    for left in sorted(folder.parent.iterdir()):
        found = ours.fullmatch(left.name)
        if found and found.group(1) and not folder.exists():
            os.rename(left, folder)
        elif found:
            shutil.rmtree(left, ignore_errors=True)


def _replace(target: Path, files: Mapping[str, bytes]) -> None:
    _mend(target)
    aside = target.with_name(f".{target.name}.{secrets.token_hex(4)}")
    try:
        _write(aside, files)
        _swap(aside, target)
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _write(aside: Path, files: Mapping[str, bytes]) -> None:
    aside.mkdir()
    for name, content in files.items():
        with (aside / name).open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())


def _swap(aside: Path, target: Path) -> None:
    """Exchanges the two folders in one step where the system can; else by two renames, the old folder kept until
    the end, from where ``_mend`` brings it back."""
    if not target.exists():
        os.rename(aside, target)
    elif not _exchange(aside, target):
        old = aside.with_name(f"{aside.name}.old")
        os.rename(target, old)
        try:
            os.rename(aside, target)
        except OSError:
            os.rename(old, target)
            raise
        shutil.rmtree(old, ignore_errors=True)


def _exchange(first: Path, second: Path) -> bool:
    """Whether the kernel exchanged the two names atomically (Linux renameat2)."""
    libc = ctypes.CDLL(None, use_errno=True)
    if not hasattr(libc, "renameat2"):
        return False
    done = libc.renameat2(AT_FDCWD, os.fsencode(first), AT_FDCWD, os.fsencode(second), RENAME_EXCHANGE)
    if done != 0 and ctypes.get_errno() not in CANNOT_EXCHANGE:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return bool(done == 0)
