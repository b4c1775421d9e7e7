"""Finding out what a server understands, with as few tiny calls as it takes."""

from __future__ import annotations

from collections.abc import Callable

from draftbot.llm.answer import WrongShape, parsed, schema_of
from draftbot.llm.faults import Fault, fault_of
from draftbot.llm.records import Capability, Message, Reply, Structured
from draftbot.records.record import Record

WEAKER: dict[Structured, Structured] = {"json_schema": "json_object", "json_object": "text"}
ASKED = (Message(role="user", content='Answer with this JSON object and nothing else: {"works": true}'),)


class Probe(Record):
    """What the probe asks for."""

    works: bool


def probe(ask: Callable[[Capability, str], Reply]) -> Capability:
    """The most that the server was seen to understand; ``ask`` sends the probe under a capability.

    A refused request is asked again without the parameter that the refusal names, else with a weaker kind of
    structured answer. Raises Fault when the server refuses even a plain request or cannot be asked.
    """
    known = Capability(structured="json_schema")
    while True:
        try:
            reply = ask(known, schema_of(Probe))
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
    if fault_of(reply) is not None:
        return False
    try:
        parsed(reply.text or "", Probe)
    except WrongShape:
        return False
    return True


def _without(known: Capability, refusal: str) -> Capability | None:
    if "max_tokens" in refusal and known.limit == "max_tokens":
        return known.model_copy(update={"limit": "max_completion_tokens"})
    for name in ("temperature", "seed"):
        if name in refusal and getattr(known, name):
            return known.model_copy(update={name: False})
    weaker = WEAKER.get(known.structured)
    return known.model_copy(update={"structured": weaker}) if weaker else None
