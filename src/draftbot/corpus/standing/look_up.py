"""A reference after its registries were asked."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from draftbot.corpus.fetch import Fetched
from draftbot.corpus.shelf.identity import doi
from draftbot.corpus.shelf.merge import standing as noted
from draftbot.corpus.standing.compare import compare, malformed, unknown
from draftbot.records.integrity import Mismatch
from draftbot.records.reference import Reference

# What a person noted stays; what a registry said before gives way to what it says now.
BY_EDITOR = "an editor"


def looked_up(old: Reference, got: Fetched | None, on: date) -> Reference:
    """The reference with the notices and mismatches that were found, and the day; one that no registry could know stays
    unchecked. Notices of another work's record are not this work's."""
    wrong = list(malformed(old))
    integrity = old.integrity
    if got is not None:
        for record in got.records:
            found = compare(old, record)
            wrong += found
            if not any(mismatch.kind == "wrong-work" for mismatch in found):
                integrity = noted(integrity, record, on)
        wrong += _unknown(old, got)
    kept = [mismatch for mismatch in integrity.mismatches if mismatch.seen_in.startswith(BY_EDITOR)]
    mismatches = tuple(dict.fromkeys([*kept, *wrong]))
    return old.model_copy(update={"integrity": integrity.model_copy(update={"mismatches": mismatches})})


def _unknown(old: Reference, got: Fetched) -> Iterator[Mismatch]:
    """Identifiers that were looked up and that no registry knows."""
    if got.names.PMID and got.pubmed is None:
        yield unknown("PMID", old.bibliography.PMID or "", "PubMed")
    if got.asked_crossref and got.crossref is None and not _known_to_pubmed(got):
        yield unknown("DOI", old.bibliography.DOI or "", "Crossref")


def _known_to_pubmed(got: Fetched) -> bool:
    """Whether PubMed has the work under this DOI: not every DOI is registered with Crossref."""
    return got.pubmed is not None and doi(got.pubmed.bibliography.DOI) == got.names.DOI
