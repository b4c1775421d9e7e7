"""From items to a suite's result: each measure with its interval, its change against the baseline, and its verdict."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from hashlib import sha256
from math import isfinite

from draftbot.evals.baseline import Baseline
from draftbot.evals.independent import Agreement, agreement
from draftbot.evals.item import Item
from draftbot.evals.measures import MEASURES
from draftbot.evals.measures.measure import Measure
from draftbot.evals.statistics.clusters import Clusters, clustered
from draftbot.evals.statistics.difference import Difference, Reach, difference, reach
from draftbot.evals.statistics.interval import Interval, interval
from draftbot.evals.statistics.verdict import Answer, Decision, against_baseline, against_bound, level_of
from draftbot.evals.suite_file import Bound, SuiteFile
from draftbot.records.record import Record


class Kind(Record):
    """A measure over the items of one kind."""

    kind: str
    value: float
    items: int


class MeasureResult(Record):
    """One measure of a run. ``change`` and ``reach`` are against the baseline, ``None`` where there is none."""

    name: str
    asks: str
    share: bool
    higher: bool
    value: float
    low: float
    high: float
    items: int
    clusters: Clusters
    bound: Bound
    before: float | None
    change: Difference | None
    reach: Reach
    answer: Answer
    why: str
    kinds: tuple[Kind, ...]


class Scored(Record):
    """An item with its score in each measure that asks about it."""

    item: Item
    scores: Mapping[str, float]


class SuiteResult(Record):
    """A suite's run: ``digest`` is the hash of its results, ``same`` whether they are the baseline's to the byte."""

    name: str
    about: str
    subject: str
    measures: tuple[MeasureResult, ...]
    items: tuple[Scored, ...]
    digest: str
    same: bool
    agreement: Agreement | None = None

    @property
    def errors(self) -> tuple[Item, ...]:
        return tuple(one.item for one in self.items if one.item.error)

    @property
    def answer(self) -> Answer:
        answers = {measure.answer for measure in self.measures}
        order: tuple[Answer, ...] = ("regression", "inconclusive")
        return next((answer for answer in order if answer in answers), "pass")


def scored(suite: SuiteFile, items: Sequence[Item], baseline: Baseline | None) -> SuiteResult:
    """The result of a suite; an item whose score is no finite number counts as failed, with that as its error."""
    measures = [MEASURES[name] for name in suite.measures]
    judged = tuple(_judged(item, measures) for item in sorted(items, key=lambda item: item.id))
    digest = sha256("\n".join(result_lines(suite.name, judged)).encode()).hexdigest()
    same = baseline is not None and baseline.results == digest
    return SuiteResult(
        name=suite.name,
        about=suite.about,
        subject=suite.subject,
        measures=tuple(_measured(measure, suite, judged, baseline, same) for measure in measures),
        items=judged,
        digest=digest,
        same=same,
        agreement=_agreement(judged),
    )


def _judged(item: Item, measures: Sequence[Measure]) -> Scored:
    scores = {}
    for measure in measures:
        found = measure.worst if item.error else measure.score(item)
        if found is None:
            continue
        if not isfinite(found):
            failed = item.model_copy(update={"error": f"the measure {measure.name} gave {found}, which is no score"})
            return Scored(item=failed, scores={measure.name: measure.worst for measure in measures})
        scores[measure.name] = round(found, 6)
    return Scored(item=item, scores=scores)


def _measured(
    measure: Measure, suite: SuiteFile, items: Sequence[Scored], baseline: Baseline | None, same: bool
) -> MeasureResult:
    found = [(one.item, one.scores[measure.name]) for one in items if measure.name in one.scores]
    clusters = clustered((item.cluster, score) for item, score in found)
    bound, level = suite.measures[measure.name], level_of(len(suite.measures))
    known = baseline.measures.get(measure.name) if baseline else None
    change = difference(known.clusters, clusters, suite.seed, level) if known else None
    nothing = Difference(value=0, error=0, low=0, high=0, worst=0, best=0)
    around: Interval = interval(clusters, suite.seed, share=measure.share)
    broken = sum(item.error is not None for item, _ in found)
    decision = _decided(clusters, bound, change, measure, same) if not broken else _incomplete(broken)
    return MeasureResult(
        name=measure.name,
        asks=measure.asks,
        share=measure.share,
        higher=measure.higher,
        value=round(clusters.value, 6),
        low=around.low,
        high=around.high,
        items=clusters.count,
        clusters=clusters,
        bound=bound,
        before=round(known.clusters.value, 6) if known else None,
        change=change,
        reach=reach(change or nothing, clusters.count, len(clusters.sums), bound.drop, level, share=measure.share),
        answer=decision.answer,
        why=decision.why,
        kinds=tuple(_kinds(found)),
    )


def _decided(clusters: Clusters, bound: Bound, change: Difference | None, measure: Measure, same: bool) -> Decision:
    if clusters.count == 0:
        return Decision(answer="inconclusive", why="no item of this run answers it")
    outside = against_bound(clusters.value, bound.least, bound.most)
    if outside:
        return outside
    if same:
        return Decision(answer="pass", why="the same bytes as the baseline")
    if change is None:
        return Decision(
            answer="inconclusive", why="no baseline: read the results, then `draftbot eval bless --why TEXT`"
        )
    return against_baseline(change, bound.drop, measure.higher)


def _incomplete(broken: int) -> Decision:
    return Decision(answer="inconclusive", why=f"incomplete: {broken} cases have no answer and count as the worst")


def _kinds(found: Sequence[tuple[Item, float]]) -> Iterator[Kind]:
    kinds: dict[str, list[float]] = {}
    for item, score in found:
        kinds.setdefault(item.kind, []).append(score)
    for kind, scores in sorted(kinds.items()):
        yield Kind(kind=kind, value=round(sum(scores) / len(scores), 6), items=len(scores))


def _agreement(items: Sequence[Scored]) -> Agreement | None:
    """Of the gate with the independent scorer, where items hold both answers."""
    both = [
        (bool(one.item.facts["gate"]), bool(one.item.facts["scorer"]))
        for one in items
        if "gate" in one.item.facts and "scorer" in one.item.facts
    ]
    return agreement(both) if both else None


def result_lines(suite: str, items: Sequence[Scored]) -> Iterator[str]:
    """One line an item, in the order of ids: what results.jsonl holds and what the baseline's hash is of."""
    for one in items:
        item = one.item
        line = {
            "suite": suite,
            "id": item.id,
            "cluster": item.cluster,
            "kind": item.kind,
            "text": item.text,
            "said": item.said,
            "scores": dict(one.scores),
            "facts": dict(item.facts),
            "error": item.error,
        }
        yield json.dumps(line, ensure_ascii=False, sort_keys=True)
