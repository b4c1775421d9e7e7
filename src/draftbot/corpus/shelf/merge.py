"""A record and the reference that is already there: gaps are filled, agreement is silent, disagreement is kept."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from draftbot.corpus.importers import Imported
from draftbot.corpus.shelf.compose import items, provenance, tidied
from draftbot.corpus.shelf.identity import FORMS, letters, same_title
from draftbot.records.compound import Conflict
from draftbot.records.integrity import Integrity, Mismatch
from draftbot.records.provenance import Indexing
from draftbot.records.record import Record
from draftbot.records.reference import Author, Bibliography, Reference

# Kept as it is: registries and managers spell these in many ways that mean the same.
LOOSE = ("type", "authors_truncated", "publisher", "URL", "ISSN", "ISBN", "original_title")


class Merged(Record):
    """The reference after the record, and the fields that were filled and the conflicts that came up."""

    reference: Reference
    filled: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()


def merge(old: Reference, record: Imported, origin: str, on: date) -> Merged:
    """Takes from the record what the reference lacks. What both have and differ in becomes a conflict, and the
    reference keeps its own; a record of another work is kept out altogether and noted as a mismatch."""
    where = f"{origin}, {record.format} record {record.position}"
    theirs = tidied(record.bibliography)
    other = another_work(old.bibliography, theirs)
    if other:
        mismatch = Mismatch(
            kind="wrong-work", field=other, ours=old.bibliography.title or "", theirs=theirs.title, seen_in=where
        )
        return _noted(old, mismatch, record, origin, on)
    work, filled = _filled(old.bibliography, theirs)
    found = tuple(c for c in _conflicts(old, theirs, record, where) if not _known(c, old.conflicts))
    text = items(record)
    changes: dict[str, object] = {"bibliography": work, "conflicts": (*old.conflicts, *found)}
    if text and not old.text:
        changes |= {
            "text": text,
            "text_kind": "abstract",
            "text_seen": "full-abstract",
            "text_source": f"abstract as {record.format} has it",
        }
        filled = (*filled, "text")
    indexing = _more(old.indexing, record.indexing)
    if indexing != old.indexing:
        changes["indexing"], filled = indexing, (*filled, "indexing")
    integrity = standing(old.integrity, record, on)
    if integrity != old.integrity:
        changes["integrity"], filled = integrity, (*filled, "integrity")
    changes["provenance"] = (*old.provenance, provenance(record, origin, on, filled))
    return Merged(reference=old.model_copy(update=changes), filled=filled, conflicts=found)


def another_work(ours: Bibliography, theirs: Bibliography) -> str | None:
    """The identifier by which the two met although they are two works, else ``title``; ``None`` for one work.

    Titles decide where both have one. Where one has none, place and people do: of journal, volume, first page, year and
    first author at least two must be on both sides, and most of them differ.
    """
    names = [(name, form(getattr(ours, name)), form(getattr(theirs, name))) for name, form in FORMS.items()]
    shared = next((name for name, one, two in names if one and one == two), "title")
    titles = [t for t in (ours.title, ours.original_title) if t]
    others = [t for t in (theirs.title, theirs.original_title) if t]
    if titles and others:
        return None if any(same_title(one, two) for one in titles for two in others) else shared
    agreed = [agree(name, one, two) for name, one, two in _places(ours, theirs)]
    return shared if len(agreed) > 1 and sum(agreed) < len(agreed) / 2 else None


def _places(ours: Bibliography, theirs: Bibliography) -> Iterator[tuple[str, object, object]]:
    for name in ("container_title", "volume", "issued", "page"):
        one, two = getattr(ours, name), getattr(theirs, name)
        if one and two:
            yield name, one, two
    if ours.author and theirs.author:
        yield "author", ours.author[:1], theirs.author[:1]


def standing(old: Integrity, record: Imported, on: date) -> Integrity:
    """Notices of both; a registry's record is a check on that day. What an editor noted stays."""
    known = {(notice.kind, notice.PMID or letters(notice.citation)) for notice in old.notices}
    kinds = {notice.kind for notice in old.notices}
    new = [
        notice
        for notice in record.notices
        if (notice.kind, notice.PMID or letters(notice.citation)) not in known
        and (notice.citation or notice.PMID or notice.kind not in kinds)
    ]
    checked = max(filter(None, (old.checked, on)), default=on) if record.registry else old.checked
    upon = tuple(dict.fromkeys((*old.upon, *record.upon)))
    return old.model_copy(update={"checked": checked, "notices": (*old.notices, *new), "upon": upon})


def _noted(old: Reference, mismatch: Mismatch, record: Imported, origin: str, on: date) -> Merged:
    known = {(m.kind, m.field, m.theirs) for m in old.integrity.mismatches}
    if (mismatch.kind, mismatch.field, mismatch.theirs) in known:
        return Merged(reference=old)
    integrity = old.integrity.model_copy(update={"mismatches": (*old.integrity.mismatches, mismatch)})
    trail = (*old.provenance, provenance(record, origin, on, ("integrity.mismatches",)))
    changed = old.model_copy(update={"integrity": integrity, "provenance": trail})
    return Merged(reference=changed, filled=("integrity.mismatches",))


def _filled(ours: Bibliography, theirs: Bibliography) -> tuple[Bibliography, tuple[str, ...]]:
    changes = {
        name: value
        for name, value in theirs
        if value not in (None, (), False) and getattr(ours, name) in (None, (), False) and name != "authors_truncated"
    }
    if ours.authors_truncated and len(theirs.author) > len(ours.author) and _same_authors(ours.author, theirs.author):
        changes |= {"author": theirs.author, "authors_truncated": theirs.authors_truncated}
    return ours.model_copy(update=changes), tuple(f"bibliography.{name}" for name in changes)


def _conflicts(old: Reference, theirs: Bibliography, record: Imported, where: str) -> Iterator[Conflict]:
    ours = old.bibliography
    for name, value in theirs:
        own = getattr(ours, name)
        if name in LOOSE or value in (None, ()) or own in (None, ()) or agree(name, own, value):
            continue
        yield _conflict(old, name, _printed(own), _printed(value), where)
    abstract, text = record.text, " ".join(item.text for item in old.text)
    if abstract and old.text_kind == "abstract" and text and letters(abstract) != letters(text):
        yield _conflict(old, "abstract", f"{text[:200]}...", f"{abstract[:200]}...", where)


def agree(name: str, ours: object, theirs: object) -> bool:
    """Whether two values of a field mean the same, spelling aside."""
    if name in FORMS:
        return FORMS[name](str(ours)) == FORMS[name](str(theirs))
    if name == "title":
        return same_title(str(ours), str(theirs))
    if name == "author":
        return isinstance(ours, tuple) and isinstance(theirs, tuple) and _same_authors(ours, theirs)
    if name == "container_title":
        return _same_journal(str(ours), str(theirs))
    if name == "page":
        return _pages(str(ours)) == _pages(str(theirs))
    return letters(str(ours)) == letters(str(theirs))


def _same_authors(ours: tuple[Author, ...], theirs: tuple[Author, ...]) -> bool:
    """The same family names in the same order, as far as the shorter list goes."""
    one, two = ([letters(a.family or a.literal) for a in listed] for listed in (ours, theirs))
    return all(a == b or a in b or b in a for a, b in zip(one, two, strict=False))


def _same_journal(ours: str, theirs: str) -> bool:
    """Equal, or one an abbreviation of the other: its words begin the other's in order."""
    drop = {"the", "of", "and", "in", "for", "on", "de", "la"}
    one, two = (
        [letters(w) for w in name.replace("(", " ").replace(":", " ").split() if w.lower() not in drop]
        for name in (ours, theirs)
    )
    short, long = sorted((one, two), key=len)
    if all(b.startswith(a) or a.startswith(b) for a, b in zip(short, long, strict=False)) and short and long:
        return (
            len(short) == len(long)
            or len(short) >= 2
            or letters(ours) in letters(theirs)
            or letters(theirs) in letters(ours)
        )
    return letters(ours) == "".join(w[:1] for w in two) or letters(theirs) == "".join(w[:1] for w in one)


def _pages(text: str) -> str:
    """``611-7`` and ``611-617`` are the same pages; a prefix such as ``e`` counts."""
    first, _, last = text.replace("–", "-").replace(" ", "").lower().partition("-")
    return (
        f"{first}-{first[: len(first) - len(last)] + last if len(last) < len(first) else last}"
        if last and last != first
        else first
    )


def _conflict(old: Reference, about: str, ours: str, theirs: str, where: str) -> Conflict:
    mine = next(
        (p.origin for p in old.provenance if f"bibliography.{about}" in p.fields), "this record as an editor wrote it"
    )
    number = 1 + len([c for c in old.conflicts if c.about == about])
    name = f"import-{about.lower().replace('_', '-')}" + (f"-{number}" if number > 1 else "")
    return Conflict(id=name, about=about, first=ours, first_where=mine, second=theirs, second_where=where)


def _known(conflict: Conflict, known: tuple[Conflict, ...]) -> bool:
    return any((c.about, c.first, c.second) == (conflict.about, conflict.first, conflict.second) for c in known)


def _printed(value: object) -> str:
    if isinstance(value, tuple):
        return ", ".join(author.printed() for author in value)
    return str(value)


def _more(ours: Indexing, theirs: Indexing) -> Indexing:
    """Both together, each entry once; a statement that is there stays."""
    joined = {
        name: tuple(dict.fromkeys((*getattr(ours, name), *value)))
        if isinstance(value, tuple)
        else getattr(ours, name) or value
        for name, value in theirs
    }
    return Indexing.model_validate(joined)
