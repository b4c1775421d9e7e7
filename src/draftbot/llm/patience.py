"""How long to wait before trying again, and when to stop trying."""

from __future__ import annotations

import random
import time
from collections.abc import Callable
from threading import Lock

from draftbot.llm.faults import Fault

FIRST, LONGEST = 0.5, 8.0
LONGEST_ASKED = 30.0
COOLING = 20.0


def pause_before(attempt: int, fault: Fault) -> float | None:
    """Seconds before the next attempt: what the server asks for, else doubling with jitter; ``None``: it asks for more
    than ``LONGEST_ASKED``, so do not try again."""
    if fault.after is not None:
        return fault.after if fault.after <= LONGEST_ASKED else None
    return float(min(LONGEST, FIRST * 2**attempt) * random.uniform(0.5, 1.0))


class Breaker:
    """Opens after ``most`` faults without an answer between them, lets one call through each time it has cooled down,
    and stays open after a final fault (not authorised, say). A server that asks for patience (429) is not broken."""

    def __init__(self, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._most, self._clock, self._lock = most, clock, Lock()
        self._row, self._until = 0, 0.0
        self._last: Fault | None = None
        self._final = False

    def ask(self) -> None:
        """Raises Fault while the circuit is open."""
        with self._lock:
            if self._last is None or (not self._final and self._row < self._most):
                return
            if not self._final and self._clock() >= self._until:
                self._until = self._clock() + COOLING
                return
            raise Fault("circuit open", f"the server was not asked again after: {self._last}")

    def answered(self) -> None:
        with self._lock:
            self._row, self._last = 0, None

    def failed(self, fault: Fault, final: bool) -> None:
        if fault.kind in ("rate limit", "refused request"):
            return
        with self._lock:
            self._row, self._last, self._final = self._row + 1, fault, self._final or final
            self._until = self._clock() + COOLING
