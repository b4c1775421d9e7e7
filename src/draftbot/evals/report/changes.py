"""Which items are not as they were in the baseline, before and now side by side."""

from __future__ import annotations

from collections.abc import Iterator

from draftbot.evals.baseline import Baseline
from draftbot.evals.measures import MEASURES
from draftbot.evals.scored import Scored, SuiteResult
from draftbot.records.record import Record

FINE = "as it should be"
GONE = "is no longer there"


class Change(Record):
    """An item that got worse or better in a measure of shares."""

    model_config = Record.model_config | {"str_strip_whitespace": False}
    id: str
    kind: str
    measure: str
    worse: bool
    text: str
    before: str
    now: str


def changes(suite: SuiteResult, baseline: Baseline | None) -> Iterator[Change]:
    """Worse ones first. An item of which the baseline lists no shortfall was fine, or was not there."""
    found = [] if baseline is None or suite.same else [*_compared(suite, baseline)]
    yield from sorted(found, key=lambda change: (not change.worse, change.measure, change.id))


def _compared(suite: SuiteResult, baseline: Baseline) -> Iterator[Change]:
    for one in suite.items:
        before = baseline.fell_short.get(one.item.id)
        for name, score in one.scores.items():
            if not (MEASURES[name].share and MEASURES[name].higher):
                continue
            was = before.scores.get(name, 1.0) if before else 1.0
            if score != was:
                said = before.said if before and name in before.scores else FINE
                yield _change(one, name, score < was, said)
    here = {one.item.id for one in suite.items}
    for key, gone in baseline.fell_short.items():
        for name in gone.scores if key not in here else ():
            yield Change(id=key, kind="gone", measure=name, worse=False, text=gone.text, before=gone.said, now=GONE)


def _change(one: Scored, measure: str, worse: bool, before: str) -> Change:
    item = one.item
    now = item.error or item.said or ("falls short" if worse else FINE)
    return Change(id=item.id, kind=item.kind, measure=measure, worse=worse, text=item.text, before=before, now=now)
