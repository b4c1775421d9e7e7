"""Does everything that a record names exist?"""

from __future__ import annotations

from collections.abc import Iterator

from draftbot.corpus.finding import Defect
from draftbot.records.compound import Compound
from draftbot.records.corpus import Corpus
from draftbot.records.reference import Reference
from draftbot.records.values import GoalValue


def links(corpus: Corpus) -> Iterator[Defect]:
    """References, fields, topics, compounds and linked studies that are named but not there."""
    for slug, compound in corpus.compounds.items():
        yield from _compound(slug, compound, corpus)
    for key, reference in corpus.references.items():
        yield from _reference(key, reference, corpus)


def _compound(slug: str, compound: Compound, corpus: Corpus) -> Iterator[Defect]:
    def defect(message: str, *location: str | int, severity: str = "error") -> Defect:
        return Defect.model_validate(
            {"severity": severity, "kind": "compounds", "key": slug, "location": location, "message": message}
        )

    for field, values in compound.fields.items():
        for at, value in enumerate(values):
            for ref in value.refs:
                if ref not in corpus.references:
                    yield defect(f"refers to {ref!r}, which is no reference", "fields", field, at, "refs")
            if isinstance(value, GoalValue) and value.topic not in corpus.fields.topics:
                yield defect(f"unknown topic {value.topic!r}", "fields", field, at, "topic")
    for at, entry in enumerate(compound.not_stated):
        if entry.field not in corpus.fields.fields:
            yield defect(f"unknown field {entry.field!r}", "not_stated", at, "field")
        elif compound.values(entry.field):
            yield defect(f"{entry.field} is listed as not stated and has values", "not_stated", at, "field")
    for at, unproved in enumerate(compound.unproved):
        if unproved.field not in corpus.fields.fields:
            yield defect(f"unknown field {unproved.field!r}", "unproved", at, "field")
    if not compound.references():
        yield defect("no value has a reference; nothing can be published about it", "fields", severity="warn")
    for at, conflict in enumerate(compound.conflicts):
        if conflict.resolution is None:
            yield defect(f"open conflict {conflict.id}: {conflict.about}", "conflicts", at, severity="note")


def _reference(key: str, reference: Reference, corpus: Corpus) -> Iterator[Defect]:
    def defect(message: str, *location: str | int, severity: str = "error") -> Defect:
        return Defect.model_validate(
            {"severity": severity, "kind": "references", "key": key, "location": location, "message": message}
        )

    card = reference.card
    for slug in reference.compounds:
        if slug not in corpus.compounds:
            yield defect(f"unknown compound {slug!r}", "compounds")
    for at, arm in enumerate(card.arms):
        if arm.compound and arm.compound not in corpus.compounds:
            yield defect(f"unknown compound {arm.compound!r}", "card", "arms", at, "compound")
    for at, outcome in enumerate(card.outcomes):
        if outcome.topic and outcome.topic not in corpus.fields.topics:
            yield defect(f"unknown topic {outcome.topic!r}", "card", "outcomes", at, "topic")
    for field in ("same_trial_as", "pooled_in", "supersedes"):
        for other in getattr(card, field):
            if other not in corpus.references:
                yield defect(f"refers to {other!r}, which is no reference", "card", field)
    for at, notice in enumerate(reference.integrity.notices):
        measure = getattr(corpus.house.integrity, notice.kind.replace("-", "_"))
        severity = "error" if measure == "block" else "warn"
        yield defect(
            f"notice: {notice.kind.replace('-', ' ')} ({notice.citation or notice.seen_in})",
            "integrity",
            "notices",
            at,
            severity=severity,
        )
    for at, conflict in enumerate(reference.conflicts):
        if conflict.resolution is None:
            yield defect(f"open conflict {conflict.id}: {conflict.about}", "conflicts", at, severity="note")
    for at, doubt in enumerate(reference.unverified):
        yield defect(f"unverified: {doubt}", "unverified", at, severity="note")
