"""The decisions on an article: files that are only ever appended to, one for each editor, so that Git merges them."""

from __future__ import annotations

import fcntl
import os
import re
import secrets
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError

from draftbot.errors import BadInput, Unpublishable
from draftbot.records.decision import Decision

# A line is far shorter; a file beyond this is none of ours.
MOST_BYTES = 50_000_000
NAME = re.compile(r"[^a-z0-9]+")


def editor_id(name: str) -> str:
    """An editor's name as a file name: lower-case words joined by hyphens; raises BadInput for a name without any."""
    slug = NAME.sub("-", name.lower()).strip("-")[:60].strip("-")
    if not slug:
        raise BadInput("an editor's name needs letters or digits of the Latin alphabet", path="--editor")
    return slug


def read_decisions(folder: Path) -> tuple[Decision, ...]:
    """Every decision of every editor, in order; a torn last line (a killed writer's, never acknowledged) is no
    decision. Raises BadInput with file and line for anything else that is none."""
    found = [decision for path in sorted(folder.glob("*.jsonl")) for decision in _read(path)]
    unique = {decision.id: decision for decision in found}
    return tuple(sorted(unique.values(), key=lambda decision: (decision.seq, decision.at, decision.editor)))


def _read(path: Path) -> list[Decision]:
    if path.stat().st_size > MOST_BYTES:
        raise BadInput(f"larger than {MOST_BYTES:,} bytes; this is no file of decisions", path=str(path))
    whole, _, _torn = path.read_bytes().rpartition(b"\n")
    decisions = []
    for number, line in enumerate(whole.split(b"\n"), start=1):
        if not line.strip():
            continue
        try:
            decisions.append(Decision.model_validate_json(line))
        except ValidationError as error:
            what = "not a decision; if Git left a conflict here, keep the lines of both sides"
            raise BadInput(what, path=str(path), line=number) from error
    return decisions


def append(folder: Path, decision: Decision) -> None:
    """Writes one line and waits until the disk has it; raises Unpublishable when the disk refuses."""
    path = folder / f"{decision.editor}.jsonl"
    line = decision.model_dump_json(exclude_defaults=True).encode() + b"\n"
    try:
        fresh = not path.exists()
        folder.mkdir(parents=True, exist_ok=True)
        handle = os.open(path, os.O_RDWR | os.O_CREAT, 0o644)
        try:
            fcntl.flock(handle, fcntl.LOCK_EX)
            end = _end_of_whole_lines(handle)
            os.ftruncate(handle, end)
            os.pwrite(handle, line, end)
            os.fsync(handle)
        finally:
            os.close(handle)
        if fresh:
            _sync_folder(folder)
    except OSError as error:
        raise Unpublishable(f"{path} cannot be written: {error.strerror}; the decision is not recorded") from error


def _end_of_whole_lines(handle: int) -> int:
    """Where the last whole line ends: what a killed writer left behind it was never acknowledged."""
    end = size = os.fstat(handle).st_size
    while end > 0:
        start = max(0, end - 65_536)
        cut = os.pread(handle, end - start, start).rfind(b"\n")
        if cut >= 0:
            return start + cut + 1
        end = start
    return 0 if size else end


def _sync_folder(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def new_id() -> str:
    """An id for a decision that no other editor's program makes too."""
    return secrets.token_hex(8)


def now() -> datetime:
    """The present, to the millisecond, in UTC."""
    moment = datetime.now(UTC)
    return moment.replace(microsecond=moment.microsecond // 1000 * 1000)


def standing(decisions: Sequence[Decision]) -> tuple[Decision, ...]:
    """The decisions that nobody has undone, undo events left out."""
    undone = {decision.undoes for decision in decisions}
    return tuple(d for d in decisions if d.id not in undone and d.action != "undo")
