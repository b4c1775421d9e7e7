"""What is known to be wrong, doubtful or disputed: it stays visible to the editor until it is settled."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftbot.corpus.finding import Defect, Severity, Subject
from draftbot.records.compound import Conflict
from draftbot.records.corpus import Corpus, Measure
from draftbot.records.reference import Reference

# What the house does about a notice says how grave the finding is.
GRAVITY: dict[Measure, Severity] = {"block": "error", "flag": "warn", "allow": "note"}


def open_questions(corpus: Corpus) -> Iterator[Defect]:
    """Notices, as the house's integrity policy grades them; conflicts without a resolution; unverified particulars."""
    for slug, compound in corpus.compounds.items():
        yield from _conflicts(Subject(kind="compounds", key=slug), compound.conflicts)
    for key, reference in corpus.references.items():
        subject = Subject(kind="references", key=key)
        yield from _notices(subject, reference, corpus)
        yield from _conflicts(subject, reference.conflicts)
        for at, doubt in enumerate(reference.unverified):
            yield subject.note(f"unverified: {doubt}", "unverified", at)


def _notices(subject: Subject, reference: Reference, corpus: Corpus) -> Iterator[Defect]:
    for at, notice in enumerate(reference.integrity.notices):
        measure = corpus.house.integrity.of(notice.kind)
        message = f"notice: {notice.kind.replace('-', ' ')} ({notice.citation or notice.seen_in})"
        yield subject.finding(GRAVITY[measure], message, ("integrity", "notices", at))
    for at, other in enumerate(reference.integrity.mismatches):
        theirs = f"; {other.theirs!r} there" if other.theirs else ""
        message = f"{other.kind}: {other.field} is {other.ours!r} here{theirs} ({other.seen_in})"
        yield subject.finding(GRAVITY[corpus.house.integrity.of(other.kind)], message, ("integrity", "mismatches", at))


def _conflicts(subject: Subject, conflicts: Sequence[Conflict]) -> Iterator[Defect]:
    for at, conflict in enumerate(conflicts):
        if conflict.resolution is None:
            yield subject.note(f"open conflict {conflict.id}: {conflict.about}", "conflicts", at)
