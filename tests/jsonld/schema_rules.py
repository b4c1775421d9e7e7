"""What must hold of our structured data, one function a rule; each returns what is wrong, in words."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import pyshacl
import rdflib
from pyld import jsonld
from schema_org import SCHEMA, Vocabulary, load

from draftbot.text.markdown import Document

VOCABULARY: Vocabulary = load()
SHAPES = Path(__file__).with_name("shapes.ttl")
ISO_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
ADDRESS = re.compile(r"https?://[\w.-]+(:\d+)?(/[^\s<>\"{}|\\^`]*)?")
LITERALS = {"Text": str, "Number": (int, float), "Integer": int, "Boolean": bool}
KEYWORDS = frozenset({"@context", "@graph", "@id", "@type", "@value"})
Node = dict[str, Any]


@dataclass(frozen=True)
class Page:
    """The structured data with the page that it stands on."""

    graph: Node
    document: Document

    @cached_property
    def expanded(self) -> list[Node]:
        """The expanded graph; a context other than schema.org's is refused, nothing is fetched."""
        return jsonld.expand(self.graph, {"documentLoader": _offline})

    @cached_property
    def nodes(self) -> dict[str, Node]:
        """Every node by its id, nested ones under blank ids."""
        return {node["@id"]: node for node in jsonld.flatten(self.expanded)}

    def of_type(self, kind: str) -> list[Node]:
        """Nodes as they are written in the file, in its order."""
        return [node for node in self.graph["@graph"] if node["@type"] == kind]


def _offline(url: str, _options: object) -> Node:
    if url.rstrip("/") != SCHEMA.rstrip("/"):
        raise ValueError(f"{url} is not a context of ours")
    return {"contextUrl": None, "documentUrl": url, "document": {"@context": VOCABULARY.context()}}


def context(page: Page) -> Iterator[str]:
    """Expansion works with schema.org's context alone and loses no property."""
    try:
        written, kept = sum(1 for _ in _keys(page.graph)), sum(1 for _ in _keys(page.expanded))
    except jsonld.JsonLdError as error:
        yield f"cannot be expanded: {error.type}"
        return
    if written != kept:
        yield f"{written - kept} properties are lost in expansion"


def _keys(value: object) -> Iterator[str]:
    if isinstance(value, dict):
        for key, child in value.items():
            if key not in KEYWORDS:
                yield key
            if key != "@context":
                yield from _keys(child)
    elif isinstance(value, list):
        for child in value:
            yield from _keys(child)


def types(page: Page) -> Iterator[str]:
    """Every node has a class that the vocabulary knows and has not retired."""
    for node in page.nodes.values():
        if not node.get("@type"):
            yield f"{node['@id']} has no type"
        for kind in _types(node):
            if kind not in VOCABULARY.classes:
                yield f"{kind} is no class"
            elif VOCABULARY.retired(kind):
                yield f"{kind} is retired"


def domains(page: Page) -> Iterator[str]:
    """Every property is known, is not retired and belongs to its node's class."""
    for node in page.nodes.values():
        kinds = frozenset().union(*(VOCABULARY.supers(k) for k in _types(node) if k in VOCABULARY.classes))
        for name in _properties(node):
            if name not in VOCABULARY.properties:
                yield f"{name} is no property"
            elif VOCABULARY.retired(name):
                yield f"{name} is retired"
            elif not VOCABULARY.domain(name) & kinds:
                yield f"{name} does not belong to {'/'.join(_types(node))}"


def ranges(page: Page) -> Iterator[str]:
    """Every value is of a type that its property takes; addresses are whole; references lead somewhere."""
    for node in page.nodes.values():
        for name in _properties(node):
            if name in VOCABULARY.properties:
                for value in node[f"{SCHEMA}{name}"]:
                    if not _fits(value, VOCABULARY.range(name), page):
                        yield f"{name} cannot be {json.dumps(value, ensure_ascii=False)[:80]}"


def _fits(value: Node, wanted: frozenset[str], page: Page) -> bool:
    if "@id" in value:
        target = page.nodes.get(value["@id"])
        if target:
            return any(VOCABULARY.supers(k) & wanted for k in _types(target) if k in VOCABULARY.classes)
        # any class may be meant by an address of a page about it, but a schema.org term is an enumeration's member
        if value["@id"].startswith(SCHEMA):
            return True
        return "URL" in wanted and bool(ADDRESS.fullmatch(value["@id"]))
    literal = value["@value"]
    if isinstance(literal, bool):
        return "Boolean" in wanted
    if isinstance(literal, str) and "Date" in wanted and "Text" not in wanted:
        return bool(ISO_DATE.fullmatch(literal))
    return any(kind in wanted and isinstance(literal, python) for kind, python in LITERALS.items())


def enumerations(page: Page) -> Iterator[str]:
    """A schema.org term that stands as a value is a member of an enumeration that the property takes."""
    for node in page.nodes.values():
        for name in _properties(node) & VOCABULARY.properties:
            for value in node[f"{SCHEMA}{name}"]:
                term = str(value.get("@id", value.get("@value"))).removeprefix(SCHEMA)
                stands = str(value.get("@id", value.get("@value"))).startswith(SCHEMA)
                if stands and not VOCABULARY.member_of(term) & VOCABULARY.range(name):
                    yield f"{term} is no member of an enumeration that {name} takes"


def shapes(page: Page) -> Iterator[str]:
    """Our SHACL shapes."""
    data = rdflib.Graph().parse(data=jsonld.to_rdf(page.expanded, {"format": "application/n-quads"}), format="nt")
    conforms, _, report = pyshacl.validate(data, shacl_graph=str(SHAPES), shacl_graph_format="turtle")
    if not conforms:
        yield report


def identity(page: Page) -> Iterator[str]:
    """Ids are whole addresses, each defined once; every reference to a node of the page is defined."""
    ids = Counter(node["@id"] for node in _written(page.graph) if set(node) > {"@id"} and "@id" in node)
    yield from (f"{key} is defined {count} times" for key, count in ids.items() if count > 1)
    for node in _written(page.graph):
        if "@id" in node and not ADDRESS.fullmatch(node["@id"]):
            yield f"{node['@id']} is no address"
        if set(node) == {"@id"} and node["@id"] not in ids:
            yield f"{node['@id']} is not defined"


def _written(value: object) -> Iterator[Node]:
    if isinstance(value, dict):
        yield value
        for child in value.values():
            yield from _written(child)
    elif isinstance(value, list):
        for child in value:
            yield from _written(child)


def title(page: Page) -> Iterator[str]:
    """Name and description are the page's own."""
    (node,) = page.of_type("MedicalWebPage")
    if node.get("name") != page.document.title or node.get("name") != page.document.front_matter["title"]:
        yield "the name is not the page's title"
    if node.get("description") != page.document.front_matter["description"]:
        yield "the description is not the page's"


def questions(page: Page) -> Iterator[str]:
    """The questions are the page's, in its order, each answer its visible text to the letter."""
    units = page.document.units
    asked = [u for u in units if u.kind == "heading" and (u.anchor or "").startswith("faq-")]
    shown = [(q.text, " ".join(u.text for u in units if u.kind == "faq" and u.section == q.anchor)) for q in asked]
    written = [
        (entry.get("name"), entry.get("acceptedAnswer", {}).get("text"))
        for node in page.of_type("FAQPage")
        for entry in node["mainEntity"]
    ]
    if shown != written:
        yield f"{len(shown)} questions on the page, {len(written)} in the data, and not the same"


def citations(page: Page) -> Iterator[str]:
    """Every printed reference has its node, in its order, with the DOI and PMID that are printed."""
    (node,) = page.of_type("MedicalWebPage")
    entries = [u for u in page.document.units if (u.anchor or "").startswith("ref-")]
    cited = [entry["@id"].partition("#")[2] for entry in node.get("citation", [])]
    if cited != [entry.anchor for entry in entries]:
        yield "the citations are not the printed references"
    for entry in entries:
        own = next((n for n in page.graph["@graph"] if n["@id"].endswith(f"#{entry.anchor}")), {})
        for identifier in own.get("identifier", []):
            printed = f"{identifier['propertyID']}: {identifier['value']}."
            if identifier["propertyID"] != "PMCID" and printed not in entry.text:
                yield f"{entry.anchor} does not print {printed}"
        if "DOI: " in entry.text and not any(i["propertyID"] == "DOI" for i in own.get("identifier", [])):
            yield f"{entry.anchor} prints a DOI that its node lacks"


def breadcrumb(page: Page) -> Iterator[str]:
    """Positions count from 1 without a gap; the last crumb is the page."""
    (node,) = page.of_type("BreadcrumbList")
    (own,) = page.of_type("MedicalWebPage")
    crumbs = node["itemListElement"]
    if [crumb["position"] for crumb in crumbs] != list(range(1, len(crumbs) + 1)):
        yield "the positions do not count"
    if crumbs[-1]["item"] != {"@id": own["@id"]} or crumbs[-1]["name"] != own["name"]:
        yield "the last crumb is not the page"


def dates(page: Page) -> Iterator[str]:
    """No clock: the only dates are the years in which cited works were published, in ISO 8601."""
    for node in page.nodes.values():
        for name in _properties(node):
            found = [value.get("@value") for value in node[f"{SCHEMA}{name}"]]
            dated = "Date" in VOCABULARY.range(name) if name in VOCABULARY.properties else False
            cited = node["@id"].partition("#")[2].startswith("ref-")
            if dated and not (name == "datePublished" and cited):
                yield f"{name} on {node['@id']}"
            if dated and not all(isinstance(date, str) and ISO_DATE.fullmatch(date) for date in found):
                yield f"{name} is {found}"


def _types(node: Node) -> list[str]:
    return [kind.removeprefix(SCHEMA) for kind in node.get("@type", [])]


def _properties(node: Node) -> set[str]:
    return {key.removeprefix(SCHEMA) for key in node if not key.startswith("@")}


RULES: dict[str, Callable[[Page], Iterator[str]]] = {
    rule.__name__: rule
    for rule in (
        context,
        types,
        domains,
        ranges,
        enumerations,
        shapes,
        identity,
        title,
        questions,
        citations,
        breadcrumb,
        dates,
    )
}
