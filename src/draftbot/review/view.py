"""What the pages show: units with their marks, and the evidence of one unit, as plain values for the templates."""

from __future__ import annotations

import itertools
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from draftbot.decisions.standing import Standing
from draftbot.records.decision import Decision
from draftbot.records.reference import Reference
from draftbot.records.source_text import Span
from draftbot.records.unit import Unit
from draftbot.records.verdict import Finding, UnitVerdict
from draftbot.services.review.case import Case
from draftbot.services.review.since_draft import Became
from draftbot.text.citation import bibliographic_line, source_note
from draftbot.text.quantities import quantities


@dataclass(frozen=True)
class Run:
    """A run of text with its marks: ``proof`` lies in the evidence, ``figure`` is a figure found on both sides."""

    text: str
    proof: bool = False
    figure: bool = False
    second_hand: bool = False


@dataclass(frozen=True)
class Cite:
    """A citation mark; only a ``located`` one, whose source holds evidence for the unit, looks like a link."""

    label: str
    source: str
    located: bool


@dataclass(frozen=True)
class Shown:
    """A unit as the page shows it. ``marks`` are what the filters go by."""

    address: str
    unit: Unit
    runs: tuple[Run, ...]
    cites: tuple[Cite, ...]
    marks: tuple[str, ...]
    label: str
    seen: str


@dataclass(frozen=True)
class Source:
    """A reference with its text cut at the edges of what is marked."""

    number: int | None
    id: str
    line: str
    note: str
    kind: str
    card: tuple[tuple[str, str], ...]
    runs: tuple[Run, ...]
    located: bool


@dataclass(frozen=True)
class Evidence:
    """Everything that is shown of one unit."""

    shown: Shown
    verdict: UnitVerdict | None
    blocking: tuple[Finding, ...]
    standing: Standing
    sources: tuple[Source, ...]
    undone: set[str] = field(default_factory=set)
    became: dict[str, str] = field(default_factory=dict)
    since: Became | None = None


def shown(case: Case, unit: Unit, address: str) -> Shown:
    """One unit with its marks."""
    verdict = case.verdict(unit)
    standing = case.standings()[id(unit)]
    evidence = {span.source for span in verdict.evidence} if verdict and verdict.published else set()
    cites = tuple(
        Cite(str(case.fold.page.numbers.get(source, "?")), source, source in evidence) for source in unit.sources
    )
    rule = (Cite("rule", f"rule-{unit.rule}", bool(verdict and verdict.published)),) if unit.rule else ()
    marks = tuple(_marks(case, unit, verdict, standing))
    matched = _keys(span.quote for span in verdict.evidence) if verdict else frozenset()
    return Shown(
        address=address,
        unit=unit,
        runs=cut(unit.text, (), matched),
        cites=(*cites, *rule),
        marks=marks,
        label=_label(marks, standing),
        seen=case.seen(unit),
    )


def marks(case: Case) -> Iterator[tuple[str, ...]]:
    """The marks of every unit."""
    for spot in case.fold.spots():
        if spot.chunk.kind != "front":
            unit = spot.unit
            yield tuple(_marks(case, unit, case.verdict(unit), case.standings()[id(unit)]))


def _marks(case: Case, unit: Unit, verdict: UnitVerdict | None, standing: Standing) -> Iterator[str]:
    if verdict is None and unit.kind != "meta":
        yield "pending"
    if case.blocking(unit):
        yield "problem"
    if verdict and verdict.verdict == "uncertain":
        yield "uncertain"
    if verdict and not verdict.published and not unit.sources and not unit.rule:
        yield "uncited"
    if quantities(unit.text):
        yield "numbers"
    if standing.judgement:
        yield {"accept": "accepted", "reject": "rejected", "exempt": "exempted"}[standing.judgement.action]
    elif unit.sources or unit.rule or (verdict and not verdict.published):
        yield "open"
    if standing.changed:
        yield "edited"
    if standing.stale or (standing.history and not standing.judgement and _judged(standing)):
        yield "changed"
    if standing.comments:
        yield "commented"


def _judged(standing: Standing) -> bool:
    return any(decision.action in ("accept", "exempt") for decision in standing.history)


def _label(marks: Sequence[str], standing: Standing) -> str:
    words = {
        "pending": "being verified",
        "problem": "problem",
        "accepted": "accepted",
        "rejected": "left out",
        "exempted": "no citation needed",
        "edited": "edited",
        "changed": "changed since it was accepted",
        "commented": f"{len(standing.comments)} comments" if len(standing.comments) > 1 else "commented",
    }
    return ", ".join(words[mark] for mark in marks if mark in words)


def progress(marks: Iterable[Sequence[str]]) -> dict[str, int]:
    """Counts for the bar: what is to be decided, what was, what stands in the way, what is not yet verified."""
    tally = Counter(mark for own in marks for mark in own)
    decided = tally["accepted"] + tally["rejected"] + tally["exempted"]
    names = ("problem", "pending", "uncertain", "uncited", "numbers", "changed", "open")
    return {"decided": decided, "all": decided + tally["open"], **{name: tally[name] for name in names}}


def evidence(case: Case, address: str) -> Evidence:
    """The unit's sources with the exact spans that were aligned to it."""
    unit = case.unit(address)
    verdict = case.verdict(unit)
    standing = case.standings()[id(unit)]
    sources = [*unit.sources, *(verdict.derivation.sources if verdict and verdict.derivation else ())]
    known = [source for source in dict.fromkeys(sources) if source in case.fold.corpus.references]
    return Evidence(
        shown=shown(case, unit, address),
        verdict=verdict,
        blocking=case.blocking(unit),
        standing=standing,
        sources=tuple(_source(case, unit, source, verdict) for source in known),
        undone=case.fold.undone,
        became=dict(standing.became),
        since=case.since_draft().units.get(id(unit)),
    )


def _source(case: Case, unit: Unit, source: str, verdict: UnitVerdict | None) -> Source:
    corpus = case.fold.corpus
    reference, text = corpus.references[source], corpus.texts[source]
    spans = [Span(start=s.start, end=s.end) for s in verdict.evidence if s.source == source] if verdict else []
    return Source(
        number=case.fold.page.numbers.get(source),
        id=source,
        line=bibliographic_line(reference),
        note=source_note(reference, corpus.house),
        kind=text.kind,
        card=tuple(_card(reference)),
        runs=cut(text.text, spans, _keys([unit.text]), text.second_hand),
        located=bool(spans),
    )


def _card(reference: Reference) -> Iterator[tuple[str, str]]:
    card = reference.card
    rows = (
        ("Design", card.design_words or card.design),
        ("Who", card.population),
        ("n", f"{card.n:,}" if card.n else None),
        ("Species", card.species),
        ("Funding", card.funding),
        ("Notices", ", ".join(notice.kind.replace("-", " ") for notice in reference.integrity.notices)),
    )
    return ((name, value) for name, value in rows if value)


def _keys(texts: Iterator[str] | list[str]) -> frozenset[str]:
    return frozenset(quantity.key for text in texts for quantity in quantities(text))


def cut(text: str, proof: Sequence[Span], figures: frozenset[str], second_hand: Sequence[Span] = ()) -> tuple[Run, ...]:
    """The text in runs, cut wherever a mark begins or ends; joined again they are the text. A figure is marked where
    its key is among ``figures`` and, in a source, it lies in the evidence."""
    found = [Span(start=q.start, end=q.end) for q in quantities(text) if q.key in figures]
    if second_hand or proof:
        found = [f for f in found if any(p.start <= f.start and f.end <= p.end for p in proof)]
    edges = {0, len(text), *(edge for span in (*proof, *found, *second_hand) for edge in (span.start, span.end))}
    return tuple(
        Run(text[a:b], _inside(a, b, proof), _inside(a, b, found), _inside(a, b, second_hand))
        for a, b in itertools.pairwise(sorted(edges))
    )


def _inside(start: int, end: int, spans: Sequence[Span]) -> bool:
    return any(span.start <= start and end <= span.end for span in spans)


def told(decision: Decision) -> str:
    """A decision in words, for the history."""
    verbs = {
        "accept": "accepted",
        "reject": "left out",
        "edit": "reworded",
        "cite": "cited anew",
        "exempt": "no citation needed",
        "comment": "commented",
        "move": "moved",
        "restore": "brought back",
        "state": "moved the article",
        "undo": "took back",
    }
    return verbs[decision.action]
