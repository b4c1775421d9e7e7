"""How grounded the example article is, and what the verifier stops; prints figures and writes build/eval.json."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import mutations
import yaml
from mutations import disjoint_pairs

from draftbot import pipeline
from draftbot.corpus import load_corpus
from draftbot.draft.approved import approved_texts
from draftbot.draft.material import Material
from draftbot.evals.cases import Case, load_cases
from draftbot.evals.metrics import balanced_accuracy, share
from draftbot.grounding import Shipped
from draftbot.progress import silent
from draftbot.prompts import load_plan
from draftbot.records.unit import Unit
from draftbot.reports import DraftReport
from draftbot.rules import RULES, derive
from draftbot.settings import Settings, load_settings
from draftbot.text.document import Document
from draftbot.text.markdown import read_markdown
from draftbot.verify import Context, Library, verify_unit

ROOT = Path(__file__).parents[1]
Figures = dict[str, float]


def article_figures(report: DraftReport, document: Document) -> Figures:
    """Shares of proved units and answered cells, and counts, of the example article."""
    units = report.units
    proved = units.get("supported", 0) + units.get("derived", 0)
    cells = [u for u in document.units if u.row and u.section in ("at-a-glance", "safety")]
    silent_cells = [u for u in cells if u.text == "Not stated in the sources"]
    return {
        "units proved by sources": units.get("supported", 0),
        "units derived by rules": units.get("derived", 0),
        "units held": len(report.held),
        "share proved of what claims something": proved / (proved + len(report.held)),
        "key messages told": len(report.messages),
        "words of running text": report.words,
        "at-a-glance and safety cells": len(cells),
        "of these not stated, each with its logged search": len(silent_cells),
    }


def handwritten(context: Context) -> Figures:
    """How the gate answers the claims written by hand: the published share of true ones, the held share of untrue; of
    the second set apart for the references that were not looked at while checks were tuned."""
    fresh = load_cases(ROOT / "evals" / "fresh" / "cases.jsonl")
    suite = yaml.safe_load((ROOT / "evals" / "fresh" / "suite.yaml").read_text(encoding="utf-8"))
    untouched = set(suite["untouched"])
    sets = {
        "hand-written": load_cases(ROOT / "evals" / "handwritten" / "cases.jsonl"),
        "fresh": [case for case in fresh if case.reference not in untouched],
        "fresh, untouched": [case for case in fresh if case.reference in untouched],
    }
    figures: Figures = {}
    for name, cases in sets.items():
        answers = [(case.label == "supported", published(case, context)) for case in cases]
        figures[f"{name}, true: published"] = share(answer for true, answer in answers if true).share
        figures[f"{name}, untrue: held"] = share(not answer for true, answer in answers if not true).share
        figures[f"{name}, balanced accuracy of the gate"] = balanced_accuracy(answers)
    return figures


def published(case: Case, context: Context) -> bool:
    unit = Unit(id=case.id, section="eval", kind="sentence", text=case.claim, sources=(case.reference,))
    return verify_unit(unit, context).published


def context_of(settings: Settings, pair: tuple[str, str]) -> Context:
    corpus = load_corpus(settings.corpus)
    plan = load_plan(settings.prompts).plan
    material = Material(corpus=corpus, plan=plan, pair=pair, derivations=derive(corpus, pair))
    return Context(Library(corpus), material.derivations, approved_texts(material, RULES), model=Shipped())


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        settings = load_settings(ROOT).model_copy(update={"index": Path(folder) / "index"})
        pair = settings.example or ("", "")
        report = pipeline.draft(settings, pair, Path(folder), silent)
        document = read_markdown((Path(report.folder) / pipeline.ARTICLE).read_text(encoding="utf-8"))
        context = context_of(settings, pair)
        mutations.run(settings, context.library.corpus, disjoint_pairs(context.library.corpus, pair))
    figures = {**article_figures(report, document), **handwritten(context)}
    for name, value in figures.items():
        print(f"{name:<58} {value:>8.3f}" if isinstance(value, float) else f"{name:<58} {value:>8}")
    (ROOT / "build").mkdir(exist_ok=True)
    (ROOT / "build" / "eval.json").write_text(json.dumps(figures, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
