"""RIS, as PubMed, Zotero and EndNote exchange it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftbot.corpus.exporters.csl_json import published_abstract
from draftbot.corpus.importers.ris import ORIGINAL_TITLE, REGISTRATION, TRUNCATED
from draftbot.records.reference import Author, Reference

TYPES = {"article-journal": "JOUR", "book": "BOOK", "chapter": "CHAP", "paper-conference": "CPAPER", "thesis": "THES",
         "report": "RPRT", "webpage": "ELEC"}  # fmt: skip


def export(references: Sequence[Reference]) -> str:
    """A record for each reference."""
    return "\n".join(_record(reference) for reference in references)


def _record(reference: Reference) -> str:
    lines = [f"{tag}  - {value}" for tag, value in _tags(reference)]
    return "\n".join([*lines, "ER  - ", ""])


def _tags(reference: Reference) -> Iterator[tuple[str, str]]:
    work = reference.bibliography
    yield "TY", TYPES[work.type]
    yield from (("AU", _author(author)) for author in work.author)
    first, _, last = (work.page or "").partition("-")
    plain = {
        "TI": work.title,
        "T2": work.container_title,
        "PB": work.publisher,
        "PY": str(work.issued) if work.issued else None,
        "VL": work.volume,
        "IS": work.issue,
        "SP": first,
        "EP": last,
        "DO": work.DOI,
        "C2": work.PMCID,
        "AN": work.PMID,
        "DB": "PubMed" if work.PMID else None,
        "UR": work.URL,
        "LA": work.language,
        "AB": published_abstract(reference),
    }
    yield from ((tag, value) for tag, value in plain.items() if value)
    yield from (("SN", value) for value in (work.ISSN, work.ISBN) if value)
    if work.original_title:
        yield "N1", f"{ORIGINAL_TITLE}{work.original_title}"
    if work.registration:
        yield "N1", f"{REGISTRATION}{work.registration}"
    if work.authors_truncated:
        yield "N1", TRUNCATED
    yield "ID", reference.id


def _author(author: Author) -> str:
    """A comma parts family and given name; one at the end marks a group, as EndNote writes it."""
    if author.literal or not author.given:
        return f"{author.literal or author.family},"
    return f"{author.family}, {author.given}"
