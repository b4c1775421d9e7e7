"""The order of the stages, and nothing else: `draft` and `verify` are the two sentences of the product."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

from draftbot import __version__
from draftbot.annotated import misquoted
from draftbot.assemble import assemble, jsonld_bytes, printed_references, to_jsonld, to_markdown
from draftbot.connect import connect, embedder, vector_store
from draftbot.corpus import load_corpus
from draftbot.decisions.signing import BYLINE, article_decisions, bylines, signature_findings
from draftbot.draft.approved import approved_texts
from draftbot.draft.material import Material
from draftbot.draft.outline import briefs
from draftbot.draft.write import write
from draftbot.errors import Unpublishable
from draftbot.grounding import grounding_model
from draftbot.index import ensure_index
from draftbot.model_writer import ModelWriter
from draftbot.page import page_document, page_graph
from draftbot.pair import canonical_pair
from draftbot.progress import Progress
from draftbot.prompts import LoadedPlan, load_plan, load_prompt
from draftbot.publish import publish
from draftbot.records.article import Article, Held
from draftbot.records.corpus import Corpus
from draftbot.records.unit import Draft
from draftbot.records.verdict import Finding
from draftbot.records.waiver import Waiver
from draftbot.records.writing import Writing
from draftbot.report import to_html
from draftbot.reports import DraftReport, VerifyReport, draft_report, verify_report
from draftbot.retrieve import retrieve
from draftbot.rules import RULES, derive
from draftbot.settings import Settings, bundled_prompts
from draftbot.text.document import Document
from draftbot.text.markdown import read_markdown
from draftbot.trace import Provenance, to_trace, trace_bytes
from draftbot.verify import (
    Context,
    Gated,
    Library,
    balance,
    gate,
    read_article,
    verify_article,
    verify_units,
)
from draftbot.verify import waive as waive_findings
from draftbot.verify.judge import LanguageModelJudge
from draftbot.verify.model import GroundingModel, Judge
from draftbot.waivers_file import load_waivers

JUDGE_PROMPT = 1
ARTICLE, JSONLD, TRACE, REPORT = "article.md", "article.jsonld", "trace.json", "report.html"


def draft(
    settings: Settings, names: Sequence[str], out: Path, progress: Progress, writer: ModelWriter | None = None
) -> DraftReport:
    """corpus -> index -> retrieve -> draft -> verify -> assemble -> publish; ``writer``: a model writes the prose."""
    progress("reading the corpus", 0, 0)
    corpus = load_corpus(settings.corpus)
    pair = canonical_pair(corpus, names, settings.example)
    loaded = load_plan(settings.prompts)
    material = Material(corpus=corpus, plan=loaded.plan, pair=pair, derivations=derive(corpus, pair))
    if writer:
        writer.prepare()
    vectors = embedder(settings, os.environ)
    store = vector_store(settings, os.environ, vectors)
    index = ensure_index(corpus, settings.index, vectors, progress, store)
    asked = briefs(material)
    evidence = {brief.section: retrieve(brief, index, corpus, settings.passages) for brief in asked}
    progress("writing", 0, 0)
    written = write(material, evidence)
    held: tuple[Held, ...] = ()
    writing: Writing | None = None
    context = Context(
        library=Library(corpus),
        derivations=derive(corpus, pair),
        fixed=approved_texts(material, RULES),
        closed={section: found.ids for section, found in evidence.items()},
        model=reader(settings),
        judge=_judge(settings),
    )
    if writer:
        entries = [unit for printed in printed_references(written, corpus) for unit in printed.units]
        made, writing = writer.write(material, written, evidence, context, progress, entries)
        written, held = made.draft, made.held
    progress("verifying", 0, 0)
    article = judge(written, context, material, held)
    page = to_markdown(article, corpus, loaded.plan).encode()
    graph = to_jsonld(article, corpus, "-vs-".join(pair))
    _refuse_unproved(checked(read_markdown(page.decode()), graph, context), article)
    made_with = _provenance(corpus, loaded, writing, vectors.name)
    trace = to_trace(article, sha256(page).hexdigest(), made_with, asked, evidence)
    files = {
        ARTICLE: page,
        JSONLD: jsonld_bytes(graph),
        TRACE: trace_bytes(trace),
        REPORT: to_html(article, trace, corpus).encode(),
    }
    published = publish(out / "-vs-".join(pair), files)
    spending = writer.spending() if writer else None
    return draft_report(article, written, trace, published, corpus.house.lengths.article, spending)


def _judge(settings: Settings) -> Judge | None:
    if not settings.grounding.judge:
        return None
    prompt = load_prompt((settings.prompts, bundled_prompts()), "judge", "claim", JUDGE_PROMPT)
    return LanguageModelJudge(connect(settings, os.environ), prompt)


def reader(settings: Settings) -> GroundingModel | None:
    return grounding_model(settings.grounding.model, settings.grounding.thresholds)


def _provenance(corpus: Corpus, loaded: LoadedPlan, writing: Writing | None, embedder: str) -> Provenance:
    return Provenance(
        draftbot=__version__,
        writer="llm" if writing else "offline",
        corpus=corpus.sha256,
        plan=f"{loaded.plan.name}.v{loaded.plan.version}",
        plan_sha256=loaded.sha256,
        embedder=embedder,
        writing=writing,
    )


def judge(written: Draft, context: Context, material: Material, held: Sequence[Held] = ()) -> Article:
    """Verifies every unit, holds what is not proved, numbers the references and verifies their entries too; ``held`` is
    what a writer had to give up before."""
    corpus, plan = material.corpus, material.plan
    verdicts = verify_units([*written.all_units(), written.title, written.description], context)
    gated: Gated = gate(written, verdicts, plan.withheld)
    if not gated.draft.sections:
        raise Unpublishable(f"nothing about {' and '.join(written.compounds)} can be proved; nothing is published")
    references = printed_references(gated.draft, corpus)
    entries = [unit for printed in references for unit in printed.units]
    verdicts |= verify_units(entries, context)
    return assemble(gated.draft, references, verdicts, (*held, *gated.held), corpus, RULES)


def _refuse_unproved(read: VerifyReport, article: Article) -> None:
    """The page is read back as any file would be: what a reader would find unproved is not published."""
    blocked = [unit for unit in read.units if any(finding.severity == "block" for finding in unit.findings)]
    if blocked or any(finding.severity == "block" for finding in read.findings):
        what = blocked[0].text if blocked else read.findings[0].message
        why = blocked[0].reasons[0] if blocked else "see above"
        raise Unpublishable(f"{article.title.text}: read back, {what!r} is not proved ({why}); nothing is published")


def verify(settings: Settings, path: Path, progress: Progress) -> VerifyReport:
    """Every unit of a Markdown file against the corpus; verdicts are computed anew, no trace is read."""
    progress("reading the corpus", 0, 0)
    corpus = load_corpus(settings.corpus)
    document = page_document(path)
    graph = page_graph(path)
    context = reading(settings, Library(corpus), document)
    decisions = article_decisions(settings.reviews, path)
    context = replace(context, fixed={**context.fixed, BYLINE: bylines(decisions)})
    progress("verifying", 0, 0)
    told = signature_findings(path.parent, decisions, document.front_matter, graph)
    return checked(document, graph, context, load_waivers(settings.root), tuple(told))


def reading(settings: Settings, library: Library, document: Document) -> Context:
    """What a file is verified against: the corpus, and what rules and approved texts print for the file's pair."""
    context = Context(library=library, model=reader(settings), judge=_judge(settings))
    pair = _pair_of(document, library.corpus, settings.example)
    if pair is None:
        return context
    derivations = derive(library.corpus, pair)
    plan = load_plan(settings.prompts).plan
    material = Material(corpus=library.corpus, plan=plan, pair=pair, derivations=derivations)
    return replace(context, derivations=derivations, fixed=approved_texts(material, RULES))


def checked(
    document: Document,
    graph: object,
    context: Context,
    waivers: Sequence[Waiver] = (),
    told: Sequence[Finding] = (),
) -> VerifyReport:
    """Every unit of a file that was read; ``told`` is what else there is to say of it."""
    article = read_article(document, graph, context.library.corpus)
    verdicts = verify_article(article, context)
    corpus = context.library.corpus
    verdicts = {unit.id: waive_findings(unit, verdicts[unit.id], waivers, corpus) for unit in article.units}
    left_out = tuple(balance(article.units, verdicts, context.library))
    report = verify_report(article, verdicts, (*left_out, *told))
    forged = tuple(misquoted(document.source, report))
    return verify_report(article, verdicts, (*left_out, *told, *forged)) if forged else report


def _pair_of(document: Document, corpus: Corpus, example: tuple[str, str] | None) -> tuple[str, str] | None:
    """The pair that a file is about: its front matter's, else the two compounds that its title names."""
    stated = document.front_matter.get("compounds")
    names = [str(name) for name in stated] if isinstance(stated, list) else []
    if len(names) != 2:
        names = [slug for slug, compound in corpus.compounds.items() if compound.name.lower() in document.title.lower()]
    known = [name for name in names if name in corpus.compounds]
    return canonical_pair(corpus, known, example) if len(set(known)) == 2 else None
