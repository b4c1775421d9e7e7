"""Finding out what a server understands, with as few tiny calls as it takes."""

from __future__ import annotations

import json
from collections.abc import Callable

from draftbot.llm.answer import BOUNDS, WrongShape, parsed
from draftbot.llm.faults import Fault, fault_of
from draftbot.llm.records import Capability, Message, Reply, Structured
from draftbot.records.record import Record

WEAKER: dict[Structured, Structured] = {"json_schema": "json_object", "json_object": "text"}
ASKED = (Message(role="user", content='Answer with this JSON object and nothing else: {"works": true}'),)
# As strict servers want it: every property required, none with a default. ``notes`` is there for its bounds, which some
# servers refuse.
SHAPE = json.dumps(
    {
        "type": "object",
        "properties": {
            "works": {"type": "boolean"},
            "notes": {"type": "array", "maxItems": 1, "items": {"type": "string", "maxLength": 40}},
        },
        "required": ["works", "notes"],
        "additionalProperties": False,
    },
    sort_keys=True,
)


class Probe(Record):
    """What the probe asks for."""

    works: bool
    notes: tuple[str, ...] = ()


def probe(ask: Callable[[Capability, str], Reply]) -> Capability:
    """The most that the server was seen to understand; ``ask`` sends the probe under a capability.

    A refused request is asked again without the parameter that the refusal names, else with a weaker kind of
    structured answer. Raises Fault when the server refuses even a plain request or cannot be asked.
    """
    known = Capability(structured="json_schema", bounds=True)
    while True:
        try:
            reply = ask(known, SHAPE)
        except Fault as fault:
            weaker = _without(known, str(fault)) if fault.kind == "refused request" else None
            if weaker is None:
                raise
            known = weaker
            continue
        if known.structured == "text" or _answered(reply):
            return known
        known = known.model_copy(update={"structured": WEAKER[known.structured]})


def _answered(reply: Reply) -> bool:
    """Whether the answer is the wanted object. One that a weak model followed with blanks up to the limit is: the shape
    was kept, and what the model cannot do is not the server's lack."""
    fault = fault_of(reply)
    if fault is not None and fault.kind != "length limit":
        return False
    try:
        parsed(reply.text or "", Probe)
    except WrongShape:
        return False
    return True


def _without(known: Capability, refusal: str) -> Capability | None:
    if known.bounds and any(name in refusal for name in BOUNDS):
        return known.model_copy(update={"bounds": False})
    if "max_tokens" in refusal and known.limit == "max_tokens":
        return known.model_copy(update={"limit": "max_completion_tokens"})
    for name in ("temperature", "seed"):
        if name in refusal and getattr(known, name):
            return known.model_copy(update={name: False})
    weaker = WEAKER.get(known.structured)
    return known.model_copy(update={"structured": weaker}) if weaker else None
