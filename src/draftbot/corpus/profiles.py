"""Does everything that a profile names exist, and does the profile agree with itself?"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from draftbot.corpus.finding import Defect, Subject
from draftbot.corpus.yaml_file import Location
from draftbot.records.compound import Compound
from draftbot.records.corpus import Corpus
from draftbot.records.values import GoalValue


def profiles(corpus: Corpus) -> Iterator[Defect]:
    """References, fields and topics that a profile names but that are not there; fields both stated and not stated;
    a profile that rests on nothing."""
    for slug, compound in corpus.compounds.items():
        subject = Subject(kind="compounds", key=slug)
        yield from _references(subject, compound, corpus)
        yield from _fields(subject, compound, corpus)
        yield from _topics(subject, compound, corpus)
        if not compound.references():
            yield subject.warn("no value has a reference; nothing can be published about it", "fields")


def _references(subject: Subject, compound: Compound, corpus: Corpus) -> Iterator[Defect]:
    for location, refs in _rests(compound):
        for ref in refs:
            if ref not in corpus.references:
                yield subject.error(f"refers to {ref!r}, which is no reference", *location, "refs")


def _rests(compound: Compound) -> Iterator[tuple[Location, Iterable[str]]]:
    """Everything in a profile that carries refs, with its place."""
    for field, values in compound.fields.items():
        yield from ((("fields", field, at), value.refs) for at, value in enumerate(values))
    yield from ((("synonyms", at), value.refs) for at, value in enumerate(compound.synonyms))
    yield from ((("look_alikes", at), entry.refs) for at, entry in enumerate(compound.look_alikes))
    yield from ((("not_stated", at), entry.refs) for at, entry in enumerate(compound.not_stated))
    yield from ((("conflicts", at), conflict.refs) for at, conflict in enumerate(compound.conflicts))


def _fields(subject: Subject, compound: Compound, corpus: Corpus) -> Iterator[Defect]:
    known = corpus.fields.fields
    for at, entry in enumerate(compound.not_stated):
        if entry.field not in known:
            yield subject.error(f"unknown field {entry.field!r}", "not_stated", at, "field")
        elif compound.values(entry.field):
            yield subject.error(f"{entry.field} is listed as not stated and has values", "not_stated", at, "field")
    for at, unproved in enumerate(compound.unproved):
        if unproved.field not in known:
            yield subject.error(f"unknown field {unproved.field!r}", "unproved", at, "field")


def _topics(subject: Subject, compound: Compound, corpus: Corpus) -> Iterator[Defect]:
    for field, values in compound.fields.items():
        for at, value in enumerate(values):
            if isinstance(value, GoalValue) and value.topic not in corpus.fields.topics:
                yield subject.error(f"unknown topic {value.topic!r}", "fields", field, at, "topic")
