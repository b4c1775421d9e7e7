"""The article as the browser has it: rendered chunk by chunk, and what has changed since a version."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import groupby
from typing import TypedDict

from jinja2 import Environment
from markupsafe import Markup

from draftbot.decisions.page import Chunk
from draftbot.records.unit import Unit
from draftbot.review.view import progress, shown
from draftbot.services.review.case import Case


class Changes(TypedDict):
    """What a page must replace: ``whole`` where places came or went, else ``chunks`` by id."""

    version: int
    whole: str
    chunks: dict[str, str]
    bar: str
    pending: int


@dataclass
class Rendered:
    """One chunk's HTML, what it was made from, and the version that it is of."""

    signature: object
    html: str
    marks: tuple[tuple[str, ...], ...]
    since: int


@dataclass
class Sheet:
    """Renders only what changed; answers any number of pages that each know the version they show."""

    case: Case
    environment: Environment
    version: int = 0
    seen: int = -1
    shaped: int = 0
    shape: tuple[object, ...] = ()
    rendered: dict[int, Rendered] = field(default_factory=dict)

    def refresh(self) -> None:
        """Brings the rendering up to the case as it is."""
        if self.seen == self.case.version:
            return
        self.seen = self.case.version
        self.version += 1
        addresses = {id(unit): address for address, unit in self.case.units().items()}
        chunks = list(self._chunks())
        shape = tuple((chunk.id, chunk.kind) for chunk in chunks)
        if shape != self.shape:
            self.shape, self.shaped = shape, self.version
        kept = {}
        before = ""
        for chunk in chunks:
            head, before = chunk.kind == "row" and before != "row", chunk.kind
            signature = (head, *(self._signature(unit, addresses[id(unit)]) for unit in chunk.units))
            known = self.rendered.get(chunk.id)
            if known is None or known.signature != signature:
                known = self._render(chunk, signature, addresses, head)
            kept[chunk.id] = known
        self.rendered = kept

    def _chunks(self) -> Iterable[Chunk]:
        return (chunk for chunk in self.case.page.chunks if chunk.units and chunk.kind != "front")

    def _signature(self, unit: Unit, address: str) -> tuple[object, ...]:
        standing, verdict = self.case.standings()[id(unit)], self.case.verdict(unit)
        numbers = tuple(self.case.page.numbers.get(source) for source in unit.sources)
        last = standing.history[-1].id if standing.history else ""
        judged = (standing.judgement and standing.judgement.id, standing.stale and standing.stale.id)
        told = verdict and (verdict.verdict, verdict.findings, verdict.evidence)
        return (address, numbers, last, judged, standing.changed, len(standing.comments), told)

    def _render(self, chunk: Chunk, signature: object, addresses: dict[int, str], head: bool) -> Rendered:
        units = [shown(self.case, unit, addresses[id(unit)]) for unit in chunk.units]
        parts = self.environment.get_template("parts.html.j2").module
        html = str(parts.place(chunk, units, head))  # type: ignore[attr-defined]  # a macro of the template
        return Rendered(signature, html, tuple(unit.marks for unit in units), self.version)

    def whole(self) -> str:
        """The article, its rows, items and entries inside tables and lists."""
        parts = self.environment.get_template("parts.html.j2").module
        groups = [
            (kind, [Markup(self.rendered[chunk.id].html) for chunk in members])  # our own template's output
            for kind, members in groupby(self._chunks(), key=lambda chunk: chunk.kind)
        ]
        return str(parts.article(groups))  # type: ignore[attr-defined]  # a macro of the template

    def bar(self) -> str:
        parts = self.environment.get_template("parts.html.j2").module
        return str(parts.bar(self.progress()))  # type: ignore[attr-defined]  # a macro of the template

    def progress(self) -> dict[str, int]:
        return progress(marks for one in self.rendered.values() for marks in one.marks)

    def since(self, version: int) -> Changes:
        """What changed after a version that a page shows; everything where the version is not one of ours."""
        whole = version < self.shaped or version > self.version
        chunks = {} if whole else {f"c-{k}": r.html for k, r in self.rendered.items() if r.since > version}
        return {
            "version": self.version,
            "whole": self.whole() if whole else "",
            "chunks": chunks,
            "bar": self.bar() if chunks or whole else "",
            "pending": self.progress()["pending"],
        }
