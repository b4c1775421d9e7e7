"""What a notice says of another work, on that work's own record, whichever of the two came first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from draftbot.corpus.shelf.identity import keys
from draftbot.records.integrity import Notice, Upon
from draftbot.records.reference import Bibliography, Reference


def keys_of(upon: Upon) -> tuple[str, ...]:
    """By which the other work is known on the shelf."""
    return keys(Bibliography(type="article-journal", DOI=upon.DOI, PMID=upon.PMID))


def noticed(work: Reference, notices: Iterable[Notice]) -> Reference:
    """The reference with the notices that say something new: a kind from a place that is not on record."""
    known = {(notice.kind, notice.PMID) for notice in work.integrity.notices}
    new = [notice for notice in dict.fromkeys(notices) if (notice.kind, notice.PMID) not in known]
    if not new:
        return work
    integrity = work.integrity.model_copy(update={"notices": (*work.integrity.notices, *new)})
    return work.model_copy(update={"integrity": integrity})


def said_by(work: Bibliography, upon: Iterable[Upon], where: str) -> Iterator[tuple[Upon, Notice]]:
    """Each thing that a notice says, with the notice as the other work's record shows it."""
    name = f"DOI {work.DOI}" if work.DOI else work.title
    for one in upon:
        yield one, Notice(kind=one.kind, citation=name, PMID=work.PMID, seen_in=where)
