"""Identifiers of any kind to registries' records."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Literal

from draftbot.corpus.fetch.crossref import Crossref
from draftbot.corpus.fetch.entrez import Entrez
from draftbot.corpus.importers import Imported
from draftbot.corpus.shelf.identity import doi, pmcid, pmid
from draftbot.errors import UserError
from draftbot.records.record import Record

Kind = Literal["PMID", "DOI", "PMCID"]


class Identifier(Record):
    """An identifier in its bare form."""

    kind: Kind
    value: str


class Fetched(Record):
    """What the registries have under an identifier: PubMed's record, Crossref's, either or none."""

    identifier: Identifier
    pubmed: Imported | None = None
    crossref: Imported | None = None

    @property
    def records(self) -> tuple[Imported, ...]:
        return tuple(record for record in (self.pubmed, self.crossref) if record)


def identifier(text: str) -> Identifier:
    """A DOI, PMCID or PMID in any of its forms; raises a UserError for anything else."""
    if found := doi(text):
        return Identifier(kind="DOI", value=found)
    if found := pmcid(text):
        return Identifier(kind="PMCID", value=found)
    if found := pmid(text):
        return Identifier(kind="PMID", value=found)
    raise UserError(f"{text!r} is neither a PMID, a PMCID nor a DOI")


class Registries:
    """PubMed and Crossref together."""

    def __init__(self, pubmed: Entrez, crossref: Crossref) -> None:
        self.pubmed, self.crossref = pubmed, crossref

    def fetch(self, wanted: Sequence[Identifier], fresh: bool = False) -> Iterator[Fetched]:
        """The records of each identifier in order. PubMed is asked in batches; Crossref is asked about every DOI, of
        the work itself or of its PubMed record, since it knows notices that PubMed may not have yet.

        Raises Offline when a registry cannot be asked; what it answered before is kept, so that the same call goes on.
        """
        pmids = {one: self._pmid(one) for one in wanted}
        known = dict(self.pubmed.records([p for p in pmids.values() if p], fresh))
        for one in wanted:
            record = known.get(pmids[one] or "")
            named = one.value if one.kind == "DOI" else doi(record.bibliography.DOI) if record else None
            work = self.crossref.work(named, fresh) if named else None
            yield Fetched(identifier=one, pubmed=record, crossref=work)

    def _pmid(self, one: Identifier) -> str | None:
        if one.kind == "PMID":
            return one.value
        found = self.pubmed.find(f"{one.value}[{'doi' if one.kind == 'DOI' else 'pmcid'}]")
        return found[0] if len(found) == 1 else None
