"""What every test may share: the example corpus, its article, and verification against it."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

from draftbot import pipeline
from draftbot.corpus import load_corpus
from draftbot.draft.approved import approved_texts
from draftbot.draft.material import Material
from draftbot.progress import silent
from draftbot.prompts import load_plan
from draftbot.records.corpus import Corpus
from draftbot.reports import DraftReport
from draftbot.rules import RULES, derive
from draftbot.settings import Settings, load_settings
from draftbot.verify import Context, Library

ROOT = Path(__file__).parents[1]

# The same examples in every run: a landing must not hang on a seed.
hypothesis_settings.register_profile("steady", derandomize=True, deadline=None)
hypothesis_settings.load_profile("steady")

PAIR = ("cortexin", "cerebrolysin")


@dataclass(frozen=True)
class Drafted:
    """The example article as it was published, and the report of the run."""

    folder: Path
    report: DraftReport
    settings: Settings

    @property
    def markdown(self) -> str:
        return (self.folder / pipeline.ARTICLE).read_text(encoding="utf-8")

    @property
    def trace(self) -> dict:
        return json.loads((self.folder / pipeline.TRACE).read_bytes())


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return load_corpus(ROOT / "corpus")


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    """The example workspace with an index of the test run's own."""
    state = tmp_path_factory.mktemp("state")
    return load_settings(ROOT).model_copy(update={"index": state / "index", "articles": state / "articles"})


@pytest.fixture(scope="session")
def drafted(settings: Settings) -> Drafted:
    report = pipeline.draft(settings, PAIR, settings.articles, silent)
    return Drafted(folder=Path(report.folder), report=report, settings=settings)


@pytest.fixture(scope="session")
def material(corpus: Corpus) -> Material:
    plan = load_plan(ROOT / "prompts").plan
    return Material(corpus=corpus, plan=plan, pair=PAIR, derivations=derive(corpus, PAIR))


@pytest.fixture(scope="session")
def context(material: Material) -> Context:
    return Context(
        library=Library(material.corpus), derivations=material.derivations, fixed=approved_texts(material, RULES)
    )
