"""Recorded calls in one small file: answers by the key of their call, which is the hash of a prompt left out."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from draftbot.errors import BadInput, Unpublishable
from draftbot.llm.call import Call
from draftbot.llm.endpoint import Endpoint
from draftbot.llm.records import Capability, Reply
from draftbot.records.record import Record


class Head(Record):
    """The first line: who answered, and what that server was found to understand."""

    endpoint: Endpoint
    capability: Capability


class Line(Record):
    """One answer."""

    key: str
    reply: Reply


class CallsFile:
    """The calls of a replay; nothing is ever added to it. Raises BadInput for a file that was cut or damaged."""

    def __init__(self, path: Path) -> None:
        try:
            lines = path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError) as error:
            raise BadInput("no recorded calls; run once with --record", path=str(path)) from error
        try:
            self.head = Head.model_validate_json(lines[0] if lines else "")
            known = [Line.model_validate_json(text) for text in lines[1:]]
        except ValidationError as error:
            what = "recorded calls that were cut or damaged; restore them from git, or run once with --record"
            raise BadInput(what, path=str(path)) from error
        self._replies = {line.key: line.reply for line in known}

    def get(self, call: Call) -> Reply | None:
        return self._replies.get(call.key)

    def capability(self, server: str, model: str) -> Capability | None:
        own = (server, model) == (self.head.endpoint.base_url, self.head.endpoint.model)
        return self.head.capability if own else None

    def put(self, call: Call, reply: Reply) -> None:
        raise Unpublishable(f"a replay has no new answer ({call.key[:12]}: {reply.finish})")

    def put_capability(self, server: str, model: str, capability: Capability) -> None:
        raise Unpublishable(
            f"a replay asks no server what it understands ({model} at {server}: {capability.structured})"
        )

    def note(self, event: str, call: Call, **facts: object) -> None:
        """A replay sends nothing, so there is nothing to note."""


def calls_bytes(head: Head, replies: Mapping[str, Reply]) -> bytes:
    """The file's content: the head, then the answers by key."""
    lines = [head.model_dump(mode="json"), *({"key": k, "reply": replies[k].model_dump()} for k in sorted(replies))]
    return "".join(f"{json.dumps(line, ensure_ascii=False, sort_keys=True)}\n" for line in lines).encode()
