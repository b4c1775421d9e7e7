"""The trace: what is needed to check an article again, and its W3C Web Annotation view."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence

from draftbot.records.article import Article
from draftbot.records.brief import Brief, Evidence
from draftbot.records.record import Record
from draftbot.records.unit import Message, Unit
from draftbot.records.verdict import Derivation, EvidenceSpan, Verdict
from draftbot.records.writing import Writing

FORMAT = 1


class TracedUnit(Record):
    """One unit with its verdict, its proof and the hashes of everything it rests on."""

    id: str
    section: str
    kind: str
    text: str
    verdict: Verdict
    sources: tuple[str, ...]
    passages: tuple[str, ...]
    checks: dict[str, str]
    notes: tuple[str, ...]
    evidence: tuple[EvidenceSpan, ...]
    derivation: Derivation | None
    basis: tuple[str, ...]
    row: str | None = None
    column: str | None = None
    bundle: str | None = None


class TracedHold(Record):
    """A unit that was kept out, and why."""

    id: str
    section: str
    text: str
    reasons: tuple[str, ...]
    because_of: str | None


class Retrieval(Record):
    """What a section asked and was given: queries, then passage ids with their fused scores in rank order."""

    section: str
    queries: tuple[str, ...]
    passages: tuple[tuple[str, float], ...]


class Provenance(Record):
    """What the run was made with; hashes tie it to exact inputs."""

    draftbot: str
    writer: str
    corpus: str
    plan: str
    plan_sha256: str
    embedder: str
    writing: Writing | None = None


class Trace(Record):
    """The whole record of one article. No clock: the same inputs give the same bytes."""

    format: int = FORMAT
    compounds: tuple[str, str]
    article_sha256: str
    provenance: Provenance
    units: tuple[TracedUnit, ...]
    held: tuple[TracedHold, ...]
    messages: tuple[Message, ...]
    retrieval: tuple[Retrieval, ...]


def to_trace(
    article: Article,
    article_sha256: str,
    provenance: Provenance,
    briefs: Sequence[Brief],
    evidence: Mapping[str, Evidence],
) -> Trace:
    """The trace of a finished article: its description, its sections in reading order, then the references' entries."""
    units = [article.description]
    units += [unit for section in article.sections for unit in section.all_units()]
    units += [unit for entry in article.references for unit in entry.units]
    return Trace(
        compounds=article.compounds,
        article_sha256=article_sha256,
        provenance=provenance,
        units=tuple(_traced(unit, article) for unit in units),
        held=tuple(
            TracedHold(
                id=h.unit.id, section=h.unit.section, text=h.unit.text, reasons=h.reasons, because_of=h.because_of
            )
            for h in article.held
        ),
        messages=article.messages,
        retrieval=tuple(_retrieval(brief, evidence[brief.section]) for brief in briefs),
    )


def _traced(unit: Unit, article: Article) -> TracedUnit:
    verdict = article.verdicts[unit.id]
    shown = unit.model_dump(include={"id", "section", "kind", "text", "sources", "passages", "row", "column", "bundle"})
    return TracedUnit(
        **shown,
        verdict="exempt" if unit.block == "withheld" else verdict.verdict,
        checks={result.check: result.answer for result in verdict.checks},
        notes=verdict.reasons,
        evidence=verdict.evidence,
        derivation=verdict.derivation,
        basis=verdict.basis,
    )


def _retrieval(brief: Brief, evidence: Evidence) -> Retrieval:
    ranked = tuple((scored.passage.id, scored.fused) for scored in evidence.passages)
    return Retrieval(section=brief.section, queries=brief.queries, passages=ranked)


def trace_bytes(trace: Trace) -> bytes:
    """The trace as JSON: sorted keys, one final newline."""
    return (json.dumps(trace.model_dump(mode="json"), ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()


def to_web_annotations(trace: Trace) -> dict[str, object]:
    """The trace as a W3C Web Annotation collection: one annotation for each aligned span, by position and by quote."""
    items = [
        {
            "type": "Annotation",
            "id": f"urn:draftbot:{unit.id}:{number}",
            "motivation": "assessing",
            "body": {"type": "TextualBody", "value": unit.text, "purpose": "describing"},
            "target": {
                "source": f"urn:draftbot:source:{span.source}",
                "selector": [
                    {"type": "TextPositionSelector", "start": span.start, "end": span.end},
                    {"type": "TextQuoteSelector", "exact": span.quote},
                ],
            },
        }
        for unit in trace.units
        for number, span in enumerate(unit.evidence, start=1)
    ]
    return {"@context": "http://www.w3.org/ns/anno.jsonld", "type": "AnnotationPage", "items": items}
