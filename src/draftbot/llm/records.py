"""What goes to a model and what comes back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, Literal, TypeVar

from draftbot.llm.endpoint import Prices
from draftbot.records.record import Record

T = TypeVar("T")
Structured = Literal["json_schema", "json_object", "text"]


class Message(Record):
    """One turn of a conversation."""

    role: Literal["system", "user", "assistant"]
    content: str


class Usage(Record):
    """Tokens of one or more calls. ``estimated``: a server did not count, so it is the most that it can have been."""

    calls: int = 0
    prompt: int = 0
    completion: int = 0
    estimated: bool = False

    @property
    def tokens(self) -> int:
        return self.prompt + self.completion

    def plus(self, other: Usage) -> Usage:
        return Usage(
            calls=self.calls + other.calls,
            prompt=self.prompt + other.prompt,
            completion=self.completion + other.completion,
            estimated=self.estimated or other.estimated,
        )

    def money(self, prices: Prices) -> float:
        return (self.prompt * prices.prompt + self.completion * prices.completion) / 1_000_000


class Capability(Record):
    """What a server was found to understand; probed once and recorded. ``bounds``: a JSON schema may say how long a
    text or a list can be."""

    structured: Structured
    limit: Literal["max_tokens", "max_completion_tokens"] = "max_tokens"
    temperature: bool = True
    seed: bool = True
    bounds: bool = False


class Reply(Record):
    """A server's finished answer: its text, why it stopped, what it cost. ``choices`` is how many it held."""

    text: str | None
    finish: str | None
    refusal: str | None = None
    choices: int = 1
    usage: Usage
    served: str | None = None


@dataclass(frozen=True)
class Completion(Generic[T]):
    """A validated value; ``usage`` and ``keys`` are of the recorded calls that it rests on, paid now or earlier."""

    value: T
    usage: Usage
    keys: tuple[str, ...]
