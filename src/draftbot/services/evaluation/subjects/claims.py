"""Labelled claims through the gate's verifier, as a unit that cites the claim's reference."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from draftbot.errors import BadInput
from draftbot.evals.cases import Case, load_cases
from draftbot.evals.independent import opinion
from draftbot.evals.item import Item
from draftbot.evals.suite_file import CASES, SuiteFile
from draftbot.records.record import Record
from draftbot.records.unit import Unit
from draftbot.records.values import Slug
from draftbot.services.evaluation.subjects.options import options
from draftbot.services.evaluation.world import World
from draftbot.verify import verify_unit

BATCH = 24


class ClaimOptions(Record):
    """``untouched`` are references that nobody looked at while the checks were tuned; a note for readers of the set."""

    untouched: tuple[Slug, ...] = ()


def cases(suite: SuiteFile, world: World) -> Sequence[Case]:
    options(suite, ClaimOptions)
    return load_cases(world.suites / suite.name / CASES)


def sources(case: Case) -> Iterable[str]:
    return (case.reference,)


def items(case: Case, suite: SuiteFile, world: World) -> Iterator[Item]:
    del suite
    known = world.corpus.texts.get(case.reference)
    if known is None or case.source not in known.text:
        what = f"the excerpt of case {case.id} does not stand in the text of {case.reference}; read the case again"
        raise BadInput(what, path=CASES)
    unit = Unit(id=case.id, section="eval", kind="sentence", text=case.claim, sources=(case.reference,))
    yield judged(unit, case.label == "supported", case.kind, world)


def judged(unit: Unit, true: bool, kind: str, world: World) -> Item:
    """The item of one claim: what the gate says, and what the independent scorer does."""
    verdict = verify_unit(unit, world.context)
    texts = [world.corpus.texts[key].text for key in unit.sources if key in world.corpus.texts]
    reason = verdict.reasons[0] if verdict.reasons else ""
    return Item(
        id=unit.id,
        cluster=unit.sources[0],
        kind=kind,
        text=f"{unit.row} / {unit.column}: {unit.text}" if unit.row else unit.text,
        said=f"{verdict.verdict}{f': {reason}' if reason else ''}",
        facts={
            "true": true,
            "published": verdict.published,
            "gate": verdict.published,
            "scorer": opinion(unit.text, texts).carried,
        },
    )
