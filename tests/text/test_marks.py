"""Citation marks as authors write them, and how a text is laid out before it is read."""

import pytest

from draftbot.text.layout import laid_out
from draftbot.text.markdown import read_markdown
from draftbot.text.marks import marks

CITED = [
    ("It rose [Ref 10].", ["10"]),
    ("It rose [Ref 5, Ref 7, Ref 9].", ["5", "7", "9"]),
    ("It rose (Refs 13–15).", ["13", "14", "15"]),
    ("It rose (e.g., Refs 13–15).", ["13", "14", "15"]),
    ("One review, Ref 4, says so.", ["4"]),
    ("It rose [1,3-5].", ["1", "3", "4", "5"]),
    ("It rose at day 90 [6, 7].", ["6", "7"]),
    ("It rose [1] and fell [2].", ["1", "2"]),
    ("It rose.¹² And fell¹,³.", ["12", "1", "3"]),
    ("It rose [^a].", ["a"]),
    ("It rose (DOI: 10.9999/made.up(1)2).", ["10.9999/made.up(1)2"]),
    ("See https://doi.org/10.9999/Made.Up.", ["10.9999/made.up"]),
    ("It rose (PMID 99999999; PMCID: PMC9999999).", ["99999999", "PMC9999999"]),
    ("See https://pubmed.ncbi.nlm.nih.gov/99999999/ for it.", ["99999999"]),
    ("Nobody 2013 says so.", ["Nobody:2013"]),
    ("Nobody et al. (2020) say so.", ["Nobody:2020"]),
    ("It rose (Nobody & Noone, 2013; Other 2014).", ["Nobody:2013", "Other:2014"]),
    ("The score was 3 [2; 4.5].", []),
    ("The median was 5 [2, 7].", []),
    ("The score was 5 [2; 7].", []),
    ("MD 2.1, 95% CI [1, 3].", []),
    ("It appeared in March 2015.", []),
    ("An area of 3 m² and 10⁻³.", []),
    ("[Title in another language]. Journal.", []),
]


@pytest.mark.parametrize(("text", "expected"), CITED)
def test_citations_are_found_in_every_form_and_intervals_are_none(text: str, expected: list[str]) -> None:
    assert [pointer.value for mark in marks(text) for pointer in mark.pointers] == expected


CUT = [
    ("It rose [Ref 10].", "It rose."),
    ("It rose.[1,2] It fell.", "It rose.|It fell."),
    ("It rose. [1] It fell.", "It rose.|It fell."),
    ("It rose<sup>1,2</sup>. It covered 3 m<sup>2</sup>.", "It rose.|It covered 3 m2."),
    ("It rose [\\[4\\]](#bib4).", "It rose."),
    ("It rose [12](https://doi.org/10.9999/x).", "It rose."),
    ("It rose ([Nobody 2013](https://doi.org/10.9999/x)).", "It rose (Nobody 2013)."),
    ("See [the dose](#dose).", "See the dose."),
    ("It rose[^1].\n\n[^1]: A note.", "It rose.|A note."),
]


@pytest.mark.parametrize(("text", "expected"), CUT)
def test_marks_are_no_part_of_a_sentence(text: str, expected: str) -> None:
    assert "|".join(unit.text for unit in read_markdown(text).units) == expected


def test_a_mark_after_the_stop_cites_the_sentence_before_it() -> None:
    first, second = read_markdown("It rose. [1] It fell. [2]").units
    assert [c.label for c in first.cited] == ["[1]"]
    assert [c.label for c in second.cited] == ["[2]"]


LOOSE = """Alfalin vs Betarin
Both are made up. Neither exists.
At a glance
| Point | Alfalin |
|---|---|
| Dose | 1 mg |
1. Source
- One.
-
Another one, marked on a line of its own.
References
- Nobody N. A made-up trial. DOI: 10.9999/made.1.
JSON-LD
{
"@context": "https://schema.org",
"@type": "Article", "name": "Alfalin vs Betarin"
}
"""


def test_a_text_without_blank_lines_is_read_line_by_line() -> None:
    units = [(u.line, u.kind, u.text) for u in read_markdown(LOOSE).units]
    assert units == [
        (1, "heading", "Alfalin vs Betarin"),
        (2, "sentence", "Both are made up."),
        (2, "sentence", "Neither exists."),
        (3, "heading", "At a glance"),
        (4, "cell", "Point"),
        (4, "cell", "Alfalin"),
        (6, "cell", "Dose"),
        (6, "cell", "1 mg"),
        (7, "heading", "1. Source"),
        (8, "item", "One."),
        (10, "item", "Another one, marked on a line of its own."),
        (11, "heading", "References"),
        (12, "item", "Nobody N. A made-up trial. DOI: 10.9999/made.1."),
        (13, "heading", "JSON-LD"),
    ]


EMBEDDED = [
    "```json\n{GRAPH}\n```",
    '<script type="application/ld+json">\n{GRAPH}\n</script>',
    "{GRAPH}",
    "~~~\n{GRAPH}\n~~~",
]


@pytest.mark.parametrize("wrapper", EMBEDDED)
def test_embedded_json_ld_is_set_aside_with_its_wrapper(wrapper: str) -> None:
    text = "# One\n\n" + wrapper.replace("{GRAPH}", '{\n "@type": "Article",\n "name": "One"\n}') + "\n\nTwo is here.\n"
    document = read_markdown(text)
    assert [graph.graph for graph in document.graphs] == [{"@type": "Article", "name": "One"}]
    assert document.problems == ()
    assert [unit.text for unit in document.units] == ["One", "Two is here."]


def test_json_ld_that_does_not_parse_is_a_problem_with_its_line() -> None:
    document = read_markdown('# One\n\n```json\n{\n "@type": "Article",\n "name": \n}\n```\n\nTwo is here.\n')
    assert document.problems == ("line 7: the JSON-LD does not parse: Expecting value",)
    assert [unit.text for unit in document.units] == ["One", "Two is here."]


def test_line_ends_and_a_byte_order_mark_do_not_move_lines() -> None:
    text = "\ufeff---\r\ntitle: One\r\n---\r\n\r\n# Two\r\n\r\nThree is *here*. Four.\r\n"
    units = read_markdown(text).units
    assert [(u.line, u.text) for u in units] == [(2, "One"), (5, "Two"), (7, "Three is here."), (7, "Four.")]
    assert text[units[3].start : units[3].end] == "Four."
    assert laid_out(text).lines[:3] == (0, 1, 2)


UNREAD = [
    ("```\nhidden claims", "a code fence that is never closed; nothing after it is read"),
    ("```\nhidden claims\n```", "fence is not read as text"),
    ("x\n\n    code", "code block is not read as text"),
    ("<script>alert(1)</script>", "html block is not read as text"),
    ("| a | b |\n|---|---|\n| 1 | 2 | cures |", "a row of 3 cells in a table of 2 columns"),
    ("a ![claims](x.png) b", "raw HTML '<img>'"),
]


@pytest.mark.parametrize(("text", "problem"), UNREAD)
def test_what_is_not_read_is_told(text: str, problem: str) -> None:
    assert any(problem in told for told in read_markdown(text).problems)
