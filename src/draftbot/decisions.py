"""The decisions on an article: files that are only ever appended to, one for each editor, so that Git merges them."""

from __future__ import annotations

import fcntl
import os
import re
import secrets
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

from pydantic import ValidationError

from draftbot.errors import BadInput, Unpublishable
from draftbot.records.decision import SIGNED, Decision, Digests, State

FILES = ("article.md", "article.jsonld", "trace.json")
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


def standing(decisions: tuple[Decision, ...]) -> tuple[Decision, ...]:
    """The decisions that nobody has undone, undo events left out."""
    undone = {decision.undoes for decision in decisions}
    return tuple(d for d in decisions if d.id not in undone and d.action != "undo")


def state_of(decisions: tuple[Decision, ...]) -> State:
    """The article's state: where the last move that stands has put it."""
    moves = [d.state for d in standing(decisions) if d.action == "state" and d.state]
    return moves[-1] if moves else "drafted"


def sign_off(decisions: tuple[Decision, ...]) -> Decision | None:
    """The sign-off in force: the last move that stands, if it signs; ``None`` where the article was opened again."""
    moves = [d for d in standing(decisions) if d.action == "state" and d.state]
    signs = [d for d in moves if d.state in SIGNED or d.state == "due-for-review"]
    if not moves or moves[-1] not in signs:
        return None
    return next((d for d in reversed(signs) if d.digests), None)


def digests(folder: Path) -> Digests:
    """The digests of an article's three files as they are now; of a missing one, of nothing."""
    found = [sha256(path.read_bytes() if path.is_file() else b"").hexdigest() for path in (folder / n for n in FILES)]
    return Digests(article=found[0], jsonld=found[1], trace=found[2])


def changed_files(folder: Path, signed: Digests) -> tuple[str, ...]:
    """The files that differ from those that were signed."""
    own = digests(folder)
    pairs = zip(FILES, (own.article, own.jsonld, own.trace), (signed.article, signed.jsonld, signed.trace), strict=True)
    return tuple(name for name, now, then in pairs if now != then)
