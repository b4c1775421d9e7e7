"""A draft written in memory: the synthetic workspace without its index, a model, and what would be published."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from scripted import Server

from draftbot import pipeline
from draftbot.assemble import jsonld_bytes, to_jsonld, to_markdown
from draftbot.draft.approved import approved_texts
from draftbot.draft.material import Material
from draftbot.draft.model.write import Written
from draftbot.draft.outline import briefs
from draftbot.draft.write import write
from draftbot.llm import Endpoint, Limits, Model
from draftbot.model_writer import ModelWriter
from draftbot.progress import silent
from draftbot.prompts import load_plan
from draftbot.records.article import Article
from draftbot.records.brief import Brief, Evidence
from draftbot.records.corpus import Corpus
from draftbot.records.source_text import ScoredPassage
from draftbot.records.unit import Draft
from draftbot.records.writing import Writing
from draftbot.rules import RULES, derive
from draftbot.settings import Settings, bundled_prompts
from draftbot.verify import Context, Library

STARTER = Path(str(files("draftbot.starter"))) / "corpus"
PAIR = ("examplopril", "samplosartan")
NO_PAUSE = [].append


@dataclass(frozen=True)
class Case:
    """Everything before the model is asked."""

    material: Material
    offline: Draft
    evidence: dict[str, Evidence]
    context: Context


def case(corpus: Corpus, pair: tuple[str, str] = PAIR) -> Case:
    """The corpus as the writer meets it; a section's evidence is every passage of its references, in their order."""
    plan = load_plan(bundled_prompts()).plan
    material = Material(corpus=corpus, plan=plan, pair=pair, derivations=derive(corpus, pair))
    evidence = {brief.section: _all(brief, corpus) for brief in briefs(material)}
    context = Context(
        library=Library(corpus),
        derivations=material.derivations,
        fixed=approved_texts(material, RULES),
        closed={section: found.ids for section, found in evidence.items()},
    )
    return Case(material, write(material, evidence), evidence, context)


def _all(brief: Brief, corpus: Corpus) -> Evidence:
    passages = [passage for passage in corpus.passages if passage.source in brief.references]
    return Evidence(
        section=brief.section,
        passages=tuple(
            ScoredPassage(passage=passage, lexical=None, vector=None, fused=0.0, rank=rank)
            for rank, passage in enumerate(passages, start=1)
        ),
    )


@dataclass(frozen=True)
class Done:
    """A finished draft: what the writer handed over, and the page and graph that would be published."""

    written: Written
    writing: Writing
    article: Article
    model: Model
    page: str
    graph: str

    @property
    def sentences(self) -> set[str]:
        return {unit.text for section in self.article.sections for unit in section.all_units()}

    @property
    def reasons(self) -> str:
        return "\n".join(reason for held in self.article.held for reason in held.reasons)

    @property
    def everything(self) -> str:
        """All that is printed anywhere: page, graph, held list, account."""
        held = "\n".join(f"{held.unit.text} {held.reasons}" for held in self.article.held)
        return "\n".join((self.page, self.graph, held, self.writing.model_dump_json()))


def settings() -> Settings:
    nowhere = Path("/nowhere")
    return Settings(
        root=nowhere,
        corpus=nowhere,
        prompts=bundled_prompts(),
        articles=nowhere,
        index=nowhere,
        calls=nowhere,
        answers=nowhere,
        example=None,
        passages=12,
    )


def draft(
    made: Case,
    server: Server,
    calls: Path,
    candidates: int = 1,
    limits: Limits | None = None,
    replay: bool = False,
    **over: object,
) -> Done:
    """One draft with the model behind the server, its calls kept in a folder."""
    endpoint = Endpoint.model_validate({"base_url": server.url, "model": "m", "timeout": 10.0, "retries": 1, **over})
    model = Model(endpoint, calls, limits=limits, replay=replay, pause=NO_PAUSE)
    writer = ModelWriter(settings(), model, candidates)
    written, writing = writer.write(made.material, made.offline, made.evidence, made.context, silent)
    article = pipeline.judge(written.draft, made.context, made.material, written.held)
    corpus = made.material.corpus
    page = to_markdown(article, corpus, made.material.plan)
    graph = jsonld_bytes(to_jsonld(article, corpus, "page")).decode()
    return Done(written, writing, article, model, page, graph)
