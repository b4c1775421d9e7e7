"""The structured data is valid, equals the page, and each rule of the validation can fail."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable

import pytest

from draftbot import pipeline
from draftbot.text.markdown import Document, read_markdown

from . import vocabulary
from .validator import Node, problems


@pytest.fixture(scope="module")
def raw(drafted) -> bytes:
    return (drafted.folder / pipeline.JSONLD).read_bytes()


@pytest.fixture(scope="module")
def page(drafted) -> Document:
    return read_markdown(drafted.markdown)


def of(graph: list[Node], kind: str) -> Node:
    return next(node for node in graph if node["@type"] == kind)


def dumped(document: Node) -> bytes:
    return json.dumps(document).replace("<", "\\u003c").replace(">", "\\u003e").encode()


def test_the_graph_is_valid_and_equals_the_page(raw: bytes, page: Document) -> None:
    assert vocabulary.RELEASE == "30.0"
    assert problems(raw, page) == []


Change = Callable[[list[Node]], object]
MUTATIONS: list[tuple[str, str, Change]] = [
    ("an unknown type", "type", lambda g: of(g, "Substance").update({"@type": "Peptide"})),
    ("no type", "type", lambda g: g.append({"@id": "https://example.org/#x"}) or g[-1].update({"@type": ""})),
    ("an unknown property", "property", lambda g: g[0].update(potency="high")),
    ("a property of another type", "domain", lambda g: of(g, "Substance").update(acceptedAnswer={"@type": "Answer", "text": "x"})),
    ("text where a node belongs", "range", lambda g: g[0].update(publisher="Home")),
    ("a node where text belongs", "range", lambda g: g[0].update(name={"@type": "Person", "name": "x"})),
    ("the wrong kind of node", "range", lambda g: g[0].update(publisher={"@type": "Question", "name": "x"})),
    ("a reference to nothing", "reference", lambda g: g[0].update(about=[{"@id": "https://example.org/#nothing"}])),
    ("one id twice", "reference", lambda g: g[1].update({"@id": g[0]["@id"]})),
    ("a date in words", "date", lambda g: of(g, "MedicalScholarlyArticle").update(datePublished="Spring 2016")),
    ("a relative address", "url", lambda g: g[0].update(url="/cortexin")),
    ("no name of the page", "profile", lambda g: g[0].pop("name")),
    ("no citation", "profile", lambda g: g[0].pop("citation")),
    ("no breadcrumb", "profile", lambda g: g[0].pop("breadcrumb")),
    ("two pages", "profile", lambda g: g.append({**g[0], "@id": "https://example.org/#two"})),
    ("a guideline", "profile", lambda g: of(g, "Substance").update({"@type": "MedicalGuideline"})),
    ("an evidence level", "profile", lambda g: g[0].update(evidenceLevel="https://schema.org/EvidenceLevelA")),
    ("a review nobody signed", "profile", lambda g: g[0].update(lastReviewed="2026-11-24")),
    ("a citation node missing", "citation", lambda g: g.remove(of(g, "MedicalScholarlyArticle"))),
    ("an answer with another letter", "faq", lambda g: of(g, "FAQPage")["mainEntity"][0]["acceptedAnswer"].update(text="X")),
    ("a question of its own", "faq", lambda g: of(g, "FAQPage")["mainEntity"][0].update(name="Which is best?")),
    ("a position twice", "breadcrumb", lambda g: of(g, "BreadcrumbList")["itemListElement"][1].update(position=1)),
    ("an answer without text", "shape", lambda g: of(g, "FAQPage")["mainEntity"][0].update(acceptedAnswer={"@type": "Answer"}) or g),
    ("an article without a name", "shape", lambda g: of(g, "MedicalScholarlyArticle").pop("name")),
    ("an unknown identifier", "shape", lambda g: of(g, "MedicalScholarlyArticle")["identifier"][0].update(propertyID="ID")),
]  # fmt: skip


@pytest.mark.parametrize(("rule", "change"), [case[1:] for case in MUTATIONS], ids=[case[0] for case in MUTATIONS])
def test_each_rule_can_fail(raw: bytes, page: Document, rule: str, change: Change) -> None:
    document = copy.deepcopy(json.loads(raw))
    change(document["@graph"])
    try:
        found = problems(dumped(document), page)
    except KeyError as error:  # an answer without text cannot be compared with the page
        found = [f"shape: {error} is missing"]
    assert rule in {problem.partition(":")[0] for problem in found}


def test_angle_brackets_never_stand_in_the_file(raw: bytes, page: Document) -> None:
    assert problems(raw.replace(b"Cortexin", b"<b>", 1), page) == ["bytes: holds < or >"]
