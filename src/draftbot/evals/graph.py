"""JSON-LD as a reader of structured data meets it: nodes, what each type needs, and references that lead somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

# What a node cannot do without, by schema.org's own examples and search engines' guides for these types.
NEEDS: Mapping[str, tuple[str, ...]] = {
    "MedicalWebPage": ("name", "url", "description", "inLanguage"),
    "WebPage": ("name", "url"),
    "FAQPage": ("mainEntity",),
    "Question": ("name", "acceptedAnswer"),
    "Answer": ("text",),
    "BreadcrumbList": ("itemListElement",),
    "ListItem": ("position", "item"),
    "Organization": ("name",),
    "WebSite": ("name", "url"),
    "Substance": ("name",),
    "Drug": ("name",),
    "ScholarlyArticle": ("name",),
    "MedicalScholarlyArticle": ("name",),
    "Book": ("name",),
    "PropertyValue": ("propertyID", "value"),
}
DATES = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
DATED = ("datePublished", "dateModified", "dateCreated", "lastReviewed")
Node = Mapping[str, object]


def nodes(graph: object) -> Iterator[Node]:
    """Every typed object, at any depth."""
    if isinstance(graph, dict):
        if "@type" in graph:
            yield graph
        for value in graph.values():
            yield from nodes(value)
    elif isinstance(graph, list):
        for value in graph:
            yield from nodes(value)


def defects(node: Node, known: frozenset[str]) -> list[str]:
    """What a node lacks; ``known`` are the ids that the graph defines."""
    kind = str(node.get("@type"))
    found = [f"{kind} has no {name}" for name in NEEDS.get(kind, ()) if node.get(name) in (None, "", [], {})]
    for name, value in node.items():
        if name in DATED and not (isinstance(value, str) and DATES.fullmatch(value)):
            found.append(f"{kind}.{name} is no date: {value!r}")
        for target in value if isinstance(value, list) else [value]:
            if isinstance(target, dict) and set(target) == {"@id"} and target["@id"] not in known:
                found.append(f"{kind}.{name} leads nowhere: {target['@id']}")
    return found


def answers(graph: object) -> Iterator[tuple[str, str]]:
    """Each question of the graph with its answer."""
    for node in nodes(graph):
        answer = node.get("acceptedAnswer")
        if node.get("@type") == "Question" and isinstance(answer, dict):
            yield str(node.get("name", "")), str(answer.get("text", ""))
