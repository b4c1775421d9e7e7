"""Does everything that a reference names exist?"""

from __future__ import annotations

from collections.abc import Iterator

from draftbot.corpus.finding import Defect, Subject
from draftbot.records.corpus import Corpus
from draftbot.records.reference import Outcome, Reference, StudyCard

RELATIONS = ("same_trial_as", "pooled_in", "supersedes")


def studies(corpus: Corpus) -> Iterator[Defect]:
    """Compounds, topics, arms and other studies that a reference names but that are not there; ids used twice."""
    for key, reference in corpus.references.items():
        subject = Subject(kind="references", key=key)
        yield from _compounds(subject, reference, corpus)
        yield from _topics(subject, reference.card, corpus)
        yield from _relations(subject, reference, corpus)
        yield from _outcomes(subject, reference.card)
        if not reference.text:
            yield subject.warn("has no text; nothing that rests on it can be proved", "text")


def _compounds(subject: Subject, reference: Reference, corpus: Corpus) -> Iterator[Defect]:
    card = reference.card
    for at, slug in enumerate(reference.compounds):
        if slug not in corpus.compounds:
            yield subject.error(f"unknown compound {slug!r}", "compounds", at)
    for at, arm in enumerate(card.arms):
        if arm.compound and arm.compound not in corpus.compounds:
            yield subject.error(f"unknown compound {arm.compound!r}", "card", "arms", at, "compound")
    for at, outcome in enumerate(card.outcomes):
        if outcome.treatment and outcome.treatment not in corpus.compounds:
            yield subject.error(f"unknown compound {outcome.treatment!r}", "card", "outcomes", at, "treatment")


def _topics(subject: Subject, card: StudyCard, corpus: Corpus) -> Iterator[Defect]:
    known = corpus.fields.topics
    for at, topic in enumerate(card.topics):
        if topic not in known:
            yield subject.error(f"unknown topic {topic!r}", "card", "topics", at)
    for at, outcome in enumerate(card.outcomes):
        if outcome.topic and outcome.topic not in known:
            yield subject.error(f"unknown topic {outcome.topic!r}", "card", "outcomes", at, "topic")


def _relations(subject: Subject, reference: Reference, corpus: Corpus) -> Iterator[Defect]:
    for relation in RELATIONS:
        for at, other in enumerate(getattr(reference.card, relation)):
            if other == reference.id:
                yield subject.error("refers to itself", "card", relation, at)
            elif other not in corpus.references:
                yield subject.error(f"refers to {other!r}, which is no reference", "card", relation, at)
    for at, conflict in enumerate(reference.conflicts):
        for ref in conflict.refs:
            if ref not in corpus.references:
                yield subject.error(f"refers to {ref!r}, which is no reference", "conflicts", at, "refs")


def _outcomes(subject: Subject, card: StudyCard) -> Iterator[Defect]:
    seen: set[str] = set()
    for at, outcome in enumerate(card.outcomes):
        if outcome.id in seen:
            yield subject.error(f"a second outcome has the id {outcome.id!r}", "card", "outcomes", at, "id")
        seen.add(outcome.id)
        yield from _arms(subject, at, outcome, {arm.name for arm in card.arms})


def _arms(subject: Subject, at: int, outcome: Outcome, names: set[str]) -> Iterator[Defect]:
    for place, result in enumerate(outcome.results):
        if names and result.arm not in names:
            where = ("card", "outcomes", at, "results", place, "arm")
            yield subject.warn(f"the study has no arm {result.arm!r}; its arms: {', '.join(sorted(names))}", *where)
