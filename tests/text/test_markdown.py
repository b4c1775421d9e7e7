"""Reading Markdown back, and printing text so that it stays text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from draftbot.text.hygiene import escape_markdown, problems
from draftbot.text.markdown import read_markdown

PAGE = """---
title: A vs B
compounds: [a, b]
---

# <a id="top"></a>A vs B

A is x (RR 0.96, 95% CI 0.65–1.41)† [4](#ref-4). B is y [1](#ref-1) [rule](#rule-grade).

| Point | A | B |
| --- | --- | --- |
| Dose | 10 mg† [1](#ref-1) | Not stated |

### <a id="faq-1"></a>Is it?

Yes [1](#ref-1). No.

1. <a id="ref-1"></a>Smith J. Title. DOI: [10.1000/x](https://doi.org/10.1000/x).
   A trial in four people.
"""


def test_units_carry_kind_text_links_and_place() -> None:
    units = read_markdown(PAGE).units
    seen = [(u.kind, u.text, tuple(link.target for link in u.links), u.row, u.column) for u in units]
    assert ("sentence", "A is x (RR 0.96, 95% CI 0.65–1.41)†.", ("#ref-4",), None, None) in seen
    assert ("sentence", "B is y.", ("#ref-1", "#rule-grade"), None, None) in seen
    assert ("cell", "10 mg†", ("#ref-1",), "Dose", "A") in seen
    assert ("faq", "Yes.", ("#ref-1",), None, None) in seen
    assert units[-1].anchor == "ref-1"
    assert units[-1].text.endswith("A trial in four people.")


def test_raw_html_is_a_problem_and_an_anchor_is_not() -> None:
    own = "---\ncompounds: [a, b]\nreviewed_to: 2026-01-01\n---\n\n"
    assert read_markdown(f"{own}<a id='x'></a>ok").problems != ()
    assert read_markdown(f'{own}<a id="x"></a>ok').problems == ()
    assert read_markdown(f"{own}<b>ok</b>").problems != ()
    assert read_markdown("<b>ok</b>").problems == ()
    assert read_markdown("<b onclick='x()'>ok</b>").problems != ()
    assert read_markdown("<script>alert(1)</script>").problems != ()


@given(st.text(max_size=300))
def test_any_text_is_a_document(text: str) -> None:
    read_markdown(text)


PLAIN = st.text(
    alphabet=st.characters(codec="utf-8", exclude_categories=["C", "Z"], include_characters=" "), max_size=80
)


@given(PLAIN)
def test_escaped_text_renders_as_its_own_characters(text: str) -> None:
    line = " ".join(text.split())
    if not line:
        return
    tokens = MarkdownIt("commonmark", {"html": True}).parse(escape_markdown(line))
    assert [token.type for token in tokens] == ["paragraph_open", "inline", "paragraph_close"]
    inline = tokens[1].children or []
    assert {token.type for token in inline} <= {"text", "text_special"}
    assert "".join(token.content for token in inline) == line


HIDDEN = [
    "a\u202eb",
    "a\u200bb",
    "a\u00adb",
    "a\ufeffb",
    "a\U000e0041b",
    "a\x00b",
    "a\ue000b",
    "<script>x",
    "</script>",
    "<!--<script>",
    "x <img src=y>",
    "javascript:x",
]
HARMLESS = ["P < 0.05", "<0.0001", "3 [2; 4.5]", "a*b_c", "β4 µg ≤ † “x” – −", "A & B"]


@pytest.mark.parametrize("text", HIDDEN)
def test_hidden_characters_and_html_are_problems(text: str) -> None:
    assert problems(text)


@pytest.mark.parametrize("text", HARMLESS)
def test_ordinary_medical_prose_is_no_problem(text: str) -> None:
    assert problems(text) == ()
