"""What every case of a run shares: loaded once, and inherited by the processes that judge."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Literal

from filelock import FileLock

from draftbot import pipeline
from draftbot.connect import connect
from draftbot.corpus import load_corpus
from draftbot.draft.approved import approved_texts
from draftbot.draft.material import Material
from draftbot.evals.suite_file import SuiteFile
from draftbot.llm import Limits, Model
from draftbot.llm.calls_file import CallsFile
from draftbot.model_writer import ModelWriter
from draftbot.progress import silent
from draftbot.prompts import load_plan
from draftbot.records.corpus import Corpus
from draftbot.records.plan import Plan
from draftbot.reports import DraftReport
from draftbot.rules import RULES, derive
from draftbot.settings import Settings
from draftbot.verify import Context, Library

Mode = Literal["replay", "record", "live"]
CALLS = "calls.jsonl"


@dataclass(frozen=True)
class World:
    """A workspace with its corpus and its verifier ready. ``scratch`` is the run's own folder; ``limits`` what models
    may cost, where any is asked."""

    settings: Settings
    suites: Path
    scratch: Path
    mode: Mode = "replay"
    limits: Limits = field(default_factory=Limits)
    environ: Mapping[str, str] = field(default_factory=lambda: dict(os.environ))
    _models: dict[str, Model] = field(default_factory=dict)

    @cached_property
    def corpus(self) -> Corpus:
        return load_corpus(self.settings.corpus)

    @cached_property
    def plan(self) -> Plan:
        return load_plan(self.settings.prompts).plan

    @cached_property
    def context(self) -> Context:
        """The gate's verifier as it reads units; the judge of last resort is left out, since it is a model that has
        to be asked."""
        return Context(library=Library(self.corpus), model=pipeline.reader(self.settings))

    def context_of(self, pair: tuple[str, str]) -> Context:
        """The verifier as it reads an article about a pair."""
        derivations = derive(self.corpus, pair)
        material = Material(corpus=self.corpus, plan=self.plan, pair=pair, derivations=derivations)
        return replace(self.context, derivations=derivations, fixed=approved_texts(material, RULES))

    def article(self, pair: tuple[str, str], suite: SuiteFile | None = None) -> DraftReport:
        """The article of a pair, drafted once a run; a suite with ``writer: llm`` has a model write it."""
        model = suite is not None and suite.options.get("writer") == "llm"
        place = self.scratch / (f"by-{suite.name}" if suite and model else "offline")
        place.mkdir(parents=True, exist_ok=True)
        told = place / f"{'-vs-'.join(pair)}.json"
        with FileLock(place / f"{told.name}.lock"):
            if not told.is_file():
                writer = ModelWriter(self.settings, self.model(suite)) if suite and model else None
                report = pipeline.draft(self.settings, pair, place, silent, writer)
                told.write_text(report.model_dump_json(), encoding="utf-8")
        return DraftReport.model_validate_json(told.read_bytes())

    def model(self, suite: SuiteFile) -> Model:
        """The model that a suite asks: its recorded calls in a replay, else the server that is set up, whose answers
        are kept with the workspace (record) or with this run (live). All models of a run share one budget."""
        if suite.name not in self._models:
            made = self._connected(suite)
            made.budget = next((other.budget for other in self._models.values()), made.budget)
            self._models[suite.name] = made
        return self._models[suite.name]

    def _connected(self, suite: SuiteFile) -> Model:
        if self.mode == "replay":
            calls = CallsFile(self.suites / suite.name / CALLS)
            return Model(calls.head.endpoint, self.scratch, limits=self.limits, replay=True, calls=calls)
        kept = self.recordings(suite) if self.mode == "record" else self.scratch / "calls"
        return connect(self.settings.model_copy(update={"calls": kept}), self.environ, self.limits)

    def recordings(self, suite: SuiteFile) -> Path:
        """Where calls go while they are being recorded."""
        return self.settings.calls.parent / "eval-calls" / suite.name
