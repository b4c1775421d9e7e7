"""Works by any identifier to registries' records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftbot.corpus.fetch.crossref import Crossref
from draftbot.corpus.fetch.entrez import Entrez
from draftbot.corpus.importers import Imported
from draftbot.corpus.shelf.identity import doi, pmcid, pmid
from draftbot.errors import UserError
from draftbot.records.record import Record
from draftbot.records.reference import Bibliography


class Names(Record):
    """The identifiers under which a work is asked for, each bare; at least one."""

    PMID: str | None = None
    DOI: str | None = None
    PMCID: str | None = None

    def printed(self) -> str:
        """The strongest of them: ``PMID 123``."""
        return next(f"{kind} {value}" for kind, value in self if value)


class Fetched(Record):
    """What the registries have under a work's names: PubMed's record, Crossref's, either or none. ``asked_crossref``
    tells a DOI that is unknown from one that was not asked about."""

    names: Names
    pubmed: Imported | None = None
    crossref: Imported | None = None
    asked_crossref: bool = False

    @property
    def records(self) -> tuple[Imported, ...]:
        return tuple(record for record in (self.pubmed, self.crossref) if record)


def names(text: str) -> Names:
    """A DOI, PMCID or PMID in any of its forms; raises a UserError for anything else."""
    if found := doi(text):
        return Names(DOI=found)
    if found := pmcid(text):
        return Names(PMCID=found)
    if found := pmid(text):
        return Names(PMID=found)
    raise UserError(f"{text!r} is neither a PMID, a PMCID nor a DOI")


def names_of(work: Bibliography) -> Names | None:
    """The well-formed identifiers of a work; ``None`` where it has none."""
    found = Names(PMID=pmid(work.PMID), DOI=doi(work.DOI), PMCID=pmcid(work.PMCID))
    return found if any(value for _, value in found) else None


class Registries:
    """PubMed and Crossref together."""

    def __init__(self, pubmed: Entrez, crossref: Crossref) -> None:
        self.pubmed, self.crossref = pubmed, crossref

    def fetch(self, wanted: Sequence[Names], fresh: bool = False) -> Iterator[Fetched]:
        """The records of each work in order. PubMed is asked in batches; Crossref is asked about every DOI, the work's
        own or else that of its PubMed record, since it knows notices that PubMed may not have yet.

        Raises Offline when a registry cannot be asked; what it answered before is kept, so that the same call goes on.
        """
        pmids = [self._pmid(one, fresh) for one in wanted]
        known = dict(self.pubmed.records([p for p in pmids if p], fresh))
        for one, found in zip(wanted, pmids, strict=True):
            record = known.get(found or "")
            named = one.DOI or (doi(record.bibliography.DOI) if record else None)
            work = self.crossref.work(named, fresh) if named else None
            yield Fetched(names=one, pubmed=record, crossref=work, asked_crossref=one.DOI is not None)

    def _pmid(self, one: Names, fresh: bool) -> str | None:
        if one.PMID:
            return one.PMID
        term = f"{one.DOI}[doi]" if one.DOI else f"{one.PMCID}[pmcid]"
        found = self.pubmed.find(term, fresh)
        return found[0] if len(found) == 1 else None
