"""Queries against the workspace's index; the answer is a ranking of passages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from draftbot.errors import BadInput
from draftbot.evals.asked import Quote, SearchCase
from draftbot.evals.cases import load_cases
from draftbot.evals.item import Item
from draftbot.evals.suite_file import CASES, SuiteFile
from draftbot.index import ensure_index
from draftbot.index.embed import MiniLM
from draftbot.index.search import Index
from draftbot.progress import silent
from draftbot.services.evaluation.subjects.options import Nothing, options
from draftbot.services.evaluation.world import World

BATCH = 40
SHOWN = 10
_open: dict[int, Index] = {}


def cases(suite: SuiteFile, world: World) -> Sequence[SearchCase]:
    options(suite, Nothing)
    return load_cases(world.suites / suite.name / CASES, SearchCase)


def sources(case: SearchCase) -> Iterable[str]:
    return (quote.reference for quote in case.relevant)


def items(case: SearchCase, suite: SuiteFile, world: World) -> Iterator[Item]:
    del suite
    relevant = tuple(sorted({key for quote in case.relevant for key in _passages(quote, world)}))
    found = _index(world).search(case.query, SHOWN)
    said = "; ".join(f"{one.rank}. {one.passage.id}" for one in found[:3])
    yield Item(
        id=case.id,
        cluster=case.relevant[0].reference,
        kind=case.kind,
        text=case.query,
        said=said,
        facts={"found": tuple(one.passage.id for one in found), "relevant": relevant},
    )


def _passages(quote: Quote, world: World) -> Iterator[str]:
    """The passages that hold a part of the quoted words."""
    text = world.corpus.texts.get(quote.reference)
    start = text.text.find(quote.quote) if text else -1
    if start < 0:
        raise BadInput(f"{quote.quote!r} does not stand in {quote.reference}; quote it verbatim", path=CASES)
    for passage in world.corpus.passages:
        if passage.source == quote.reference and passage.start < start + len(quote.quote) and start < passage.end:
            yield passage.id


def _index(world: World) -> Index:
    """The index of this process; opened once."""
    key = id(world)
    if key not in _open:
        _open[key] = ensure_index(world.corpus, world.settings.index, MiniLM(), silent)
    return _open[key]
