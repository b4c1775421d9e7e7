"""The writer with a model, ready for the pipeline: its prompts, what it is expected to take, and what it took."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from draftbot.draft.material import Material
from draftbot.draft.model.prompt import Prompts, section_messages
from draftbot.draft.model.request import section_requests
from draftbot.draft.model.section import REPAIRS, Desk
from draftbot.draft.model.shape import section_shape
from draftbot.draft.model.write import Written, write_with_model
from draftbot.judgements import Judgements
from draftbot.llm import Model, Usage
from draftbot.progress import Progress
from draftbot.prompts import load_prompt
from draftbot.records.brief import Evidence
from draftbot.records.unit import Draft, Unit
from draftbot.records.writing import Estimate, PromptUsed, Spending, Writing
from draftbot.settings import Settings, bundled_prompts
from draftbot.verify import Context

JUDGE = "the gate's checks: the share of sentences that pass, then how many"
# A token of English holds about four bytes; an answer repeats its statements about twice, in text and in quotes.
BYTES_A_TOKEN, ANSWER_FACTOR = 4, 3


@dataclass(frozen=True)
class ModelWriter:
    """A model to write with. ``announce`` is told the estimate before the first call that costs something."""

    settings: Settings
    model: Model
    candidates: int = 1
    announce: Callable[[Estimate], None] | None = None

    def prepare(self) -> None:
        """Gets the server ready while the offline writer drafts."""
        self.model.prepare()

    def write(
        self,
        material: Material,
        offline: Draft,
        evidence: Mapping[str, Evidence],
        context: Context,
        progress: Progress,
        entries: Sequence[Unit] = (),
    ) -> tuple[Written, Writing]:
        """The draft with the model's prose, each sentence proved, and how it came about. ``entries`` are units of the
        references' list, which are judged while the model writes."""
        prompts = self._prompts(material)
        if self.announce:
            self.announce(self._estimate(material, offline, evidence, prompts))

        with Judgements(context, [*offline.all_units()], entries) as known:
            desk = Desk(material, self.model, prompts, known.thrice, known.proofs, self.candidates)
            written = write_with_model(desk, offline, evidence, known.together, progress)
        return written, self._writing(written, prompts)

    def spending(self) -> Spending:
        """What this run spent so far."""
        budget, prices = self.model.settled(), self.model.endpoint.prices
        return Spending(
            calls=budget.spent.calls,
            prompt_tokens=budget.spent.prompt,
            completion_tokens=budget.spent.completion,
            doubtful=budget.doubtful.calls,
            doubtful_tokens=budget.doubtful.tokens,
            money=round(budget.spent.money(prices), 6) if prices else None,
            currency=prices.currency if prices else None,
        )

    def _prompts(self, material: Material) -> Prompts:
        folders, plan = (self.settings.prompts, bundled_prompts()), material.plan
        names = plan.prompts.model_dump().items()
        return Prompts.model_validate({name: load_prompt(folders, plan.name, name, number) for name, number in names})

    def _writing(self, written: Written, prompts: Prompts) -> Writing:
        used = tuple(PromptUsed(name=p.name, version=p.version, sha256=p.sha256) for p in prompts.each())
        here = self.model.endpoint
        return Writing(
            model=here.model,
            server=here.origin,
            prompts=used,
            candidates=self.candidates,
            judge=JUDGE,
            sections=written.sections,
        )

    def _estimate(
        self, material: Material, offline: Draft, evidence: Mapping[str, Evidence], prompts: Prompts
    ) -> Estimate:
        """What the sections still to ask for will take, were none sent back; those already recorded cost nothing."""
        proved = [unit for unit in offline.all_units() if unit.sources]
        expected, calls = Usage(), 0
        for request in section_requests(material, offline, evidence, self.model.endpoint.max_evidence):
            messages = section_messages(prompts, request, material.corpus.house, proved)
            for candidate in range(self.candidates):
                if not self.model.recorded(messages, section_shape(request), candidate):
                    asked = sum(len(message.content.encode()) for message in messages) // BYTES_A_TOKEN
                    said = sum(len(unit.text.encode()) for unit in request.statements) * ANSWER_FACTOR // BYTES_A_TOKEN
                    expected, calls = expected.plus(Usage(calls=1, prompt=asked, completion=said)), calls + 1
        prices = self.model.endpoint.prices
        return Estimate(
            calls=calls,
            most_calls=calls + REPAIRS * -(-calls // self.candidates),
            tokens=expected.tokens,
            money=round(expected.money(prices), 4) if prices else None,
            currency=prices.currency if prices else None,
        )
