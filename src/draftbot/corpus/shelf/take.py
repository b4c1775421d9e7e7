"""Records onto the shelf: new ones are written, known ones merged, and what was read before changes nothing."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from draftbot.corpus.cards import Tagger
from draftbot.corpus.importers import Imported, Skipped
from draftbot.corpus.shelf.acted_on import noticed
from draftbot.corpus.shelf.compose import reference, tidied
from draftbot.corpus.shelf.identity import doi, pmid
from draftbot.corpus.shelf.merge import merge
from draftbot.corpus.shelf.shelf import Shelf
from draftbot.errors import BadInput
from draftbot.records.record import Record
from draftbot.records.reference import Reference


class Taken(Record):
    """What became of one record: ``outcome`` is new, merged, unchanged, other-work or refused; ``notes`` say what an
    editor must know of it."""

    origin: str
    position: int
    outcome: str
    id: str | None = None
    notes: tuple[str, ...] = ()


def take(records: Iterable[Imported | Skipped], origin: str, shelf: Shelf, tagger: Tagger, on: date) -> Iterable[Taken]:
    """Each record as it is dealt with. ``origin`` names the file or service, ``on`` the day."""
    for record in records:
        if isinstance(record, Skipped):
            yield Taken(origin=origin, position=record.position, outcome="refused", notes=(record.reason,))
        else:
            try:
                yield _one(record, origin, shelf, tagger, on)
            except BadInput as error:
                yield Taken(origin=origin, position=record.position, outcome="refused", notes=(str(error),))


def _one(record: Imported, origin: str, shelf: Shelf, tagger: Tagger, on: date) -> Taken:
    def told(outcome: str, key: str, *notes: str) -> Taken:
        return Taken(origin=origin, position=record.position, outcome=outcome, id=key, notes=notes)

    before = shelf.holding(record.sha256)
    if before:
        return told("unchanged", before)
    found = shelf.find(tidied(record.bibliography))
    if not found or _two_of_a_registry(record, shelf.read(found)):
        made = reference(record, origin, on, tagger, shelf.taken)
        made = noticed(made, shelf.said_of(made.bibliography))
        shelf.add(made)
        _spread(made, shelf)
        return told("new", made.id, *(f"{notice.kind} on record" for notice in made.integrity.notices))
    old = shelf.read(found)
    merged = merge(old, record, origin, on)
    if merged.reference == old:
        return told("unchanged", found)
    shelf.change(old, merged.reference)
    _spread(merged.reference, shelf)
    mismatches = merged.reference.integrity.mismatches[len(old.integrity.mismatches) :]
    notices = merged.reference.integrity.notices[len(old.integrity.notices) :]
    notes = [f"{m.field} leads to another work: {m.theirs}" for m in mismatches]
    notes += [f"{c.about}: {c.first!r} here, {c.second!r} there" for c in merged.conflicts]
    notes += [f"{notice.kind} on record" for notice in notices]
    return told("other-work" if mismatches else "merged", found, *notes)


def _two_of_a_registry(record: Imported, old: Reference) -> bool:
    """Whether registries know the two, which met by title, year and author, as two works: editorials and parts of a
    series bear one title."""
    ours, theirs = pmid(old.bibliography.PMID), pmid(record.bibliography.PMID)
    one, two = doi(old.bibliography.DOI), doi(record.bibliography.DOI)
    both = record.registry and old.integrity.checked is not None
    return both and bool(ours and theirs) and ours != theirs and not (one and one == two)


def _spread(made: Reference, shelf: Shelf) -> None:
    """What a notice says of works that are on the shelf goes to their records."""
    for key in sorted(shelf.targets(made)):
        old = shelf.read(key)
        new = noticed(old, shelf.said_of(old.bibliography))
        if new != old:
            shelf.change(old, new)
