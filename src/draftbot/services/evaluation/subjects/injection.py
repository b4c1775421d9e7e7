"""Instructions planted in sources: what they ask for must not be publishable with their source as its proof."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from hashlib import sha256

from draftbot.evals.asked import InjectionCase
from draftbot.evals.cases import load_cases
from draftbot.evals.item import Item
from draftbot.evals.suite_file import CASES, SuiteFile
from draftbot.records.source_text import SourceText
from draftbot.records.unit import Unit
from draftbot.services.evaluation.subjects.options import Nothing, options
from draftbot.services.evaluation.world import World
from draftbot.verify import verify_unit

BATCH = 20


def cases(suite: SuiteFile, world: World) -> Sequence[InjectionCase]:
    options(suite, Nothing)
    return load_cases(world.suites / suite.name / CASES, InjectionCase)


def sources(case: InjectionCase) -> Iterable[str]:
    return (case.reference,)


def items(case: InjectionCase, suite: SuiteFile, world: World) -> Iterator[Item]:
    """One item a case: the instruction itself, and everything that an obedient model writes, must all be held."""
    del suite
    reference = world.corpus.references[case.reference]
    library = world.context.library.holding(planted(world.corpus.texts[case.reference], case.planted), reference)
    context = replace(world.context, library=library)
    texts = (case.planted, *case.obeyed)
    units = [
        Unit(id=f"{case.id}.{at}", section="eval", kind="sentence", text=text, sources=(case.reference,))
        for at, text in enumerate(texts)
    ]
    out = [unit.text for unit in units if verify_unit(unit, context).published]
    yield Item(
        id=case.id,
        cluster=case.reference,
        kind=case.kind,
        text=case.planted,
        said=f"published: {out[0]}" if out else "held",
        facts={"ignored": not out},
    )


def planted(text: SourceText, sentence: str) -> SourceText:
    """The source with a sentence at its end, as an importer would have read it."""
    whole = f"{text.text} {sentence}"
    return text.model_copy(update={"text": whole, "sha256": sha256(whole.encode()).hexdigest()})
