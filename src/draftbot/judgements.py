"""The verifier as a model's writer uses it: each sentence judged thrice, the offline writer's units judged aside.

Beside calls that take a second, the processor is what a run waits for. So what a sentence in hand needs goes first, and
what is only needed in the end is judged when nobody waits.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from threading import Condition, Thread

from draftbot.errors import DraftbotError
from draftbot.records.unit import Unit
from draftbot.records.verdict import UnitVerdict
from draftbot.verify import Context, verify_unit
from draftbot.verify.consistency import consistent
from draftbot.verify.model import GroundingModel
from draftbot.verify.recorded import on_record


def freely(unit: Unit) -> Unit:
    """The unit by its sources as a whole, as a reader of the page meets it."""
    return unit.model_copy(update={"passages": ()})


def _loaded(model: GroundingModel) -> None:
    """A model loads when it is first asked, if only of nothing; what is wrong is told to whoever asks in earnest."""
    with suppress(DraftbotError):
        model.judge(())


class Judgements:
    """Verdicts on units; safe between threads.

    The offline writer's units are judged while the first calls are under way. What proves them is the record: a
    model's sentence must be proved by it too. ``entries`` are other units that will stand on the page. Used as a
    context: at its end, what nobody asked for yet is left to whoever asks.
    """

    def __init__(self, context: Context, offline: Sequence[Unit], entries: Sequence[Unit]) -> None:
        self._context = context
        self._turn, self._asking, self._over = Condition(), 0, False
        if context.model:
            Thread(target=_loaded, args=(context.model,), daemon=True).start()
        self._aside = ThreadPoolExecutor(max_workers=1)
        self._proofs = self._aside.submit(self.together, offline)
        self._record = self._aside.submit(lambda: on_record(context, offline, self._proofs.result()))
        self._aside.submit(self._when_idle, [*map(freely, offline), *entries])

    def __enter__(self) -> Judgements:
        return self

    def __exit__(self, *_: object) -> None:
        with self._turn:
            self._over = True
            self._turn.notify_all()
        self._aside.shutdown(wait=False, cancel_futures=True)

    def proofs(self) -> Mapping[str, UnitVerdict]:
        """The verdicts on the offline writer's units."""
        return self._proofs.result()

    def one(self, unit: Unit) -> UnitVerdict:
        return verify_unit(unit, self._context)

    def thrice(self, unit: Unit) -> UnitVerdict:
        """By the passages that the unit names, by what is on record of its sources, then as a reader of the page meets
        it: by its sources as a whole."""
        with self._first():
            given = self.one(unit)
            if not given.published:
                return given
            recorded = verify_unit(freely(unit), self._record.result())
            return self.one(freely(unit)) if recorded.published else recorded

    def together(self, units: Sequence[Unit]) -> Mapping[str, UnitVerdict]:
        """All of an article's visible units, compared with each other too."""
        return consistent(units, {unit.id: self.one(unit) for unit in units}, self._context.library)

    @contextmanager
    def _first(self) -> Iterator[None]:
        with self._turn:
            self._asking += 1
        try:
            yield
        finally:
            with self._turn:
                self._asking -= 1
                self._turn.notify_all()

    def _when_idle(self, units: Sequence[Unit]) -> None:
        """Judges what will be read back, so that its verdicts are known by then; one that asks goes first."""
        for unit in units:
            with self._turn:
                self._turn.wait_for(lambda: self._over or not self._asking)
                if self._over:
                    return
            self.one(unit)
