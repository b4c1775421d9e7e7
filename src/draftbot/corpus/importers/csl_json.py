"""CSL-JSON, as reference managers export it and Crossref answers; a list of records or one a line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from draftbot.corpus.importers.imported import Imported
from draftbot.corpus.importers.medline import sections
from draftbot.corpus.importers.notices import of_title, of_updates, upon_updates
from draftbot.corpus.importers.people import language, own_address
from draftbot.corpus.importers.plain import unmarked
from draftbot.records.provenance import Indexing
from draftbot.records.reference import Author, Bibliography

TYPES = {"article-journal": "article-journal", "journal-article": "article-journal", "article": "article-journal",
         "book": "book", "monograph": "book", "chapter": "chapter", "book-chapter": "chapter",
         "paper-conference": "paper-conference", "proceedings-article": "paper-conference", "thesis": "thesis",
         "dissertation": "thesis", "report": "report", "webpage": "webpage", "post-weblog": "webpage",
         "posted-content": "report"}  # fmt: skip
USED = frozenset("type title author abstract container-title publisher issued volume issue page DOI PMID PMCID ISSN ISBN "
                 "URL language original-title keyword subtitle update-to updated-by custom".split())  # fmt: skip
# Crossref's book-keeping: says nothing of the work.
KEPT = frozenset("id citation-key indexed created deposited resource reference reference-count references-count score "
                 "is-referenced-by-count member prefix source link license relation content-domain journal-issue "
                 "published published-print published-online issn-type short-container-title short-title".split())  # fmt: skip


def record(item: object, position: int, registry: bool = False) -> Imported:
    """The record of an item; raises ValueError where it is no CSL item."""
    if not isinstance(item, dict) or not ({"title", "DOI", "PMID", "author"} & set(item)):
        raise ValueError("is no CSL-JSON item: it has neither title, author, DOI nor PMID")
    title, under = _text(item, "title"), _text(item, "subtitle")
    work = Bibliography.model_validate(
        {
            "type": TYPES.get(str(item.get("type")), "report"),
            "title": f"{title}: {under}" if title and under and under not in title else title,
            "original_title": _text(item, "original-title"),
            "author": tuple(_authors(item.get("author"))),
            "container_title": _text(item, "container-title"),
            "publisher": _text(item, "publisher"),
            "issued": _year(item.get("issued")),
            "volume": _text(item, "volume"),
            "issue": _text(item, "issue"),
            "page": _text(item, "page"),
            "DOI": _text(item, "DOI"),
            "PMID": _text(item, "PMID"),
            "PMCID": _text(item, "PMCID"),
            "ISSN": _text(item, "ISSN"),
            "ISBN": _text(item, "ISBN"),
            "URL": own_address(_text(item, "URL")),
            "language": language(_text(item, "language")),
            **_custom(item.get("custom")),
        }
    )
    notices = tuple(of_updates(_listed(item.get("updated-by"))))
    return Imported(
        format="Crossref" if registry else "CSL-JSON",
        position=position,
        registry=registry,
        bibliography=work,
        abstract=sections(_text(item, "abstract")),
        indexing=Indexing(
            keywords=tuple(word.strip() for word in (_text(item, "keyword") or "").split(",") if word.strip()),
            grants=tuple(_funders(item.get("funder"))),
            notes=tuple(_rest(item)),
        ),
        upon=tuple(upon_updates(_listed(item.get("update-to")))),
        notices=(*notices, *of_title(title, "Crossref" if registry else "CSL-JSON", notices)),
    )


def items(text: str) -> Iterator[object]:
    """The items of a document: a list, one item, or what managers wrap them in. Raises ValueError for no JSON."""
    try:
        data = json.loads(text)
    except RecursionError as error:
        raise ValueError("is nested too deeply") from error
    if isinstance(data, dict):
        message = data.get("message", data)
        data = message.get("items", [message]) if isinstance(message, dict) else message
    yield from data if isinstance(data, list) else [data]


def _authors(listed: object) -> Iterator[Author]:
    for name in _listed(listed):
        if not isinstance(name, dict):
            continue
        particle = name.get("non-dropping-particle") or name.get("dropping-particle")
        family = " ".join(str(part) for part in (particle, name.get("family"), name.get("suffix")) if part)
        whole = name.get("literal") or name.get("name")
        if family:
            yield Author(family=unmarked(family), given=unmarked(str(name.get("given") or "")) or None)
        elif whole:
            yield Author(literal=unmarked(str(whole)))


def _custom(own: object) -> dict[str, object]:
    """What our own export keeps there, since CSL has no names for it."""
    kept = own if isinstance(own, dict) else {}
    return {
        "registration": _text(kept, "registration"),
        "authors_truncated": kept.get("authors_truncated") is True,
    }


def _year(date: object) -> int | None:
    from draftbot.corpus.importers.people import year

    if isinstance(date, dict):
        parts = date.get("date-parts")
        first = parts[0][0] if isinstance(parts, list) and parts and isinstance(parts[0], list) and parts[0] else None
        return year(str(first)) or year(str(date.get("raw") or date.get("literal") or ""))
    return year(str(date)) if date else None


def _funders(listed: object) -> Iterator[str]:
    for funder in _listed(listed):
        if isinstance(funder, dict) and funder.get("name"):
            yield unmarked(" ".join([str(funder["name"]), *map(str, _listed(funder.get("award")))]))


def _rest(item: Mapping[str, Any]) -> Iterator[str]:
    for key, value in item.items():
        if key not in USED | KEPT | {"funder"} and isinstance(value, str | int | float) and str(value).strip():
            yield f"{key}: {unmarked(str(value))}"


def _listed(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(item: Mapping[str, Any], key: str) -> str | None:
    value = item.get(key)
    first = value[0] if isinstance(value, list) and value else value
    return unmarked(str(first)) or None if isinstance(first, str | int | float) else None
