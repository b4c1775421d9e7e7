"""What `verify` makes of files that are no article: a verdict or one clear line, never a crash, never a pass."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from draftbot.errors import BadInput
from draftbot.page import MOST_BYTES, page_document
from draftbot.reports import VerifyReport, verify_report
from draftbot.text.markdown import read_markdown
from draftbot.verify import Context, read_article, verify_article

CLAIM = "Cortexin cures stroke"


def verified(text: str, context: Context) -> VerifyReport:
    article = read_article(read_markdown(text), {}, context.library.corpus)
    return verify_report(article, verify_article(article, context))


# (what it is, the file's text): each holds something that must not pass
HELD = [
    ("empty", ""),
    ("blank", " \n\n\t\n"),
    ("a byte-order mark alone", "\ufeff"),
    ("a NUL", f"# T\n\n{CLAIM}\x00.\n"),
    ("a broken table", f"| a | b |\n|---|\n| {CLAIM} | x |\n"),
    ("a row that is too long", f"| a | b |\n|---|---|\n| 1 | 2 | {CLAIM} |\n"),
    ("a table in one line", f"| a | {CLAIM} | b | c |\n"),
    ("an unclosed fence", f"# T\n\n```\n{CLAIM}.\n\nNothing after.\n"),
    ("a fence", f"# T\n\n```text\n{CLAIM}.\n```\n"),
    ("indented code", f"# T\n\n    {CLAIM}.\n"),
    ("inline code", f"# T\n\n`{CLAIM}.`\n"),
    ("a zero-width space in a number", "# T\n\nCortexin 1\u200b0 mg was given intramuscularly daily.\n"),
    ("right-to-left in a number", "# T\n\nCortexin \u202e01\u202c mg was given intramuscularly daily.\n"),
    ("digits of another script", "# T\n\nCortexin ١٠ mg was given intramuscularly daily.\n"),
    ("a homoglyph name", "# T\n\nСortexin is made from calf brain.\n"),
    ("a citation to nothing", "# T\n\nCortexin is a polypeptide complex [7].\n"),
    ("a citation to an unknown work", "# T\n\nCortexin is a polypeptide complex (doi:10.9999/none).\n"),
    ("deep quotes", ">" * 500 + f" {CLAIM}.\n"),
    ("deep lists", "\n".join(f"{'  ' * depth}- {CLAIM}." for depth in range(120))),
    ("carriage returns and line feeds", f"# T\r\n\r\n{CLAIM}.\r\n"),
    ("old line ends", f"# T\r\r{CLAIM}.\r"),
    ("a byte-order mark before front matter", f"\ufeff---\ntitle: {CLAIM}\n---\n\nx\n"),
    ("broken front matter", f"---\ntitle: [x\n: :\n---\n\n{CLAIM}.\n"),
    ("front matter that is never closed", f"---\ntitle: {CLAIM}\n\nx\n"),
    ("front matter that claims to be ours", f"---\ncompounds: [cortexin, cerebrolysin]\nreviewed_to: x\n---\n\n{CLAIM}.\n"),
    ("a claim as the label of a citation", f"# T\n\n[{CLAIM}](#ref-1)\n"),
    ("the same in a page of ours", f"---\ncompounds: [a, b]\nreviewed_to: x\n---\n\n[{CLAIM}](#ref-1)\n"),
    ("a claim as the label of a rule", f"---\ncompounds: [a, b]\nreviewed_to: x\n---\n\n[{CLAIM}](#rule-edge)\n"),
    ("a claim as an image", f"# T\n\n![{CLAIM}](x.png)\n"),
    ("a claim in a footnote that nothing cites", f"# T\n\nx\n\n[^1]: {CLAIM}.\n"),
    ("a claim in a comment that is not closed", f"# T\n\n<!-- draftbot: {CLAIM}.\n"),
    ("a claim in code that looks like our comment", f"# T\n\n`<!-- draftbot: {CLAIM} -->`\n"),
    ("a claim split by our comment", "# T\n\nCortexin <!-- draftbot: exempt --> cures stroke.\n"),
    ("entities", "# T\n\n&#67;ortexin cures stroke.\n"),
    ("HTML", f"# T\n\n<div hidden>{CLAIM}.</div>\n"),
    ("a script", "# T\n\n<script>document.write('Cortexin cures')</script>\n"),
    ("a script in JSON-LD", '<script type="application/ld+json">{"@type":"A","name":"</script><script>x()</script>"}</script>\n'),
    ("a comment trick in JSON-LD", f'```json\n{{"@type":"A","text":"<!--<script> {CLAIM}"}}\n```\n'),
    ("JSON-LD that does not parse", f'```json\n{{"@type":"A","text":"{CLAIM}"\n```\n'),
    ("JSON-LD too deep to parse", '{"@graph":' + "[" * 50_000),
    ("JSON-LD with the key later", f'```json\n{{"text":"{CLAIM}.","@type":"Answer"}}\n```\n'),
    ("JSON-LD with NaN", f'```json\n{{"@type":"A","n":NaN,"text":"{CLAIM}."}}\n```\n'),
    ("a claim as a JSON-LD type's neighbour", f'```json\n{{"@type":"A","publisher":{{"name":"{CLAIM}"}}}}\n```\n'),
]  # fmt: skip


@pytest.mark.parametrize(("what", "text"), HELD, ids=[what for what, _ in HELD])
def test_what_cannot_be_read_or_proved_does_not_pass(context: Context, what: str, text: str) -> None:
    report = verified(text, context)
    assert report.exit_code == 4, (what, report.units)


FILES = [
    ("binary", bytes(range(256)), "not UTF-8"),
    ("another encoding", "café".encode("latin-1"), "not UTF-8"),
    ("UTF-16", "# T".encode("utf-16"), "not UTF-8"),
    ("ten megabytes", b"Cortexin cures. " * 640_000, "longer than an article can be"),
    ("many thousands of cells", b"| a | b |\n|---|---|\n" + b"| c | d |\n" * 4_000, "more than an article can"),
]


@pytest.mark.parametrize(("content", "line"), [file[1:] for file in FILES], ids=[file[0] for file in FILES])
def test_what_is_no_article_is_one_line(tmp_path: Path, content: bytes, line: str) -> None:
    path = tmp_path / "file.md"
    path.write_bytes(content)
    with pytest.raises(BadInput, match=line) as caught:
        page_document(path)
    assert "\n" not in str(caught.value)


def test_a_folder_or_nothing_is_one_line(tmp_path: Path) -> None:
    for path in (tmp_path, tmp_path / "none.md"):
        with pytest.raises(BadInput):
            page_document(path)


LONG = [
    "Cortexin cures stroke in 10 mg doses [1]. ",
    "x",
    "[",
    "*a ",
    '"a" ',
    ". ",
    "[a](#ref-1) ",
    "<",
    "| a ",
    "> ",
]


@pytest.mark.parametrize("piece", LONG)
def test_a_long_line_is_read_in_time_that_grows_with_its_length(piece: str) -> None:
    """Quadratic reading would take minutes here."""
    text = piece * (60_000 // len(piece))
    assert len(text) < MOST_BYTES
    read_markdown(text)


MARKDOWN = st.lists(
    st.sampled_from(
        ["# ", "## References\n", "- ", "1. ", "> ", "| a | b |\n|---|---|\n", "| ", "|\n", "```", "\n", "\n\n", "---\n",
         "[1]", "[^1]", "[^1]: ", "[x](#ref-1)", "<b>", "</b>", "<!--", "-->", '{"@type":"A","x":"', '"}', "Cortexin cures.",
         "10 mg", "\u200b", "\r\n", "*", "`", "![", "&lt;", "\\", "<script>", "title: x\n", "\ufeff"]
    ),
    max_size=25,
).map("".join)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(MARKDOWN)
def test_places_lie_in_the_file_and_every_claim_is_accounted_for(text: str) -> None:
    document = read_markdown(text)
    for unit in document.units:
        assert 0 <= unit.start <= unit.end <= len(text)
        assert unit.line >= 1
    if "Cortexin cures." in text:
        graphs = any("cures" in str(graph.graph) for graph in document.graphs)
        shown = any("Cortexin" in unit.text or "cures" in unit.text for unit in document.units)
        commented = "<!--" in text
        assert shown or graphs or document.problems or commented
