"""What can go wrong with a call: each fault says whether trying again may help, and what it may have cost."""

from __future__ import annotations

from typing import Literal

from draftbot.errors import Unpublishable, UserError
from draftbot.llm.records import Reply

Kind = Literal[
    "timeout",
    "rate limit",
    "server error",
    "connection",
    "redirect",
    "not authorised",
    "refused request",
    "not found",
    "unreadable answer",
    "too long an answer",
    "empty answer",
    "refusal",
    "content filter",
    "length limit",
    "unusable answer",
    "circuit open",
    "budget",
]
# Where nothing was paid for: the server said so by its status, was never reached, or was not asked.
FREE: frozenset[Kind] = frozenset(
    {
        "rate limit",
        "redirect",
        "not authorised",
        "refused request",
        "not found",
        "circuit open",
        "budget",
    }
)
PASSING: frozenset[Kind] = frozenset({"timeout", "rate limit", "server error", "connection", "unreadable answer"})
# Here the model was asked and answered; what it said cannot be used.
ANSWERED: frozenset[Kind] = frozenset({"empty answer", "refusal", "content filter", "length limit", "unusable answer"})
# After these no further call of the run can succeed.
FINAL: frozenset[Kind] = frozenset({"not authorised", "not found", "redirect"})


class Fault(Unpublishable):
    """A call that brought no usable answer. ``after`` is how long the server asks to wait, in seconds; ``unsent``
    that the request never reached it."""

    def __init__(self, kind: Kind, message: str, *, after: float | None = None, unsent: bool = False) -> None:
        self.kind, self.after, self.unsent = kind, after, unsent
        super().__init__(f"{kind}: {message}")

    @property
    def passing(self) -> bool:
        return self.kind in PASSING

    @property
    def answered(self) -> bool:
        return self.kind in ANSWERED

    @property
    def free(self) -> bool:
        return self.unsent or self.kind in FREE


class UnknownCall(UserError):
    """A replay met a call that was never recorded."""


def fault_of(reply: Reply) -> Fault | None:
    """Why a finished answer cannot be used, or ``None``: a finish reason is required, and it must be an end."""
    if reply.choices == 0:
        return Fault("empty answer", "the server returned no choice")
    if reply.refusal:
        return Fault("refusal", f"the model declined: {reply.refusal[:200]}")
    if reply.finish == "length":
        return Fault(
            "length limit", "the answer was cut at max_output; raise it, or the section's sources are too long"
        )
    if reply.finish == "content_filter":
        return Fault("content filter", "the server's content filter stopped the answer")
    if reply.finish != "stop":
        return Fault("unusable answer", f"the answer ended with {reply.finish!r} instead of a stop")
    if not (reply.text or "").strip():
        return Fault("empty answer", "the server returned no text")
    return None
