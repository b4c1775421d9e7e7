"""What may not stand in a text, and how text is printed so that none of it becomes structure."""

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from draftbot.text.hygiene import escape_markdown, problems

PAGE = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])

HIDDEN = [
    ("right-to-left override", "a\u202eb", "RIGHT-TO-LEFT OVERRIDE"),
    ("bidirectional isolate", "a\u2066b", "LEFT-TO-RIGHT ISOLATE"),
    ("zero width space", "a\u200bb", "ZERO WIDTH SPACE"),
    ("zero width joiner", "a\u200db", "ZERO WIDTH JOINER"),
    ("word joiner", "a\u2060b", "WORD JOINER"),
    ("soft hyphen", "a\u00adb", "SOFT HYPHEN"),
    ("byte order mark inside", "a\ufeffb", "ZERO WIDTH NO-BREAK SPACE"),
    ("tag character", "a\U000e0041b", "TAG LATIN CAPITAL LETTER A"),
    ("nul", "a\x00b", "U+0000"),
    ("escape", "a\x1bb", "U+001B"),
    ("delete", "a\x7fb", "U+007F"),
    ("C1 control", "a\x9bb", "U+009B"),
    ("private use", "a\ue000b", "U+E000"),
    ("noncharacter", "a\ufffeb", "U+FFFE"),
    ("noncharacter of a further plane", "a\U0001ffffb", "U+1FFFF"),
    ("lone surrogate", "a\ud800b", "U+D800"),
    ("line separator", "a\u2028b", "LINE SEPARATOR"),
    ("carriage return", "a\rb", "U+000D"),
    ("variation selector", "a\ufe0fb", "VARIATION SELECTOR-16"),
    ("variation selector of a further plane", "a\U000e0100b", "VARIATION SELECTOR-17"),
    ("Hangul filler", "a\u3164b", "HANGUL FILLER"),
    ("grapheme joiner", "a\u034fb", "COMBINING GRAPHEME JOINER"),
]
MARKUP = [
    "<script>x",
    "</script>",
    "<!--<script>",
    "-->",
    "<!DOCTYPE html>",
    "<?xml?>",
    "x <img src=y>",
    "x <IMG\nsrc=y onerror=z>",
    "<b",
    "[x](javascript:alert(1))",
    "JavaScript : x",
    "data:text/html,x",
]
HARMLESS = [
    "P < 0.05",
    "P<0.05",
    "<0.0001",
    "AUC < baseline > trough",
    "3 [2; 4.5]",
    "ADAS-cog_x",
    "a*b_c `d` [e](f) | # g",
    "β4 µg ≤ † “x” – −",
    "A & B &lt;",
    "5\u00a0mg\u2009kg",
    "日本語, кортексин, naïve, e\u0301",
    "one\ttwo\nthree",
    "a -> b",
    "",
]


@pytest.mark.parametrize(("text", "name"), [case[1:] for case in HIDDEN], ids=[case[0] for case in HIDDEN])
def test_a_hidden_character_is_a_problem_with_its_name_and_place(text: str, name: str) -> None:
    (problem,) = problems(text)
    assert problem.start == 1
    assert problem.what.startswith("hidden character U+")
    assert name in problem.what


@pytest.mark.parametrize("text", MARKUP)
def test_html_and_script_are_problems(text: str) -> None:
    assert problems(text)
    assert all(problem.what.startswith("HTML or script") for problem in problems(text))


@pytest.mark.parametrize("text", HARMLESS)
def test_ordinary_prose_and_markdown_are_no_problem(text: str) -> None:
    assert problems(text) == ()


def test_every_place_is_told() -> None:
    assert [problem.start for problem in problems("\u200ba\u200b<b>")] == [0, 2, 3]


# Pieces that open something in Markdown, so that texts of them try every construct.
PIECES = st.sampled_from(
    [*"*_`~[]()<>|#+-=.!\\&:;\"'$^ 17a", "  ", "\n", "\n\n", "\t", "---", "***", "```", "~~~", "===", "## ", "1. ", "9) ", "- ", "> ",
     "&lt;", "&#60;", "<b>", "<!--", "<http://x.y>", "![x](y)", "[x]: y", "| - |", "\u00a0", "β"]
)  # fmt: skip
TEXTS = st.one_of(
    st.lists(PIECES, max_size=9).map("".join),
    st.text(st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp"]), max_size=60),
)


def one_line(text: str) -> str:
    """The text as a browser shows it: white space between words is one space."""
    return re.sub(r"[ \t\n]+", " ", text).strip()


def elements(rendered: str) -> list[str]:
    return re.findall(r"<[^>]*>", rendered)


@given(TEXTS.filter(str.strip))
def test_escaped_text_renders_as_its_own_characters_and_no_element_but_a_paragraph(text: str) -> None:
    rendered = PAGE.render(escape_markdown(text))
    assert elements(rendered) == ["<p>", "</p>"]
    assert html.unescape(rendered) == f"<p>{one_line(text)}</p>\n"


@given(TEXTS)
def test_escaped_text_is_safe_in_a_heading(text: str) -> None:
    rendered = PAGE.render(f'## <a id="x"></a>{escape_markdown(text)}')
    assert elements(rendered) == ["<h2>", '<a id="x">', "</a>", "</h2>"]
    assert html.unescape(rendered) == f'<h2><a id="x"></a>{one_line(text)}</h2>\n'


@given(TEXTS)
def test_escaped_text_is_safe_in_a_table_cell(text: str) -> None:
    rendered = PAGE.render(f"| a | b |\n| --- | --- |\n| {escape_markdown(text)} | c |")
    assert f"<td>{html.escape(one_line(text), quote=False)}</td>" in rendered.replace("&quot;", '"')
    assert "<td>c</td>" in rendered


AS_IT_IS = [
    "P = 0.05 (95% CI 0.65–1.41)",
    "a low-dose trial, 10 mL; -3.2 points",
    "2.5 mg once",
    "+4 points",
    "A & B",
    "Phase #2",
]


@pytest.mark.parametrize("text", AS_IT_IS)
def test_ordinary_prose_stays_readable_in_the_markdown_too(text: str) -> None:
    assert escape_markdown(text) == text


STRUCTURE = [
    ("## Heading", "\\## Heading"),
    ("---", "\\---"),
    ("- item", "\\- item"),
    ("1. item", "1\\. item"),
    ("2024) item", "2024\\) item"),
    ("1.", "1\\."),
    ("Vitamin C #", "Vitamin C \\#"),
    ("two\n- lines", "two - lines"),
    ("> quote", "\\> quote"),
    ("a | b", "a \\| b"),
    (
        "see https://x.example and WWW.x.example or a@x.example",
        "see https\\://x.example and WWW\\.x.example or a\\@x.example",
    ),
    ("1:2, St. John, 5 @ 6", "1:2, St. John, 5 @ 6"),
]


@pytest.mark.parametrize(("text", "escaped"), STRUCTURE)
def test_what_would_open_a_block_is_escaped(text: str, escaped: str) -> None:
    assert escape_markdown(text) == escaped
