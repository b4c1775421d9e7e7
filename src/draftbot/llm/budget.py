"""What a run may spend: reserved before a call at the most that it can cost, settled at what it did cost."""

from __future__ import annotations

from threading import Condition

from draftbot.errors import UserError
from draftbot.llm.call import Call
from draftbot.llm.endpoint import Prices
from draftbot.llm.faults import Fault
from draftbot.llm.records import Usage
from draftbot.records.record import Record


class Limits(Record):
    """The most tokens and the most money of one run; ``None`` is no limit."""

    tokens: int | None = None
    money: float | None = None


class Budget:
    """Counts what this run spent and what it may still spend; safe between threads.

    ``spent`` is what servers counted. A call that failed after it was sent may have been billed: its reservation stays
    taken, as ``doubtful``, so that the limits hold whatever the server did.
    """

    def __init__(self, limits: Limits, prices: Prices | None) -> None:
        if limits.money is not None and prices is None:
            raise UserError("--max-cost needs prices: set [model.prices] prompt and completion, per million tokens")
        self._limits, self._prices = limits, prices
        self._changed = Condition()
        self._reserved = Usage()
        self.spent, self.doubtful = Usage(), Usage()

    def reserve(self, call: Call) -> Usage:
        """Sets the call's worst case aside, waiting for calls in flight where only they stand in the way.

        Raises Fault when the limits cannot hold it.
        """
        worst = Usage(calls=1, prompt=call.most_prompt, completion=call.max_output)
        with self._changed:
            while not self._fits(self.spent.plus(self.doubtful).plus(self._reserved).plus(worst)):
                if self._reserved.calls == 0:
                    raise Fault("budget", f"the next call could need {worst.tokens:,} tokens, more than is left")
                self._changed.wait()
            self._reserved = self._reserved.plus(worst)
        return worst

    def settle(self, reserved: Usage, used: Usage | None) -> None:
        """Gives the reservation back against what was used; ``None``: it may have been used in full."""
        with self._changed:
            self._reserved = Usage(
                calls=self._reserved.calls - reserved.calls,
                prompt=self._reserved.prompt - reserved.prompt,
                completion=self._reserved.completion - reserved.completion,
            )
            if used is None:
                self.doubtful = self.doubtful.plus(reserved)
            else:
                self.spent = self.spent.plus(used)
            self._changed.notify_all()

    def _fits(self, total: Usage) -> bool:
        if self._limits.tokens is not None and total.tokens > self._limits.tokens:
            return False
        money = total.money(self._prices) if self._prices else 0.0
        return self._limits.money is None or money <= self._limits.money
