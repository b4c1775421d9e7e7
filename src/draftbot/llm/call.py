"""One call as data: everything that decides its answer, and so its key in the cache."""

from __future__ import annotations

import json
from functools import cached_property
from hashlib import sha256

from draftbot.llm.records import Capability, Message
from draftbot.records.record import Record

# What a chat template may add: role marks around each message and a frame around all of them, in tokens.
PER_MESSAGE, FRAME = 16, 64


class Call(Record):
    """A request before it is sent. ``answer_schema`` is the JSON schema of the answer, ``repeat`` counts empty
    answers to it so far, ``candidate`` tells wanted alternatives apart."""

    server: str
    model: str
    api_version: str | None
    messages: tuple[Message, ...]
    answer_schema: str
    capability: Capability
    temperature: float
    seed: int
    max_output: int
    candidate: int = 0
    repeat: int = 0

    @cached_property
    def key(self) -> str:
        """The content address: a hash of every field."""
        text = json.dumps(self.model_dump(mode="json"), sort_keys=True, ensure_ascii=False)
        return sha256(text.encode()).hexdigest()

    @property
    def most_prompt(self) -> int:
        """The most tokens that the prompt can have: a token holds at least one byte of text."""
        text = sum(len(message.content.encode()) + PER_MESSAGE for message in self.messages)
        return text + len(self.answer_schema.encode()) + FRAME

    def parameters(self) -> dict[str, object]:
        """The request as the chat completions interface names it, without what the server does not understand."""
        known = self.capability
        sent: dict[str, object] = {
            "model": self.model,
            "messages": [message.model_dump() for message in self.messages],
            known.limit: self.max_output,
        }
        if known.temperature:
            sent["temperature"] = self.temperature
        if known.seed:
            sent["seed"] = self.seed + self.candidate
        if known.structured == "json_schema":
            schema = {"name": "answer", "strict": True, "schema": json.loads(self.answer_schema)}
            sent["response_format"] = {"type": "json_schema", "json_schema": schema}
        elif known.structured == "json_object":
            sent["response_format"] = {"type": "json_object"}
        return sent
