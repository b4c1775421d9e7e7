"""A model as the stages see it: ``complete`` asks, and every call is cached, budgeted, bounded and recorded."""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from pathlib import Path
from threading import Lock, Semaphore, Thread
from typing import Protocol, TypeVar

from pydantic import BaseModel

from draftbot.llm.answer import WrongShape, parsed, schema_of, unbounded
from draftbot.llm.budget import Budget, Limits
from draftbot.llm.cache import CallCache
from draftbot.llm.call import Call
from draftbot.llm.endpoint import Endpoint
from draftbot.llm.faults import FINAL, Fault, UnknownCall, fault_of
from draftbot.llm.patience import Breaker, pause_before
from draftbot.llm.probe import ASKED, probe
from draftbot.llm.records import Capability, Completion, Message, Reply, Usage
from draftbot.llm.wire import OpenAIWire, Wire

T = TypeVar("T", bound=BaseModel)
PROBE_TOKENS = 128
MOST_EMPTY = 2


class Calls(Protocol):
    """Where finished calls are kept; ``CallCache`` is the usual one."""

    def get(self, call: Call) -> Reply | None: ...

    def put(self, call: Call, reply: Reply) -> None: ...

    def capability(self, server: str, model: str) -> Capability | None: ...

    def put_capability(self, server: str, model: str, capability: Capability) -> None: ...

    def note(self, event: str, call: Call, **facts: object) -> None: ...


class Model:
    """One endpoint with its cache and its budget; safe between threads.

    ``key`` goes to the endpoint only and is written nowhere. ``folder`` holds the calls, unless ``calls`` does. With
    ``replay`` no request is made: a call that is not recorded raises UnknownCall.
    """

    def __init__(
        self,
        endpoint: Endpoint,
        folder: Path,
        *,
        key: str | None = None,
        limits: Limits | None = None,
        replay: bool = False,
        pause: Callable[[float], None] = time.sleep,
        calls: Calls | None = None,
    ) -> None:
        self.endpoint, self.replay = endpoint, replay
        self.budget = Budget(limits or Limits(), endpoint.prices)
        self._cache: Calls = calls or CallCache(folder)
        self._wire: Wire | None = None
        self._key, self._pause = key, pause
        self._breaker, self._slots = Breaker(4 + 2 * endpoint.concurrency), Semaphore(endpoint.concurrency)
        self._probing, self._opening = Lock(), Lock()
        self._known: Capability | None = None
        self._aside: Thread | None = None

    def prepare(self) -> None:
        """Opens the door and finds out aside what the server understands, unless that is recorded: something else can
        be done meanwhile. What goes wrong is met, and told, by whoever asks next."""
        if self.replay or self._recorded_capability():
            return
        self._door()
        self._aside = Thread(target=self._probed, name="probe", daemon=True)
        self._aside.start()

    def _probed(self) -> None:
        with suppress(Exception):
            self.capability()

    def settled(self) -> Budget:
        """The budget, once no probe is under way."""
        if self._aside:
            self._aside.join()
        return self.budget

    def complete(
        self, messages: Sequence[Message], output: type[T], *, schema: str | None = None, candidate: int = 0
    ) -> Completion[T]:
        """A validated ``output``; an answer that breaks its shape is sent back once with what is wrong. ``schema`` goes
        out in place of the output's own: a narrower one, which a server may keep to or not.

        Raises Fault (why there is no answer), UnknownCall (a replay), Unpublishable (the disk).
        """
        shape = schema or schema_of(output)
        call = self._call(self.capability(), messages, shape, candidate)
        reply, asked = self._answer(call)
        try:
            return Completion(parsed(reply.text or "", output), reply.usage, (asked.key,))
        except WrongShape as wrong:
            mend = f"That is not valid: {wrong}. Answer again with the JSON object only."
            turns = (*messages, Message(role="assistant", content=reply.text or ""), Message(role="user", content=mend))
        second, again = self._answer(self._call(self.capability(), turns, shape, candidate))
        try:
            value = parsed(second.text or "", output)
        except WrongShape as wrong:
            raise Fault("unusable answer", f"not the wanted JSON, even when asked again: {wrong}") from None
        return Completion(value, reply.usage.plus(second.usage), (asked.key, again.key))

    def recorded(self, messages: Sequence[Message], schema: str, candidate: int = 0) -> bool:
        """Whether the call's answer is on disk; asks nobody."""
        known = self._known or self._recorded_capability()
        if known is None:
            return False
        return self._cache.get(self._call(known, messages, schema, candidate)) is not None

    def capability(self) -> Capability:
        """What the server understands: recorded, else probed once."""
        with self._probing:
            if self._known is None:
                self._known = self._recorded_capability()
            if self._known is None:
                self._known = probe(self._ask_probe)
                self._cache.put_capability(self.endpoint.base_url, self.endpoint.model, self._known)
            return self._known

    def _recorded_capability(self) -> Capability | None:
        return self._cache.capability(self.endpoint.base_url, self.endpoint.model)

    def _ask_probe(self, capability: Capability, schema: str) -> Reply:
        call = self._call(capability, ASKED, schema, 0).model_copy(update={"max_output": PROBE_TOKENS})
        return self._cache.get(call) or self._tried(call)

    def _call(self, capability: Capability, messages: Sequence[Message], schema: str, candidate: int) -> Call:
        here = self.endpoint
        return Call(
            server=here.base_url,
            model=here.model,
            api_version=here.api_version,
            messages=tuple(messages),
            answer_schema=schema if capability.bounds else unbounded(schema),
            capability=capability,
            temperature=here.temperature,
            seed=here.seed,
            max_output=here.max_output,
            candidate=candidate,
        )

    def _answer(self, call: Call) -> tuple[Reply, Call]:
        """A usable answer and the call it answers; an empty one is asked for again under the next ``repeat``."""
        while True:
            reply = self._cache.get(call) or self._tried(call)
            fault = fault_of(reply)
            if fault is None:
                return reply, call
            if fault.kind != "empty answer" or call.repeat + 1 >= MOST_EMPTY:
                raise fault
            call = call.model_copy(update={"repeat": call.repeat + 1})

    def _tried(self, call: Call) -> Reply:
        """The answer to a call that is not recorded, tried again after faults that may pass."""
        if self.replay:
            raise UnknownCall(f"replay: the call {call.key[:12]} was never recorded; run once without --replay")
        attempt = 0
        while True:
            try:
                return self._sent(call)
            except Fault as fault:
                wait = pause_before(attempt, fault)
                if not fault.passing or attempt >= self.endpoint.retries or wait is None:
                    raise
            self._pause(wait)
            attempt += 1

    def _sent(self, call: Call) -> Reply:
        """One request: reserved, its intent on disk, sent, its answer on disk, settled."""
        with self._slots:
            self._breaker.ask()
            reserved = self.budget.reserve(call)
            used: Usage | None = Usage()
            try:
                self._cache.note("intent", call, reserved=reserved.tokens)
                door = self._door()
                used = None  # from here on the server may count it, whatever happens
                try:
                    reply = door.send(call)
                except Fault as fault:
                    used = _used(fault)
                    self._breaker.failed(fault, fault.kind in FINAL)
                    self._cache.note("fault", call, fault=str(fault))
                    raise
                used = reply.usage
                self._breaker.answered()
                self._cache.put(call, reply)
                self._cache.note("answer", call, prompt=used.prompt, completion=used.completion)
                return reply
            finally:
                self.budget.settle(reserved, used)

    def _door(self) -> Wire:
        with self._opening:
            if self._wire is None:
                self._wire = OpenAIWire(self.endpoint, self._key)
            return self._wire


def _used(fault: Fault) -> Usage | None:
    """What a failed call used: nothing where it never arrived or was turned away, unknown (``None``) otherwise."""
    if fault.unsent:
        return Usage()
    return Usage(calls=1) if fault.free else None
