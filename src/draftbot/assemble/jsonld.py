"""The article as one linked schema.org graph; every text in it stands on the page, letter for letter."""

from __future__ import annotations

import json
from collections.abc import Iterator

from draftbot.assemble.addresses import doi_address, pubmed_address
from draftbot.assemble.markdown import told
from draftbot.records.article import Article, Printed
from draftbot.records.corpus import Corpus
from draftbot.records.reference import Reference
from draftbot.records.unit import Question

Node = dict[str, object]
TYPES = {"article-journal": "MedicalScholarlyArticle", "book": "Book", "report": "CreativeWork", "webpage": "WebPage"}


def to_jsonld(article: Article, corpus: Corpus, slug: str) -> Node:
    """The graph: the page with what it is about, its citations, breadcrumb and questions.

    ``lastReviewed`` and ``reviewedBy`` are left out: they come only from a sign-off. No guideline and no evidence level
    is claimed: the page is neither.
    """
    page = f"{corpus.house.site.url.rstrip('/')}/{slug}"
    names = {key: corpus.compounds[key].name for key in article.compounds}
    graph: list[Node] = [
        {
            "@type": "MedicalWebPage",
            "@id": f"{page}#page",
            "url": page,
            "name": article.title.text,
            "description": article.description.text,
            "inLanguage": corpus.house.spelling,
            "about": [{"@id": f"{page}#{key}"} for key in names],
            "citation": [{"@id": f"{page}#ref-{entry.number}"} for entry in article.references],
            "breadcrumb": {"@id": f"{page}#breadcrumb"},
            "publisher": {"@id": f"{corpus.house.site.url.rstrip('/')}/#publisher"},
            "isPartOf": {"@id": f"{corpus.house.site.url.rstrip('/')}/#site"},
        },
        *(_substance(page, key, name) for key, name in names.items()),
        *_site(corpus),
        _breadcrumb(article, corpus, page),
        *(_citation(entry, corpus.references[entry.id], page) for entry in article.references),
    ]
    questions = list(_questions(article, page))
    if questions:
        graph[0]["hasPart"] = {"@id": f"{page}#faq"}
        graph.append({"@type": "FAQPage", "@id": f"{page}#faq", "mainEntity": questions})
    return {"@context": "https://schema.org", "@graph": graph}


def jsonld_bytes(graph: Node) -> bytes:
    """The graph as a file that can stand inside a script element: ``<``, ``>`` and ``&`` are escaped."""
    text = json.dumps(graph, ensure_ascii=False, indent=1)
    return (text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026") + "\n").encode()


def _substance(page: str, key: str, name: str) -> Node:
    return {"@type": "Substance", "@id": f"{page}#{key}", "name": name}


def _site(corpus: Corpus) -> tuple[Node, Node]:
    root, site = corpus.house.site.url.rstrip("/"), corpus.house.site
    return (
        {"@type": "Organization", "@id": f"{root}/#publisher", "name": site.name, "url": site.url},
        {"@type": "WebSite", "@id": f"{root}/#site", "name": site.name, "url": site.url},
    )


def _breadcrumb(article: Article, corpus: Corpus, page: str) -> Node:
    root = corpus.house.site.url.rstrip("/")
    trail = ((corpus.house.site.name, f"{root}/#site"), (article.title.text, f"{page}#page"))
    return {
        "@type": "BreadcrumbList",
        "@id": f"{page}#breadcrumb",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": {"@id": node}}
            for position, (name, node) in enumerate(trail, start=1)
        ],
    }


def _citation(entry: Printed, reference: Reference, page: str) -> Node:
    work = reference.bibliography
    node: Node = {
        "@type": TYPES[work.type],
        "@id": f"{page}#ref-{entry.number}",
        "name": work.title or reference.card.called,
    }
    if work.author:
        node["author"] = [
            {"@type": "Organization" if author.literal else "Person", "name": author.printed()}
            for author in work.author
        ]
    if work.issued:
        node["datePublished"] = str(work.issued)
    if work.container_title:
        node["isPartOf"] = _container(reference)
    if work.page and work.type == "article-journal":  # schema.org gives pages to articles only
        node["pagination"] = work.page
    identifiers = [("DOI", work.DOI), ("PMID", work.PMID), ("PMCID", work.PMCID)]
    named = [{"@type": "PropertyValue", "propertyID": kind, "value": value} for kind, value in identifiers if value]
    if named:
        node["identifier"] = named
    links = [work.DOI and doi_address(work.DOI), work.PMID and pubmed_address(work.PMID)]
    if any(links):
        node["sameAs"] = [link for link in links if link]
    elif work.URL:
        node["url"] = work.URL
    return node


def _container(reference: Reference) -> Node:
    """What the work is part of: for an article the issue or volume and the periodical above it."""
    work = reference.bibliography
    if work.type != "article-journal":
        return {"@type": "CreativeWork", "name": work.container_title}
    node: Node = {"@type": "Periodical", "name": work.container_title}
    if work.volume:
        node = {"@type": "PublicationVolume", "volumeNumber": work.volume, "isPartOf": node}
    if work.issue:
        node = {"@type": "PublicationIssue", "issueNumber": work.issue, "isPartOf": node}
    return node


def _questions(article: Article, page: str) -> Iterator[Node]:
    number = 0
    for section in article.sections:
        for block in section.blocks:
            if isinstance(block, Question):
                number += 1
                answer = " ".join(told(unit) for unit in block.answer)
                yield {
                    "@type": "Question",
                    "@id": f"{page}#faq-{number}",
                    "name": block.question.text,
                    "acceptedAnswer": {"@type": "Answer", "text": answer},
                }
