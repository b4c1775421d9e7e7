"""The page: nothing that a unit says becomes structure, and what is printed can be read back."""

from __future__ import annotations

import re

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

import synthetic
from draftbot.assemble import to_jsonld, to_markdown
from draftbot.assemble.markdown import printed, told
from draftbot.records.corpus import Corpus
from draftbot.records.unit import Unit
from draftbot.text.document import Document
from draftbot.text.markdown import read_markdown

HOSTILE = [
    "# not a heading",
    "- not an item",
    "12. not an item",
    "| not | a | table |",
    "```not code",
    "[not a link](https://example.org)",
    "[4](#ref-4) is not a citation",
    "![not an image](x.png)",
    "<script>alert(1)</script>",
    "<!-- not a comment -->",
    "*not* __emphasis__ ~~at all~~",
    "Tom &amp; Jerry &lt;b&gt;",
    "> not a quotation",
    "back\\slash \\[ \\* \\",
    "two  spaces and\nnew\n\nlines",
    "--- not a rule",
    "P <0.05 and 3 < x > 2",
    "$x$ and ^y^ and {{ z }} and {% w %}",
]


@pytest.fixture(scope="module")
def known() -> Corpus:
    return synthetic.corpus()


def page(known: Corpus, text: str | None = None) -> str:
    return to_markdown(synthetic.article(known, text), known, synthetic.plan())


def words(text: str) -> str:
    """The text with its breaks and runs of plain spaces folded; a no-break space is a character of its own."""
    return re.sub(r"[ \t\n\r]+", " ", text).strip()


def assert_only_text(document: Document, text: str) -> None:
    """The unit's text stands in every heading, cell and sentence, and there is no link but ours."""
    assert document.problems == ()
    own = [unit for unit in document.units if not (unit.anchor or "").startswith(("ref-", "rule-"))]
    headings = [unit for unit in own if unit.kind == "heading" and unit.section not in ("references", "rules")]
    assert [unit.text for unit in headings] == [words(text)] * 7
    cells = [unit for unit in own if unit.kind == "cell"]
    assert {unit.text for unit in cells} == {words(text)}
    assert len(cells) == 24
    linked = {link.target for unit in own for link in unit.links}
    assert all(re.fullmatch(r"#ref-\d+|#rule-count", target) for target in linked)


@pytest.mark.parametrize("text", HOSTILE)
def test_a_hostile_text_stays_text(known: Corpus, text: str) -> None:
    assert_only_text(read_markdown(page(known, text)), text)


PRINTABLE = st.characters(codec="utf-8", categories=["L", "N", "P", "S", "Zs"])
LINES = st.lists(
    st.one_of(st.sampled_from("#*_`[]()<>|\\~$&-+.!\"'{}=^:;/0123"), PRINTABLE), min_size=1, max_size=30
).map("".join)


@settings(max_examples=60, deadline=None)
@given(text=LINES.filter(str.strip))
def test_any_text_stays_text(text: str) -> None:
    known = synthetic.corpus()
    assert_only_text(read_markdown(page(known, text)), Unit(id="x", section="x", kind="cell", text=text).text)


def test_the_same_article_prints_the_same_bytes_without_trailing_spaces(known: Corpus) -> None:
    first = page(known)
    assert first == page(known)
    assert first.endswith("\n")
    assert not first.endswith("\n\n")
    assert [line for line in first.splitlines() if line != line.rstrip()] == []


def test_citations_stand_before_the_full_stop_and_end_a_cell() -> None:
    unit = Unit(id="u", section="s", kind="sentence", text="It rose.", sources=("b", "a"), rule="count")
    assert printed(unit, {"a": 1, "b": 2}) == "It rose [2](#ref-2) [1](#ref-1) [rule](#rule-count)."
    assert printed(unit.model_copy(update={"text": "Yes"}), {"a": 1, "b": 2}).endswith("(#rule-count)")
    assert printed(unit.model_copy(update={"sources": (), "rule": None}), {}) == "It rose."


CONNECTED = [
    ("The trial was small.", "By contrast, the trial was small."),
    ("In rats it rose.", "By contrast, in rats it rose."),
    ("Betarin fell.", "By contrast, Betarin fell."),
    ("CARS was small.", "By contrast, CARS was small."),
]


@pytest.mark.parametrize(("text", "wanted"), CONNECTED)
def test_a_connective_takes_the_capital_of_a_function_word_only(text: str, wanted: str) -> None:
    assert told(Unit(id="u", section="s", kind="sentence", text=text, lead="By contrast,")) == wanted


def test_front_matter_is_yaml_whatever_the_title_says(known: Corpus) -> None:
    title = "a: b\n---\n# 'c' \"d\" {e}"
    loaded = yaml.safe_load(page(known, title).removeprefix("---\n").split("\n---\n", 1)[0])
    assert loaded["title"] == title
    assert loaded["compounds"] == list(synthetic.PAIR)


def test_the_legend_stands_above_the_references_when_a_figure_is_second_hand(known: Corpus) -> None:
    legend = known.house.second_hand_legend
    assert legend not in page(known)
    marked = page(known, "It rose†.")
    assert marked.index('id="references"') < marked.index(legend) < marked.index('id="ref-1"')


def test_only_rules_that_a_unit_links_to_are_printed(known: Corpus) -> None:
    rules = [unit.anchor for unit in read_markdown(page(known)).units if (unit.anchor or "").startswith("rule-")]
    assert rules == ["rule-count"]


IDENTIFIERS = [
    (
        {"DOI": "10.1002/(SICI)1097-0258<1::AID-X>3.0.CO;2-#"},
        "https://doi.org/10.1002/%28SICI%291097-0258%3C1::AID-X%3E3.0.CO;2-%23",
    ),
    ({"DOI": "10.1234/a_b*c"}, "https://doi.org/10.1234/a_b%2Ac"),
    ({"DOI": None, "PMID": "123"}, "https://pubmed.ncbi.nlm.nih.gov/123/"),
    ({"DOI": "10.1/x", "PMID": None}, "https://doi.org/10.1/x"),
]


@pytest.mark.parametrize(("values", "address"), IDENTIFIERS)
def test_an_identifier_links_to_where_the_work_lives(values: dict[str, str | None], address: str) -> None:
    others = [synthetic.reference(number) for number in range(2, synthetic.SOURCES + 1)]
    known = synthetic.corpus(synthetic.reference(1, **values), *others)
    article = synthetic.article(known)
    document = read_markdown(to_markdown(article, known, synthetic.plan()))
    entry = next(unit for unit in document.units if unit.anchor == "ref-1")
    assert address in [link.target for link in entry.links]
    assert all(f"{key}: {value}." in entry.text for key, value in values.items() if value)
    node = next(n for n in to_jsonld(article, known, "a-vs-b")["@graph"] if n["@id"].endswith("#ref-1"))
    assert address in node["sameAs"]


def test_an_identifier_inside_a_title_is_not_linked() -> None:
    others = [synthetic.reference(number) for number in range(2, synthetic.SOURCES + 1)]
    title = "Comment on DOI: 10.1/other. PMID: 7. A reply"
    known = synthetic.corpus(synthetic.reference(1, title=title, DOI=None, PMID="42"), *others)
    document = read_markdown(to_markdown(synthetic.article(known), known, synthetic.plan()))
    entry = next(unit for unit in document.units if unit.anchor == "ref-1")
    assert title in entry.text
    assert [link.target for link in entry.links] == ["https://pubmed.ncbi.nlm.nih.gov/42/"]
