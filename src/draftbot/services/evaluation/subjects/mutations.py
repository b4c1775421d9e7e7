"""Errors and rewrites made from true sentences of the corpus, from the seed, through the gate's verifier."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from hashlib import sha256

from draftbot.evals.item import Item
from draftbot.evals.suite import Mutant, Suite, mutants, reference_units
from draftbot.evals.suite_file import SuiteFile
from draftbot.services.evaluation.subjects.claims import judged
from draftbot.services.evaluation.subjects.options import options
from draftbot.services.evaluation.world import World
from draftbot.verify import verify_unit

BATCH = 24


def cases(suite: SuiteFile, world: World) -> Sequence[Mutant]:
    """Made from true units only: sentences of the sources that the verifier publishes as they are."""
    wanted = options(suite, Suite)
    if wanted.eval_per_kind is not None:
        wanted = wanted.model_copy(update={"per_kind": wanted.eval_per_kind})
    true = [unit for unit in reference_units(world.corpus) if verify_unit(unit, world.context).published]
    return mutants(true, world.corpus, wanted)


def sources(case: Mutant) -> Iterable[str]:
    return case.unit.sources


def items(case: Mutant, suite: SuiteFile, world: World) -> Iterator[Item]:
    del suite
    key = sha256(f"{case.kind}|{case.true}|{case.unit.text}|{case.unit.sources}".encode()).hexdigest()[:10]
    unit = case.unit.model_copy(update={"id": f"{case.kind.replace(' ', '-')}.{key}"})
    yield judged(unit, case.family == "rewrite", case.kind, world)
