"""JATS and NXML articles: front matter and abstracts, not the body (ANSI/NISO Z39.96)."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from draftbot.corpus.importers.imported import Imported, Section
from draftbot.corpus.importers.notices import of_title
from draftbot.corpus.importers.people import language, year
from draftbot.corpus.importers.plain import text_of
from draftbot.records.integrity import Notice, Upon
from draftbot.records.provenance import Indexing
from draftbot.records.reference import Author, Bibliography

# related-article/@related-article-type as JATS suggests; these stand in the article that was acted upon.
RELATED = {"retraction-notice": "retraction", "retraction-forward": "retraction", "concern-forward": "concern",
           "correction-forward": "erratum", "corrected-by": "erratum"}  # fmt: skip
# These stand in the notice.
UPON = {"retracted-article": "retraction", "retracted-paper": "retraction", "object-of-concern": "concern",
        "corrected-article": "erratum"}  # fmt: skip
DOI = re.compile(r"10\.\d{4,9}/\S+")
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"


def record(element: Any, position: int) -> Imported:
    """The record of an ``article`` element."""
    meta = element.find("front/article-meta")
    meta = element.find("front-stub") if meta is None else meta
    if meta is None:
        raise ValueError("the article has no front matter (article-meta)")
    abstracts = meta.findall("abstract")
    main = next((node for node in abstracts if not node.get("abstract-type")), None)
    others = [node for node in (*abstracts, *meta.findall("trans-abstract")) if node is not main]
    return Imported(
        format="JATS",
        position=position,
        bibliography=_bibliography(element, meta),
        abstract=tuple(_sections(main)) if main is not None else (),
        indexing=Indexing(
            keywords=tuple(filter(None, map(text_of, meta.findall(".//kwd")))),
            affiliations=tuple(filter(None, map(text_of, meta.findall(".//aff")))),
            grants=tuple(filter(None, map(text_of, meta.findall(".//funding-group")))),
            other_texts=tuple(f"{_kind(node)}: {text_of(node)}" for node in others),
            notes=tuple(_notes(meta)),
        ),
        notices=(
            *(notices := tuple(_notices(meta))),
            *of_title(_first(meta, "title-group/article-title"), "JATS", notices),
        ),
        upon=tuple(_upon(meta)),
    )


def _bibliography(element: Any, meta: Any) -> Bibliography:
    journal = element.find("front/journal-meta")
    title, under = _first(meta, "title-group/article-title"), _first(meta, "title-group/subtitle")
    first, last = _first(meta, "fpage"), _first(meta, "lpage")
    dates = [_first(node, "year") for node in meta.findall("pub-date")]
    return Bibliography(
        type="article-journal",
        title=f"{title}: {under}" if title and under else title,
        original_title=_first(meta, "title-group/trans-title-group/trans-title"),
        author=tuple(_authors(meta)),
        container_title=_first(journal, ".//journal-title"),
        publisher=_first(journal, ".//publisher-name"),
        issued=min((found for date in dates if (found := year(date))), default=None),
        volume=_first(meta, "volume"),
        issue=_first(meta, "issue"),
        page=f"{first}-{last}" if first and last else first or _first(meta, "elocation-id"),
        DOI=_identifier(meta, "doi"),
        PMID=_identifier(meta, "pmid"),
        PMCID=_pmcid(meta),
        ISSN=_first(journal, "issn"),
        language=language(element.get(XML_LANG)),
    )


def _authors(meta: Any) -> Iterator[Author]:
    for node in meta.findall("contrib-group/contrib"):
        if node.get("contrib-type", "author") != "author":
            continue
        family, given, suffix = (_first(node, f".//{name}") for name in ("surname", "given-names", "suffix"))
        group = _first(node, "collab") or _first(node, "string-name")
        if family:
            yield Author(family=f"{family} {suffix}" if suffix else family, given=given)
        elif group:
            yield Author(literal=group)


def _notes(meta: Any) -> Iterator[str]:
    """Short titles, and people who are no authors."""
    yield from (f"short title: {text}" for node in meta.findall("title-group/alt-title") if (text := text_of(node)))
    for node in meta.findall("contrib-group/contrib"):
        role = node.get("contrib-type", "author")
        name = " ".join(filter(None, (_first(node, f".//{part}") for part in ("given-names", "surname", "collab"))))
        if role != "author" and name:
            yield f"{role}: {name}"


def _sections(node: Any) -> Iterator[Section]:
    """The sections of an abstract, nested ones one after the other; text outside of any is a section too."""
    loose = [child for child in node if child.tag not in ("sec", "title")]
    text = " ".join(filter(None, [(node.text or "").strip(), *map(text_of, loose)]))
    label = _first(node, "title") if node.tag == "sec" else None
    if text or label:
        yield Section(label=label.rstrip(":") if label and text else None, text=text or label or "")
    for child in node.findall("sec"):
        yield from _sections(child)


def _notices(meta: Any) -> Iterator[Notice]:
    for node in meta.findall("related-article"):
        kind = RELATED.get(node.get("related-article-type", ""))
        if kind:
            link = next((value for name, value in node.attrib.items() if name.endswith("href")), None)
            citation = " ".join(filter(None, [text_of(node), link])) or None
            yield Notice.model_validate({"kind": kind, "citation": citation, "seen_in": "JATS related-article"})


def _upon(meta: Any) -> Iterator[Upon]:
    for node in meta.findall("related-article"):
        kind = UPON.get(node.get("related-article-type", ""))
        link = next((value for name, value in node.attrib.items() if name.endswith("href")), None)
        found = DOI.search(link or "")
        if kind and found:
            yield Upon.model_validate({"kind": kind, "DOI": found.group(), "citation": text_of(node) or None})


def _kind(node: Any) -> str:
    return f"{node.get('abstract-type') or 'abstract'} ({language(node.get(XML_LANG)) or 'language not stated'})"


def _identifier(meta: Any, kind: str) -> str | None:
    return next((text_of(n) for n in meta.findall("article-id") if n.get("pub-id-type") == kind and text_of(n)), None)


def _pmcid(meta: Any) -> str | None:
    found = _identifier(meta, "pmc") or _identifier(meta, "pmcid")
    return f"PMC{found.upper().removeprefix('PMC')}" if found else None


def _first(node: Any, path: str) -> str | None:
    found = node.find(path) if node is not None else None
    return (text_of(found) or None) if found is not None else None
