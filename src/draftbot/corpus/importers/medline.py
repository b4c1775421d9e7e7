"""MEDLINE text, as PubMed exports it (``.nbib``, ``.txt``), through biopython.

Tags: https://www.nlm.nih.gov/bsd/mms/medlineelements.html
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from draftbot.corpus.importers.imported import Imported, Section
from draftbot.corpus.importers.notices import MEDLINE_TAGS, MEDLINE_UPON, of_medline, of_title, of_types, upon_medline
from draftbot.corpus.importers.people import language, person, year
from draftbot.corpus.importers.plain import clean
from draftbot.records.provenance import Indexing
from draftbot.records.reference import Author, Bibliography

FIRST = re.compile(r"PMID\s*- ")
LABEL = re.compile(r"(?:^|(?<=[.?!)\]] ))([A-Z][A-Z /&,()-]{2,60}): (?=\S)")
RELATED = ("CIN", "CON", "CRF", "ECF", "EFR", "PRIN", "PROF", "ROF", "RPF", "RPI", "RRF", "RRI", "SPIN", "UIN", "UOF", "RIN", "EIN", "ECI", "CRI", "DDIN", "DRIN")  # fmt: skip
# Tags that say how the record was kept, not what the work is.
KEPT = frozenset("OWN STAT DA DCOM LR DEP CRDT PHST MHDA EDAT PST SB JID IS PL TA JT SO PMID AID LID".split())
USED = frozenset("TI TT AB AU FAU CN AD DP VI IP PG PMC LA SI PT MH OT RN NM GR COIS OAB BTI CTI ISBN PB AUID".split())


def record(lines: Iterable[str], position: int) -> Imported:
    """The record of a group of lines that begins with a PMID."""
    from Bio import Medline

    got: Mapping[str, Any] = Medline.read(
        [  # type: ignore[no-untyped-call]  # the package ships no types
            f"{line}\n" for line in lines
        ]
    )
    types = tuple(_many(got, "PT"))
    notices = [notice for tag in MEDLINE_TAGS for notice in of_medline(tag, _many(got, tag))]
    work = _bibliography(got)
    notices += of_types(types, "MEDLINE publication types", notices)
    notices += of_title(work.title, "MEDLINE", notices)
    return Imported(
        format="MEDLINE",
        position=position,
        registry=True,
        bibliography=work,
        abstract=sections(_one(got, "AB")),
        indexing=Indexing(
            publication_types=types,
            subjects=tuple(heading.replace("*", "") for heading in _many(got, "MH")),
            substances=tuple(_many(got, "RN")) + tuple(_many(got, "NM")),
            keywords=tuple(_many(got, "OT")),
            grants=tuple(_many(got, "GR")),
            affiliations=tuple(dict.fromkeys(_many(got, "AD"))),
            interests=_one(got, "COIS"),
            related=tuple(f"{tag}: {value}" for tag in RELATED for value in _many(got, tag)),
            other_texts=tuple(_many(got, "OAB")),
            notes=tuple(
                f"{tag}: {value}" for tag in got if tag not in KEPT | USED | {*RELATED} for value in _many(got, tag)
            ),
        ),
        upon=tuple(upon for tag in MEDLINE_UPON for upon in upon_medline(tag, _many(got, tag))),
        notices=tuple(notices),
    )


def sections(abstract: str | None) -> tuple[Section, ...]:
    """A structured abstract at its labels in capitals; text before the first label is a section of its own."""
    if not abstract:
        return ()
    labels = list(LABEL.finditer(abstract))
    if not labels:
        return (Section(text=abstract),)
    bounds = [*(found.start() for found in labels), len(abstract)]
    lead = abstract[: bounds[0]].strip()
    found = [
        Section(label=label[1], text=text)
        for label, end in zip(labels, bounds[1:], strict=True)
        if (text := abstract[label.end() : end].strip())
    ]
    return (*((Section(text=lead),) if lead else ()), *found)


def _bibliography(got: Mapping[str, Any]) -> Bibliography:
    book = _one(got, "BTI")
    return Bibliography(
        type="article-journal" if not book else "chapter" if got.get("TI") else "book",
        title=_one(got, "TI") or book,
        original_title=_one(got, "TT"),
        author=tuple(_authors(got)),
        container_title=_one(got, "JT") or _one(got, "TA") or (book if got.get("TI") else None),
        publisher=_one(got, "PB"),
        issued=year(_one(got, "DP")),
        volume=_one(got, "VI"),
        issue=_one(got, "IP"),
        page=_one(got, "PG"),
        DOI=_doi(got),
        PMID=_one(got, "PMID"),
        PMCID=_one(got, "PMC"),
        ISSN=(_one(got, "IS") or "").partition(" ")[0] or None,
        ISBN=(_one(got, "ISBN") or "").partition(" ")[0] or None,
        language=language(_one(got, "LA")),
        registration="; ".join(value.removeprefix("ClinicalTrials.gov/") for value in _many(got, "SI")) or None,
    )


def _authors(got: Mapping[str, Any]) -> list[Author]:
    people = [person(name) for name in _many(got, "FAU") or _many(got, "AU")]
    return [*people, *(Author(literal=name) for name in _many(got, "CN"))]


def _doi(got: Mapping[str, Any]) -> str | None:
    for value in (*_many(got, "LID"), *_many(got, "AID")):
        if "[doi]" in value:
            return value.replace("[doi]", "").split()[-1]
    return None


def _many(got: Mapping[str, Any], tag: str) -> list[str]:
    value = got.get(tag, [])
    return [text for part in (value if isinstance(value, list) else [value]) if (text := clean(str(part)))]


def _one(got: Mapping[str, Any], tag: str) -> str | None:
    return (
        " ".join(_many(got, tag)) or None
        if tag in ("AB", "TI", "TT", "BTI", "COIS")
        else next(iter(_many(got, tag)), None)
    )
