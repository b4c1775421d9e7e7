"""The order of the stages, and nothing else: `draft` and `verify` are the two sentences of the product."""

from __future__ import annotations

import json
from collections.abc import Sequence
from difflib import get_close_matches
from hashlib import sha256
from pathlib import Path

from draftbot import __version__
from draftbot.assemble import assemble, jsonld_bytes, printed_references, to_jsonld, to_markdown
from draftbot.corpus import Defect, lint, load, load_corpus, located
from draftbot.draft.approved import approved_texts
from draftbot.draft.material import Material
from draftbot.draft.outline import briefs
from draftbot.draft.write import write
from draftbot.errors import BadInput, UnknownName, Unpublishable
from draftbot.index import BuildReport, Index, build, ensure_index, open_index
from draftbot.index.embed import MiniLM
from draftbot.pair import canonical_pair
from draftbot.progress import Progress
from draftbot.prompts import LoadedPlan, load_plan
from draftbot.publish import publish
from draftbot.records.article import Article
from draftbot.records.compound import Compound
from draftbot.records.corpus import Corpus
from draftbot.records.reference import Reference
from draftbot.records.source_text import ScoredPassage
from draftbot.records.unit import Draft
from draftbot.report import to_html
from draftbot.reports import CorpusReport, DraftReport, VerifyReport, corpus_report, draft_report, verify_report
from draftbot.retrieve import retrieve
from draftbot.rules import RULES, derive
from draftbot.settings import Settings
from draftbot.text.markdown import Document, read_markdown
from draftbot.trace import Provenance, to_trace, trace_bytes
from draftbot.verify import Context, Gated, Library, gate, read_article, verify_profiles, verify_units

ARTICLE, JSONLD, TRACE, REPORT = "article.md", "article.jsonld", "trace.json", "report.html"


def draft(settings: Settings, names: Sequence[str], out: Path, progress: Progress) -> DraftReport:
    """corpus -> index -> retrieve -> draft -> verify -> assemble -> publish."""
    progress("reading the corpus", 0, 0)
    corpus = load_corpus(settings.corpus)
    pair = canonical_pair(corpus, names, settings.example)
    loaded = load_plan(settings.prompts)
    material = Material(corpus=corpus, plan=loaded.plan, pair=pair, derivations=derive(corpus, pair))
    index = ensure_index(corpus, settings.index, MiniLM(), progress)
    asked = briefs(material)
    evidence = {brief.section: retrieve(brief, index, corpus, settings.passages) for brief in asked}
    progress("writing", 0, 0)
    written = write(material, evidence)
    progress("verifying", 0, 0)
    context = Context(
        library=Library(corpus),
        derivations=derive(corpus, pair),
        fixed=approved_texts(material, RULES),
        closed={section: found.ids for section, found in evidence.items()},
    )
    article = judge(written, context, material)
    page = to_markdown(article, corpus, loaded.plan).encode()
    graph = to_jsonld(article, corpus, "-vs-".join(pair))
    _refuse_unproved(_checked(read_markdown(page.decode()), graph, context), article)
    trace = to_trace(article, sha256(page).hexdigest(), _provenance(corpus, loaded), asked, evidence)
    files = {
        ARTICLE: page,
        JSONLD: jsonld_bytes(graph),
        TRACE: trace_bytes(trace),
        REPORT: to_html(article, trace, corpus).encode(),
    }
    published = publish(out / "-vs-".join(pair), files)
    return draft_report(article, written, trace, published, corpus.house.lengths.article)


def _provenance(corpus: Corpus, loaded: LoadedPlan) -> Provenance:
    return Provenance(
        draftbot=__version__,
        writer="offline",
        corpus=corpus.sha256,
        plan=f"{loaded.plan.name}.v{loaded.plan.version}",
        plan_sha256=loaded.sha256,
        embedder=MiniLM().name,
    )


def judge(written: Draft, context: Context, material: Material) -> Article:
    """Verifies every unit, holds what is not proved, numbers the references and verifies their entries too."""
    corpus, plan = material.corpus, material.plan
    verdicts = verify_units([*written.all_units(), written.title, written.description], context)
    gated: Gated = gate(written, verdicts, plan.withheld)
    if not gated.draft.sections:
        raise Unpublishable(f"nothing about {' and '.join(written.compounds)} can be proved; nothing is published")
    references = printed_references(gated.draft, corpus)
    entries = [unit for printed in references for unit in printed.units]
    verdicts |= verify_units(entries, context)
    return assemble(gated.draft, references, verdicts, gated.held, corpus, RULES)


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
    document = read_markdown(_text(path))
    graph = _sibling(path)
    context = reader(settings, Library(corpus), document)
    progress("verifying", 0, 0)
    return _checked(document, graph, context)


def reader(settings: Settings, library: Library, document: Document) -> Context:
    """What a file is verified against: the corpus, and what rules and approved texts print for the file's pair."""
    pair = _pair_of(document, library.corpus, settings.example)
    if pair is None:
        return Context(library=library)
    derivations = derive(library.corpus, pair)
    plan = load_plan(settings.prompts).plan
    material = Material(corpus=library.corpus, plan=plan, pair=pair, derivations=derivations)
    return Context(library=library, derivations=derivations, fixed=approved_texts(material, RULES))


def _checked(document: Document, graph: object, context: Context) -> VerifyReport:
    article = read_article(document, graph, context.library.corpus)
    verdicts = verify_units(article.units, context)
    return verify_report(article, verdicts)


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise BadInput("there is no such file", path=str(path)) from error
    except OSError as error:
        raise BadInput(f"cannot be read as a file: {error.strerror}", path=str(path)) from error
    except UnicodeDecodeError as error:
        raise BadInput("not UTF-8; save the file as UTF-8", path=str(path)) from error


def _sibling(path: Path) -> object:
    """The JSON-LD that stands beside the file, where there is one of ours."""
    beside = path.with_suffix(".jsonld")
    if not beside.is_file():
        return {}
    try:
        return json.loads(beside.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise BadInput(f"not valid JSON: {error}", path=str(beside)) from error


def _pair_of(document: Document, corpus: Corpus, example: tuple[str, str] | None) -> tuple[str, str] | None:
    """The pair that a file is about: its front matter's, else the two compounds that its title names."""
    stated = document.front_matter.get("compounds")
    names = [str(name) for name in stated] if isinstance(stated, list) else []
    if len(names) != 2:
        names = [slug for slug, compound in corpus.compounds.items() if compound.name.lower() in document.title.lower()]
    known = [name for name in names if name in corpus.compounds]
    return canonical_pair(corpus, known, example) if len(set(known)) == 2 else None


def check_corpus(settings: Settings, progress: Progress) -> CorpusReport:
    """Reads every file, asks the corpus checks, then proves every value of every record in its references' texts."""
    progress("reading the corpus", 0, 0)
    loaded = load(settings.corpus)
    findings = list(lint(loaded))
    proved = 0
    for verdict in verify_profiles(Library(loaded.corpus)):
        proved += 1
        progress("proving values", proved, 0)
        for finding in verdict.verdict.findings:
            if finding.severity == "block":
                message = f"not proved in its references: {finding.message} ({verdict.text!r})"
                defect = Defect.model_validate(
                    {
                        "severity": "error",
                        "kind": verdict.kind,
                        "key": verdict.key,
                        "location": verdict.location,
                        "message": message,
                    }
                )
                findings.append(located(loaded, defect))
    corpus = loaded.corpus
    return corpus_report(findings, len(corpus.compounds), len(corpus.references), proved)


def show(settings: Settings, name: str) -> Compound | Reference:
    """One record by its slug or id."""
    corpus = load_corpus(settings.corpus)
    found = corpus.compounds.get(name) or corpus.references.get(name)
    if found is None:
        known = [*corpus.compounds, *corpus.references]
        raise UnknownName("compound or reference", name, get_close_matches(name, known, n=2, cutoff=0.5))
    return found


def build_index(settings: Settings, progress: Progress) -> BuildReport:
    """Brings the index up to date with the corpus."""
    return build(load_corpus(settings.corpus), settings.index, MiniLM(), progress)


def search(settings: Settings, query: str, k: int) -> tuple[ScoredPassage, ...]:
    """The k best passages for a query; refuses an index that is not of this corpus."""
    index: Index = open_index(load_corpus(settings.corpus), settings.index, MiniLM())
    return index.search(query, k)
