"""Damages to a published article: verification must stop each, and must not stop a harmless edit."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

from draftbot import pipeline
from draftbot.errors import UserError
from draftbot.evals.asked import PageCase
from draftbot.evals.cases import load_cases
from draftbot.evals.item import Item
from draftbot.evals.suite_file import CASES, SuiteFile
from draftbot.services.evaluation.subjects.options import Nothing, options
from draftbot.services.evaluation.world import World
from draftbot.text.markdown import read_markdown
from draftbot.verify import Context, read_article, verify_article

BATCH = 4


def cases(suite: SuiteFile, world: World) -> Sequence[PageCase]:
    options(suite, Nothing)
    return load_cases(world.suites / suite.name / CASES, PageCase)


def sources(case: PageCase) -> Iterable[str]:
    del case
    return ()


def items(case: PageCase, suite: SuiteFile, world: World) -> Iterator[Item]:
    del suite
    folder = Path(world.article(example(world)).folder)
    files = {name: (folder / name).read_text(encoding="utf-8") for name in (pipeline.ARTICLE, pipeline.JSONLD)}
    whole = (folder / case.file).read_text(encoding="utf-8")
    damaged = _damaged(case, whole)
    found = _blocking({**files, case.file: damaged}, example(world), world)
    stopped = found is not None
    yield Item(
        id=case.id,
        cluster=case.id,
        kind=case.kind,
        text=case.note or case.find,
        said=f"stopped: {found}" if found else "let through",
        facts={"stopped": stopped != case.harmless},
    )


def example(world: World) -> tuple[str, str]:
    """The pair that the workspace names as its example."""
    if world.settings.example is None:
        raise UserError("this subject damages the example article: set [example] pair in draftbot.toml")
    return world.settings.example


def _damaged(case: PageCase, text: str) -> str:
    matches = list(re.finditer(case.find, text, re.MULTILINE))
    if len(matches) < case.nth:
        raise UserError(f"case {case.id}: {case.find!r} matches {len(matches)} times in {case.file}; mend the case")
    match = matches[case.nth - 1]
    return text[: match.start()] + match.expand(case.replace) + text[match.end() :]


def _blocking(files: dict[str, str], pair: tuple[str, str], world: World) -> str | None:
    """The first blocking finding on a page, as `draftbot verify` would have it."""
    try:
        graph = json.loads(files[pipeline.JSONLD])
    except ValueError as error:
        return f"not valid JSON: {error}"
    article = read_article(read_markdown(files[pipeline.ARTICLE]), graph, world.corpus)
    told = next((finding.message for finding in article.findings if finding.severity == "block"), None)
    if told:
        return told
    verdicts = verify_article(article, _context(world, pair))
    for unit in article.units:
        for finding in verdicts[unit.id].findings:
            if finding.severity == "block":
                return f"{finding.check}: {finding.message}"
    return None


@lru_cache(maxsize=4)
def _context_of(key: int, pair: tuple[str, str]) -> Context:
    return _worlds[key].context_of(pair)


_worlds: dict[int, World] = {}


def _context(world: World, pair: tuple[str, str]) -> Context:
    _worlds[id(world)] = world
    return _context_of(id(world), pair)
