"""A language model as the reader of last resort: it shares no prompt with a writer, and its word needs a quote."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from pydantic import Field

from draftbot.llm import Completion, Fault, Message, Model
from draftbot.records.grounding import Pair
from draftbot.records.prompt import Prompt
from draftbot.records.record import Record
from draftbot.records.verdict import CheckResult
from draftbot.verify.checks.answer import contradicted, passed, unsupported

NAME = "judge"


class Answer(Record):
    """What the model must answer: its verdict, the source's literal words that it rests on, and one line why."""

    verdict: Literal["supported", "contradicted", "unsupported"]
    quote: str = Field(max_length=2000)
    why: str = Field(max_length=400)


@dataclass(frozen=True)
class LanguageModelJudge:
    """Asks ``model`` about each source, whole. Supported needs a quote that stands in the source letter for letter;
    no answer, an unreadable one or an invented quote is "cannot tell"."""

    model: Model
    prompt: Prompt

    @property
    def name(self) -> str:
        return f"{self.model.endpoint.model} {self.prompt.name}.v{self.prompt.version}"

    def decide(self, pairs: Sequence[Pair]) -> CheckResult:
        """One source that supports the claim is enough; none that could be read leaves it open."""
        results = [self._read(pair) for pair in pairs]
        order = ("pass", "cannot tell", "fail")
        return min(results, key=lambda result: (order.index(result.answer), not result.contradicts))

    def _read(self, pair: Pair) -> CheckResult:
        try:
            answer = self._ask(pair).value
        except Fault as fault:
            return CheckResult(check=NAME, answer="cannot tell", reason=f"the judge gave no usable answer: {fault}")
        if answer.verdict == "contradicted":
            return contradicted(NAME, f"the judge reads the contrary in the source: {answer.why}")
        if answer.verdict == "unsupported":
            return unsupported(NAME, f"the judge finds no support: {answer.why}")
        if not answer.quote.strip() or _flat(answer.quote) not in _flat(pair.source):
            reason = "the judge supports this with words that the source does not have"
            return CheckResult(check=NAME, answer="cannot tell", reason=reason)
        return passed(NAME).model_copy(update={"reason": f"the judge supports this: {answer.quote!r}"})

    def _ask(self, pair: Pair) -> Completion[Answer]:
        system, user = self.prompt.filled(
            source=json.dumps(pair.source, ensure_ascii=False), claim=json.dumps(pair.claim, ensure_ascii=False)
        )
        turns = (Message(role="system", content=system), Message(role="user", content=user))
        return self.model.complete(turns, Answer)


def _flat(text: str) -> str:
    return " ".join(text.split())
