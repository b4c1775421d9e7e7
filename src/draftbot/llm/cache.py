"""Every call on disk: the intent before it is sent, the answer before it counts."""

from __future__ import annotations

import json
import os
from hashlib import sha256
from pathlib import Path
from secrets import token_hex
from threading import Lock

from pydantic import ValidationError

from draftbot.errors import Unpublishable
from draftbot.llm.call import Call
from draftbot.llm.records import Capability, Reply
from draftbot.records.record import Record


class Recorded(Record):
    """A finished call as it lies in the cache."""

    call: Call
    reply: Reply
    sha256: str


class CallCache:
    """``<folder>/<key>.json`` for each finished call, and ``ledger.jsonl`` for every attempt, in order.

    An answer is on disk (written aside, flushed, renamed, its folder flushed) before ``put`` returns, so that a
    finished call is never paid twice. Raises Unpublishable when the disk refuses.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._lock = Lock()

    def get(self, call: Call) -> Reply | None:
        """The recorded answer; a damaged or foreign record counts as none."""
        try:
            recorded = Recorded.model_validate_json(self._path(call.key).read_bytes())
        except (OSError, ValidationError):
            return None
        intact = recorded.call == call and recorded.sha256 == _hash(recorded.reply)
        return recorded.reply if intact else None

    def put(self, call: Call, reply: Reply) -> None:
        recorded = Recorded(call=call, reply=reply, sha256=_hash(reply))
        self._write(self._path(call.key), recorded.model_dump_json(indent=1).encode() + b"\n")

    def capability(self, server: str, model: str) -> Capability | None:
        """What the server was found to understand, where that is recorded."""
        try:
            return Capability.model_validate_json(self._capability(server, model).read_bytes())
        except (OSError, ValidationError):
            return None

    def put_capability(self, server: str, model: str, capability: Capability) -> None:
        self._write(self._capability(server, model), capability.model_dump_json(indent=1).encode() + b"\n")

    def note(self, event: str, call: Call, **facts: object) -> None:
        """One line in the ledger, on disk before this returns."""
        line = json.dumps({"event": event, "call": call.key, **facts}, ensure_ascii=False) + "\n"
        try:
            with self._lock:
                self._folder.mkdir(parents=True, exist_ok=True)
                with (self._folder / "ledger.jsonl").open("ab") as file:
                    file.write(line.encode())
                    file.flush()
                    os.fsync(file.fileno())
        except OSError as error:
            raise Unpublishable(f"{self._folder} cannot be written: {error.strerror}; no call was made") from error

    def _path(self, key: str) -> Path:
        return self._folder / key[:2] / f"{key}.json"

    def _capability(self, server: str, model: str) -> Path:
        return self._folder / f"server-{sha256(f'{server} {model}'.encode()).hexdigest()[:16]}.json"

    def _write(self, path: Path, content: bytes) -> None:
        aside = path.with_name(f".{path.name}.{token_hex(4)}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with aside.open("wb") as file:
                file.write(content)
                file.flush()
                os.fsync(file.fileno())
            aside.replace(path)
            _flush(path.parent)
            _flush(self._folder)
        except OSError as error:
            raise Unpublishable(f"{path} cannot be written: {error.strerror}") from error


def _flush(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _hash(reply: Reply) -> str:
    return sha256(reply.model_dump_json().encode()).hexdigest()
