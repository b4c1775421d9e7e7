"""Offline validation of a graph: expansion, vocabulary, shapes, and our own profile. Each problem starts with its rule."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from pyld import jsonld
from pyshacl import validate
from rdflib import Graph

from draftbot.text.markdown import Document

from . import vocabulary

Node = dict[str, object]
ISO_DATE = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
DATES = {"datePublished", "dateModified", "dateCreated", "lastReviewed"}
FORBIDDEN_TYPES = {"MedicalGuideline", "MedicalGuidelineRecommendation"}
FORBIDDEN_PROPERTIES = {"evidenceLevel", "guidelineSubject", "lastReviewed", "reviewedBy"}
SHAPES = Path(__file__).with_name("shapes.ttl")


def problems(raw: bytes, page: Document) -> list[str]:
    """Every problem of a JSON-LD file against the page it belongs to."""
    if b"<" in raw or b">" in raw:
        return ["bytes: holds < or >"]
    document = json.loads(raw)
    nodes = document["@graph"]
    found = [*_expansion(document), *_references(nodes)]
    for node in nodes:
        found += _vocabulary(node)
    return [*found, *_profile(nodes, page), *_shapes(document)]


def _load(url: str, _: object) -> dict[str, object]:
    if url.rstrip("/") != "https://schema.org":
        raise ValueError(f"not allowed: {url}")
    context = {"@context": {"@vocab": "https://schema.org/", "@version": 1.1}}
    return {"contextUrl": None, "documentUrl": url, "document": context, "contentType": "application/ld+json"}


def _expansion(document: Node) -> Iterator[str]:
    expanded = jsonld.expand(document, {"documentLoader": _load, "base": "https://example.org/"})
    if len(expanded) != len(document["@graph"]):
        yield "expansion: a node was dropped"


def _shapes(document: Node) -> Iterator[str]:
    quads = jsonld.to_rdf(document, {"documentLoader": _load, "format": "application/n-quads"})
    graph = Graph().parse(data=quads, format="nquads")
    conforms, _, text = validate(graph, shacl_graph=Graph().parse(SHAPES), advanced=False)
    if not conforms:
        yield "shape: " + " ".join(str(text).split())[:200]


def _vocabulary(node: Node) -> Iterator[str]:
    kind = str(node.get("@type", ""))
    if not vocabulary.is_type(kind):
        yield f"type: {kind or 'none'}"
        return
    for name, value in node.items():
        if name.startswith("@"):
            continue
        if not vocabulary.is_property(name):
            yield f"property: {name}"
            continue
        if not vocabulary.ancestors(kind) & vocabulary.domain(name):
            yield f"domain: {name} on {kind}"
        for entry in value if isinstance(value, list) else [value]:
            yield from _value(name, entry)


def _value(name: str, value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if "@type" in value:
            yield from _vocabulary(value)
            kinds = vocabulary.takes_node(name)
            if not vocabulary.ancestors(str(value["@type"])) & kinds:
                yield f"range: {name} takes no {value['@type']}"
        elif not vocabulary.takes_node(name):
            yield f"range: {name} takes no node"
    elif not vocabulary.takes_literal(name):
        yield f"range: {name} takes a node, not {value!r}"
    elif name in DATES and not ISO_DATE.fullmatch(str(value)):
        yield f"date: {name} {value!r}"
    elif name in ("url", "sameAs", "item") and not str(value).startswith(("https://", "http://")):
        yield f"url: {name} {value!r}"


def _references(nodes: list[Node]) -> Iterator[str]:
    known = {str(node.get("@id")) for node in nodes}
    if len(known) != len(nodes):
        yield "reference: two nodes share an @id"
    for wanted in _wanted(nodes):
        if wanted not in known:
            yield f"reference: {wanted} is not in the graph"


def _wanted(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        if set(value) == {"@id"}:
            yield str(value["@id"])
        for child in value.values():
            yield from _wanted(child)
    elif isinstance(value, list):
        for child in value:
            yield from _wanted(child)


def _profile(nodes: list[Node], page: Document) -> Iterator[str]:
    pages = [node for node in nodes if node["@type"] == "MedicalWebPage"]
    if len(pages) != 1:
        yield "profile: exactly one MedicalWebPage"
        return
    for name in ("name", "description", "url", "about", "citation", "breadcrumb", "inLanguage"):
        if not pages[0].get(name):
            yield f"profile: the page has no {name}"
    text = json.dumps(nodes)
    for kind in FORBIDDEN_TYPES:
        if f'"{kind}"' in text:
            yield f"profile: {kind} is not what the page is"
    for name in FORBIDDEN_PROPERTIES:
        if f'"{name}":' in text:
            yield f"profile: {name} without a sign-off or a guideline"
    yield from _citations(nodes, page)
    yield from _answers(nodes, page)
    yield from _breadcrumb(nodes)


def _citations(nodes: list[Node], page: Document) -> Iterator[str]:
    printed = {unit.anchor for unit in page.units if unit.anchor and unit.anchor.startswith("ref-")}
    cited = {str(node["@id"]).rpartition("#")[2] for node in nodes if "#ref-" in str(node["@id"])}
    if printed != cited:
        yield f"citation: printed and cited references differ: {sorted(printed ^ cited)[:3]}"


def _answers(nodes: list[Node], page: Document) -> Iterator[str]:
    shown: dict[str, str] = {}
    for unit in page.units:
        if unit.section.startswith("faq-"):
            if unit.kind == "heading":
                shown[unit.text] = ""
            elif shown and unit.kind == "faq":
                last = next(reversed(shown))
                shown[last] = f"{shown[last]} {unit.text}".strip()
    stated = {
        str(question["name"]): str(question["acceptedAnswer"]["text"])
        for node in nodes
        if node["@type"] == "FAQPage"
        for question in node["mainEntity"]
    }
    if stated != shown:
        yield "faq: answers and the visible text differ"


def _breadcrumb(nodes: list[Node]) -> Iterator[str]:
    for node in nodes:
        if node["@type"] == "BreadcrumbList":
            positions = [entry["position"] for entry in node["itemListElement"]]
            if positions != list(range(1, len(positions) + 1)):
                yield f"breadcrumb: positions {positions}"
