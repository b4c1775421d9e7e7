"""A run cut into tasks, and what a worker does with one."""

from __future__ import annotations

import traceback
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import sha256

from draftbot.errors import DraftbotError
from draftbot.evals.item import Item
from draftbot.evals.run_result import BUDGET
from draftbot.evals.suite_file import SuiteFile
from draftbot.llm.faults import UnknownCall
from draftbot.records.record import Record
from draftbot.services.evaluation.sources import changed
from draftbot.services.evaluation.subjects import SUBJECTS
from draftbot.services.evaluation.world import World

REMEDIES = {
    "not authorised": "check DRAFTBOT_API_KEY (`draftbot doctor`) and run again",
    "rate limit": "wait, or ask the server's owner for more; run again: finished calls are kept",
    "timeout": "raise timeout under [model], or try another server; run again: finished calls are kept",
    "server error": "run again later: finished calls are kept",
    "connection": "check the address (`draftbot doctor`) and run again",
    "circuit open": "the server failed too often; run again later: finished calls are kept",
}


@dataclass(frozen=True)
class Task:
    """Some cases of a suite, asked in one go; ``key`` says which."""

    suite: SuiteFile
    epoch: int
    cases: tuple[Record, ...]

    @property
    def key(self) -> str:
        asked = "\n".join(case.model_dump_json() for case in self.cases)
        return f"{self.suite.name}/{self.epoch}/{sha256(asked.encode()).hexdigest()[:16]}"


class Answer(Record):
    """What a task brought: its items, and where it was, in seconds of the steady clock."""

    model_config = Record.model_config | {"str_strip_whitespace": False}
    key: str
    items: tuple[Item, ...]
    seconds: float = 0.0

    @property
    def whole(self) -> bool:
        return not any(item.error for item in self.items)


def tasks(suite: SuiteFile, cases: Sequence[Record], epochs: int) -> Iterator[Task]:
    """Batches of the subject's size, for every epoch."""
    size = SUBJECTS[suite.subject].BATCH
    for epoch in range(epochs):
        for start in range(0, len(cases), size):
            yield Task(suite, epoch, tuple(cases[start : start + size]))


def done(task: Task, world: World, lock: dict[str, str] | None) -> tuple[Item, ...]:
    """The items of a task's cases; a case that cannot be judged is an item with its error, and stays in the count."""
    found: list[Item] = []
    for case in task.cases:
        items = list(_asked(case, task.suite, world, lock))
        found += [_of_epoch(item, task.epoch) for item in items]
    return tuple(found)


def _asked(case: Record, suite: SuiteFile, world: World, lock: dict[str, str] | None) -> Iterator[Item]:
    subject = SUBJECTS[suite.subject]
    try:
        other = changed(subject.sources(case), world.corpus, lock)
        if other:
            yield failed(case, suite, other)
            return
        yield from subject.items(case, suite, world)
    except UnknownCall as error:
        yield failed(case, suite, f"{error}: `draftbot eval {suite.name} --record` records it")
    except OSError as error:
        what = f"{error.filename or 'the disk'}: {error.strerror or error}; free some space or mend its rights"
        yield failed(case, suite, what)
    except DraftbotError as error:
        yield failed(case, suite, with_remedy(str(error)))
    except Exception as error:
        where = traceback.extract_tb(error.__traceback__)[-1]
        what = f"{type(error).__name__}: {error} ({where.name}, line {where.lineno}); this is a bug, please report it"
        yield failed(case, suite, what)


def with_remedy(error: str) -> str:
    """The error of a call with what to do about it; one of the budget begins with its name."""
    if BUDGET in error:
        return f"{BUDGET}{error.partition(BUDGET)[2]}; raise --max-tokens or --max-cost"
    found = next((remedy for kind, remedy in REMEDIES.items() if f"{kind}: " in error), None)
    return f"{error}; {found}" if found else error


def failed(case: Record, suite: SuiteFile, error: str) -> Item:
    """The item of a case that has no answer."""
    key = str(getattr(case, "id", sha256(case.model_dump_json().encode()).hexdigest()[:10]))
    cluster = next(iter(SUBJECTS[suite.subject].sources(case)), key)
    return Item(id=key, cluster=cluster, kind=str(getattr(case, "kind", "case")), text=key, error=error)


def _of_epoch(item: Item, epoch: int) -> Item:
    return item if epoch == 0 else item.model_copy(update={"id": f"{item.id}#{epoch + 1}"})
