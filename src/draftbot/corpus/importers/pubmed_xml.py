"""PubMed's XML: articles and book chapters, one element to one record.

Elements: https://www.nlm.nih.gov/bsd/licensee/elements_descriptions.html
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from draftbot.corpus.importers.imported import Imported, Section
from draftbot.corpus.importers.notices import of_title, of_types, of_xml_relation, upon_xml
from draftbot.corpus.importers.people import language, year
from draftbot.corpus.importers.plain import text_of
from draftbot.records.integrity import Notice
from draftbot.records.provenance import Indexing
from draftbot.records.reference import Author, Bibliography

ARTICLE, BOOK = "PubmedArticle", "PubmedBookArticle"


def record(element: Any, position: int) -> Imported:
    """The record of a ``PubmedArticle`` or ``PubmedBookArticle``."""
    book = element.tag == BOOK
    types = _all(element, ".//PublicationType")
    related = [(node.get("RefType", ""), node) for node in element.findall(".//CommentsCorrections")]
    notices = [
        n for kind, node in related if (n := of_xml_relation(kind, _first(node, "RefSource"), _first(node, "PMID")))
    ]
    work = _book(element) if book else _article(element)
    notices += of_types(types, "PubMed publication types", notices)
    notices += of_title(work.title, "PubMed", notices)
    return Imported(
        format="PubMed XML",
        position=position,
        registry=True,
        bibliography=work,
        abstract=tuple(_sections(element)),
        indexing=_indexing(element, types),
        upon=tuple(
            u for kind, node in related if (u := upon_xml(kind, _first(node, "RefSource"), _first(node, "PMID")))
        ),
        notices=_without_doubles(notices),
    )


def _article(element: Any) -> Bibliography:
    title = _first(element, ".//Article/ArticleTitle")
    return Bibliography(
        type="article-journal",
        title=title,
        original_title=_first(element, ".//Article/VernacularTitle"),
        author=tuple(_authors(element.find(".//Article/AuthorList"))),
        authors_truncated=any(node.get("CompleteYN") == "N" for node in element.findall(".//Article/AuthorList")),
        container_title=_first(element, ".//Journal/Title"),
        issued=_year(element.find(".//JournalIssue/PubDate")) or _year(element.find(".//ArticleDate")),
        volume=_first(element, ".//JournalIssue/Volume"),
        issue=_first(element, ".//JournalIssue/Issue"),
        page=_pages(element),
        DOI=_identifier(element, "doi"),
        PMID=_first(element, "MedlineCitation/PMID"),
        PMCID=_identifier(element, "pmc"),
        ISSN=_first(element, ".//Journal/ISSN") or _first(element, ".//ISSNLinking"),
        language=language(_first(element, ".//Article/Language")),
        registration="; ".join(_registrations(element)) or None,
    )


def _book(element: Any) -> Bibliography:
    document = element.find("BookDocument")
    title = _first(document, "ArticleTitle")
    return Bibliography(
        type="chapter" if title else "book",
        title=title or _first(document, "Book/BookTitle"),
        original_title=_first(document, "VernacularTitle"),
        author=tuple(_authors(document.find("AuthorList") if title else document.find("Book/AuthorList"))),
        container_title=_first(document, "Book/BookTitle") if title else None,
        publisher=_first(document, "Book/Publisher/PublisherName"),
        issued=_year(document.find("Book/PubDate")) or _year(document.find("ContributionDate")),
        volume=_first(document, "Book/Volume"),
        page=_first(document, "Pagination/MedlinePgn"),
        DOI=_identifier(element, "doi"),
        PMID=_first(document, "PMID"),
        PMCID=_identifier(element, "pmc"),
        ISBN=_first(document, "Book/Isbn"),
        language=language(_first(document, "Language")),
    )


def _authors(listed: Any) -> Iterator[Author]:
    for node in listed.findall("Author") if listed is not None else ():
        group, family = _first(node, "CollectiveName"), _first(node, "LastName")
        given = _first(node, "ForeName") or _first(node, "Initials")
        suffix = _first(node, "Suffix")
        if group:
            yield Author(literal=group)
        elif family:
            yield Author(family=f"{family} {suffix}" if suffix else family, given=given)
        elif given:
            yield Author(literal=given)


def _sections(element: Any) -> Iterator[Section]:
    main = element.find(".//Article/Abstract")
    main = element.find("BookDocument/Abstract") if main is None else main
    for node in main if main is not None else ():
        text = text_of(node) if node.tag in ("AbstractText", "CopyrightInformation") else ""
        label = (node.get("Label") or "").strip()
        if text:
            yield Section(label=label if label and label != "UNLABELLED" else None, text=text)


def _indexing(element: Any, types: tuple[str, ...]) -> Indexing:
    return Indexing(
        publication_types=types,
        subjects=tuple(_subjects(element)),
        substances=_all(element, ".//NameOfSubstance"),
        keywords=_all(element, ".//Keyword"),
        grants=tuple(filter(None, (_joined(node) for node in element.findall(".//Grant")))),
        affiliations=tuple(dict.fromkeys(_all(element, ".//Affiliation"))),
        interests=_first(element, ".//CoiStatement"),
        related=tuple(f"{node.get('RefType')}: {_joined(node)}" for node in element.findall(".//CommentsCorrections")),
        other_texts=tuple(filter(None, (_other_text(node) for node in element.findall(".//OtherAbstract")))),
        notes=tuple(_notes(element)),
    )


def _subjects(element: Any) -> Iterator[str]:
    for heading in element.findall(".//MeshHeading"):
        yield "/".join((*_all(heading, "DescriptorName"), *_all(heading, "QualifierName")))
    yield from _all(element, ".//SupplMeshName")
    yield from _all(element, ".//GeneSymbol")


def _notes(element: Any) -> Iterator[str]:
    """What has no field of its own: investigators, persons as subjects, sections of a book, general notes."""
    if element.find("BookDocument/ArticleTitle") is not None:
        yield from (f"Editor: {_joined(node)}" for node in element.findall("BookDocument/Book/AuthorList/Author"))
    for name in ("Investigator", "PersonalNameSubject"):
        for node in element.findall(f".//{name}"):
            yield f"{name}: {_joined(node)}"
    for name in (
        "GeneralNote",
        "SectionTitle",
        "CollectionTitle",
        "Edition",
        "PublisherLocation",
        "SpaceFlightMission",
        "OtherID",
    ):
        yield from (f"{name}: {text}" for text in _all(element, f".//{name}"))


def _other_text(node: Any) -> str:
    spoken = language(node.get("Language")) or "other"
    text = " ".join(_joined_section(part) for part in node)
    return f"{node.get('Type') or 'abstract'} ({spoken}): {text}" if text else ""


def _joined_section(node: Any) -> str:
    return Section(label=node.get("Label"), text=text_of(node)).printed()


def _registrations(element: Any) -> Iterator[str]:
    for bank in element.findall(".//DataBank"):
        name = _first(bank, "DataBankName")
        yield from (
            number if number.startswith("NCT") else f"{name} {number}" for number in _all(bank, ".//AccessionNumber")
        )


def _pages(element: Any) -> str | None:
    printed = _first(element, ".//Article/Pagination/MedlinePgn")
    first, last = _first(element, ".//Article/Pagination/StartPage"), _first(element, ".//Article/Pagination/EndPage")
    online = next((text_of(n) for n in element.findall(".//Article/ELocationID") if n.get("EIdType") == "pii"), None)
    return printed or (f"{first}-{last}" if first and last else first) or online


def _identifier(element: Any, kind: str) -> str | None:
    """An identifier of this article: never one from its list of references."""
    listed = element.findall("PubmedData/ArticleIdList/ArticleId") + element.findall(
        "PubmedBookData/ArticleIdList/ArticleId"
    )
    listed += element.findall("BookDocument/ArticleIdList/ArticleId")
    found = [text_of(node) for node in listed if node.get("IdType") == kind]
    if kind == "doi":
        found += [
            text_of(n)
            for n in element.findall(".//Article/ELocationID")
            if n.get("EIdType") == "doi" and n.get("ValidYN") != "N"
        ]
    return next((value for value in found if value), None)


def _year(node: Any) -> int | None:
    return (year(_first(node, "Year")) or year(_first(node, "MedlineDate"))) if node is not None else None


def _joined(node: Any) -> str:
    return " ".join(text for child in node.iter() if not len(child) and (text := text_of(child)))


def _first(node: Any, path: str) -> str | None:
    found = node.find(path) if node is not None else None
    return (text_of(found) or None) if found is not None else None


def _all(node: Any, path: str) -> tuple[str, ...]:
    return tuple(text for found in node.findall(path) if (text := text_of(found)))


def _without_doubles(notices: Iterable[Notice]) -> tuple[Notice, ...]:
    return tuple(dict.fromkeys(notices))
