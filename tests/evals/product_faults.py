"""Faults planted in the product, and the suites that must turn red: a table of fault by suite.

Each fault changes the product as a mistake would, not a case or a baseline. The suites are samples of the repository's
own, blessed in a copy of its workspace, so that the table takes a minute; ``python bench/planted_faults.py`` prints it.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import yaml

from draftbot import pipeline
from draftbot.corpus import load_corpus
from draftbot.grounding import Shipped
from draftbot.index import ensure_index
from draftbot.index.embed import MiniLM
from draftbot.progress import silent
from draftbot.records.unit import Draft
from draftbot.reports import DraftReport
from draftbot.services.bless import bless
from draftbot.services.evaluate import Wanted, evaluate
from draftbot.services.evaluation.world import World
from draftbot.settings import load_settings
from draftbot.verify import Context, cascade

ROOT = Path(__file__).parents[2]
SUITES = ("mutations", "handwritten", "draft", "faults")
KEPT = {"handwritten": 40, "draft": 1, "faults": 3}
RED = {1: "regression", 3: "inconclusive", 4: "incomplete"}


def workspace(root: Path) -> Path:
    """A copy of the example workspace with samples of the suites, blessed."""
    for name in ("corpus", "prompts"):
        shutil.copytree(ROOT / name, root / name)
    shutil.copy(ROOT / "draftbot.toml", root / "draftbot.toml")
    for name in SUITES:
        folder = root / "evals" / name
        folder.mkdir(parents=True)
        suite = yaml.safe_load((ROOT / "evals" / name / "suite.yaml").read_text(encoding="utf-8"))
        if name == "mutations":
            suite["eval_per_kind"] = 1
        # what the samples are worth is what their own run says; the committed floors are of the whole suites
        suite["measures"] = {
            key: {k: v for k, v in bound.items() if v == 1} for key, bound in suite["measures"].items()
        }
        (folder / "suite.yaml").write_text(yaml.safe_dump(suite), encoding="utf-8")
        cases = ROOT / "evals" / name / "cases.jsonl"
        if cases.is_file():
            lines = cases.read_text(encoding="utf-8").splitlines()[: KEPT[name]]
            (folder / "cases.jsonl").write_text("".join(f"{line}\n" for line in lines), encoding="utf-8")
    settings = load_settings(root)
    ensure_index(load_corpus(settings.corpus), settings.index, MiniLM(), silent)
    bless(settings, Wanted(jobs=1), "as it is", silent)
    return root


def answers(root: Path, names: tuple[str, ...] = SUITES) -> dict[str, str]:
    """What each suite says: pass, or how it is red."""
    report = evaluate(load_settings(root), Wanted(names=names, jobs=1), silent).run
    return {suite.name: "incomplete" if suite.errors else suite.answer for suite in report.suites}


Patch = pytest.MonkeyPatch


def check_off(patch: Patch, root: Path) -> None:
    """The comparison of figures is not asked."""
    del root
    made = World.context.func  # type: ignore[attr-defined]

    def without(world: World) -> Context:
        context: Context = made(world)
        return replace(
            context, checks=tuple(check for check in context.checks if check.NAME not in ("numbers", "arms"))
        )

    patch.setattr(World, "context", property(without))


def threshold_low(patch: Patch, root: Path) -> None:
    """The model's word is taken at any probability."""
    del root
    strict = Shipped.thresholds.fget  # type: ignore[attr-defined]
    lax = property(lambda model: strict(model).model_copy(update={"accept": 0.0, "reject": 0.0}))
    patch.setattr(Shipped, "thresholds", lax)
    # where the checks have a say, too, the gate's own thresholds count
    weighed = cascade.weights()
    anything = weighed.thresholds.model_copy(update={"accept": 0.0, "reject": 0.0})
    patch.setattr(cascade, "weights", lambda: weighed.model_copy(update={"thresholds": anything}))


def _after_drafting(patch: Patch, name: str, change: Callable[[str], str]) -> None:
    """The published file is another one, as if a later stage had damaged it."""
    drafted = pipeline.draft

    def damaged(*given: object) -> DraftReport:
        report: DraftReport = drafted(*given)  # type: ignore[arg-type]
        path = Path(report.folder) / name
        path.write_text(change(path.read_text(encoding="utf-8")), encoding="utf-8")
        return report

    patch.setattr(pipeline, "draft", damaged)


def citations_shuffled(patch: Patch, root: Path) -> None:
    """Every citation in the text names the next reference."""
    del root

    def shuffle(page: str) -> str:
        last = max(int(number) for number in re.findall(r'id="ref-(\d+)"', page))
        return re.sub(r"\[(\d+)\]\(#ref-\1\)", lambda m: "[{0}](#ref-{0})".format(int(m[1]) % last + 1), page)

    _after_drafting(patch, pipeline.ARTICLE, shuffle)


def evidence_emptied(patch: Patch, root: Path) -> None:
    """The writer hands over one section's units without what proves them."""
    del root
    written = pipeline.write

    def bare(value: object) -> object:
        if isinstance(value, list):
            return [bare(each) for each in value]
        if not isinstance(value, dict):
            return value
        told = {key: bare(each) for key, each in value.items()}
        return {**told, "sources": [], "passages": []} if told.get("section") == "at-a-glance" else told

    def emptied(*given: object) -> Draft:
        draft: Draft = written(*given)  # type: ignore[arg-type]
        return Draft.model_validate_json(json.dumps(bare(draft.model_dump(mode="json"))))

    patch.setattr(pipeline, "write", emptied)


def faq_differs(patch: Patch, root: Path) -> None:
    """The JSON-LD answers a question in other words than the page."""
    del root

    def answer(graph: str) -> str:
        found = json.loads(graph)
        question = next(node for node in found["@graph"] if node["@type"] == "FAQPage")["mainEntity"][0]
        question["acceptedAnswer"]["text"] = f"Certainly: {question['acceptedAnswer']['text']}"
        return json.dumps(found)

    _after_drafting(patch, pipeline.JSONLD, answer)


def figure_changed(patch: Patch, root: Path) -> None:
    """A risk ratio in a source is another one than in its record."""
    del patch
    path = root / "corpus" / "references" / "37818733.yaml"
    before = path.read_text(encoding="utf-8")
    head, mark, text = before.partition("\ntext:\n")
    path.write_text(head + mark + text.replace("RR 0.96", "RR 0.69"), encoding="utf-8")


@dataclass(frozen=True)
class Planted:
    """A fault, and the suites that must see it."""

    name: str
    plant: Callable[[Patch, Path], None]
    seen: tuple[str, ...]


FAULTS = (
    Planted("a check switched off", check_off, ("mutations",)),
    Planted("the model's threshold lowered", threshold_low, ("handwritten",)),
    Planted("citations shuffled", citations_shuffled, ("draft",)),
    Planted("a section's evidence emptied", evidence_emptied, ("draft",)),
    Planted("FAQ differing from JSON-LD", faq_differs, ("draft",)),
    Planted("a figure changed in a source", figure_changed, ("draft",)),
)


@contextmanager
def planted(fault: Planted, root: Path) -> Iterator[None]:
    """The fault for the length of the block."""
    kept = {path: path.read_bytes() for path in (root / "corpus").rglob("*.yaml")}
    with pytest.MonkeyPatch.context() as patch:
        fault.plant(patch, root)
        try:
            yield
        finally:
            for path, content in kept.items():
                path.write_bytes(content)
