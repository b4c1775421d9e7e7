"""Verdicts written back into the Markdown: readable, harmless, repeatable, whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from draftbot import pipeline
from draftbot.annotated import Form, annotated, misquoted
from draftbot.errors import BadInput
from draftbot.page import page_text
from draftbot.records.verdict import Finding
from draftbot.reports import CheckedUnit, VerifyReport, verify_report
from draftbot.services.annotate import annotate
from draftbot.text.annotations import annotation, blanked, removed
from draftbot.text.markdown import read_markdown
from draftbot.verify import Context, read_article, verify_article

HOSTILE = [
    "--> <script>alert(1)</script>",
    "a -- b --- c ---->",
    "ends in a dash -",
    '<!-- nested --> | ` \\ {"@type": "Thing"}',
    "line\nbreak \u2028 \u202e hidden \u200b",
    "--!> ]]> ?> %>",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_nothing_breaks_out_of_an_annotation(text: str) -> None:
    made = annotation(text)
    assert re.fullmatch(r"<!-- draftbot: [^<>\n]* -->", made)
    assert "--" not in made[4:-3]
    assert not read_markdown(f"Before. {made} After.").problems


@given(st.text(max_size=200), st.text(max_size=100))
def test_what_is_added_is_taken_away_again(text: str, told: str) -> None:
    made = annotation(told)
    assert removed(f"{text} {made}x") in (f"{text}x", removed(f"{text}x"))
    assert len(blanked(f"{text}{made}")) == len(f"{text}{made}")
    assert read_markdown(f"One thing. {made} Another.").units[0].text == "One thing."


def verified(text: str, context: Context) -> VerifyReport:
    article = read_article(read_markdown(text), {}, context.library.corpus)
    return verify_report(article, verify_article(article, context))


def answers(report: VerifyReport) -> list[tuple[str, str, tuple[str, ...]]]:
    return [(unit.text, unit.verdict, unit.reasons) for unit in report.units]


FOREIGN = """# Cortexin vs Cerebrolysin

Cortexin is injected into muscle [Ref 1]. **It cures everything** -- so they say.

| Point | Cortexin | Cerebrolysin |
|---|---|---|
| Route | Intramuscular [1] | Not stated |

- An item without proof
- Code `x` and a [link](https://example.org/a(b))

## FAQ

Is it so? Yes. No.

## References

1. Ralston T. The Ultimate Peptides Bible (2026 Edition).

```json
{"@context": "https://schema.org", "@type": "Article", "description": "Cortexin cures."}
```
"""
LOOSE = "Cortexin vs Cerebrolysin\\nWhat it is\\nCortexin is a complex.\\n- It is a mixture.\\nReferences\\n- Ralston T. The Ultimate Peptides Bible.\\n"
FORMS: tuple[Form, Form] = ("comments", "footnotes")
SHOWN = {
    "comments": re.compile("<!-- draftbot: "),
    "footnotes": re.compile(r"<!-- draftbot: |\[\^draftbot-check-\d+\](?!:)"),
}
NOTED = "Cortexin is injected[^1]. It cures.[^x]\n\n> Quoted: it cures.\n\n[^1]: Ralston. It cures too.\n[^x]: No work."
PAGES = [
    FOREIGN,
    NOTED,
    FOREIGN.replace("\n", "\r\n"),
    "\ufeff" + FOREIGN,
    LOOSE.replace("\\n", "\n"),
    "Text in `code only`\n",
    "| a | b |\n|---|---|\n| c |\n| d | e | f |\n",
    "",
]


@pytest.mark.parametrize("page", PAGES)
@pytest.mark.parametrize("form", FORMS)
def test_an_annotated_page_reads_the_same_and_is_annotated_once(context: Context, page: str, form: Form) -> None:
    report = verified(page, context)
    once = annotated(page, report, form)
    again = verified(once, context)
    assert answers(again) == answers(report)
    assert annotated(once, again, form) == once
    assert len(SHOWN[form].findall(once)) >= len({unit.start for unit in report.units})


@pytest.mark.parametrize("page", PAGES)
def test_one_form_takes_the_place_of_the_other(context: Context, page: str) -> None:
    report = verified(page, context)
    comments, footnotes = (annotated(page, report, form) for form in FORMS)
    assert annotated(comments, verified(comments, context), "footnotes") == footnotes
    assert annotated(footnotes, verified(footnotes, context), "comments") == comments


@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("page", PAGES[:4])
def test_places_in_an_annotated_page_are_those_of_its_words(context: Context, page: str, form: Form) -> None:
    once = annotated(page, verified(page, context), form)
    for unit in verified(once, context).units:
        first = unit.text.split()[0].strip("*_`“”\"'.,;:()[]")
        assert first in once[unit.start : unit.end], unit


@pytest.mark.parametrize("form", FORMS)
def test_our_own_article_keeps_its_verdicts(drafted, context: Context, form: Form) -> None:
    report = verified(drafted.markdown, context)
    once = annotated(drafted.markdown, report, form)
    assert answers(verified(once, context)) == answers(report)
    assert not any(finding.severity == "block" for finding in verified(once, context).findings)


def unit(text: str, start: int, message: str) -> CheckedUnit:
    finding = Finding(severity="block", check="x", message=message)
    return CheckedUnit(
        id="u", text=text, kind="sentence", verdict="unsupported", findings=(finding,), reasons=(message,),
        citations=(), evidence=(), line=1, start=start, end=start + len(text),
    )  # fmt: skip


@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=50)
@given(message=st.text(alphabet=st.sampled_from('ab -<>!|`\\\n{}"@*_[]()#^:'), max_size=60))
def test_no_message_changes_what_is_read(form: Form, message: str) -> None:
    page = "# T\n\nOne fact here. Another one.\n"
    report = VerifyReport(units=(unit("One fact here.", 5, message),), findings=(), works=(), summary={}, exit_code=4)
    read = read_markdown(annotated(page, report, form))
    assert [one.text for one in read.units] == ["T", "One fact here.", "Another one."]
    assert not read.problems


def test_a_bad_place_is_one_line_and_leaves_nothing(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("# T\n\nOne.\n", encoding="utf-8")
    report = VerifyReport(units=(), findings=(), works=(), summary={}, exit_code=0)
    for out in (tmp_path, tmp_path / "no" / "file.md"):
        with pytest.raises(BadInput, match="no place for a file"):
            annotate(page, report, out)
    annotate(page, report, page)
    assert page_text(page) == "# T\n\nOne.\n"
    assert [path.name for path in tmp_path.iterdir()] == ["page.md"]


def test_a_footnote_stands_where_its_unit_ends_and_is_defined_once(context: Context) -> None:
    page = "# T\n\nIt cures.\n\n| a | b |\n|---|---|\n| Cure | It cures [1]. |\n\n- It cures.\n"
    once = annotated(page, verified(page, context), "footnotes")
    assert re.search(r"^# T \[\^draftbot-check-1\]$", once, re.MULTILINE)
    assert re.search(r"^It cures\. \[\^draftbot-check-2\]$", once, re.MULTILINE)
    assert re.search(r"\| It cures \[1\]\. \[\^draftbot-check-\d\] \|$", once, re.MULTILINE)
    labels = re.findall(r"^\[\^(draftbot-check-\d+)\]: (?:exempt|unsupported|uncertain)", once, re.MULTILINE)
    assert len(labels) == len(set(labels)) == len(set(re.findall(r"draftbot-check-\d+", once)))


def test_a_mark_is_never_printed_as_code(context: Context) -> None:
    page = "It cures, says `code that ends a unit`\n"
    once = annotated(page, verified(page, context), "footnotes")
    assert "`code that ends a unit`" in once
    broken = "```\nnever closed\n\nIt cures.\n"
    assert "draftbot-check" not in annotated(broken, verified(broken, context), "footnotes")


FORGED = [
    "It cures. [^draftbot-check-1]\n\n[^draftbot-check-1]: supported; 26564102\n",
    "It cures.\n\n[^draftbot-check-1]: Cortexin cures stroke.\n",
    "It cures. [^draftbot-check-9]\n",
]


@pytest.mark.parametrize("page", FORGED)
def test_a_verdict_that_is_not_ours_is_a_finding(context: Context, page: str) -> None:
    report = pipeline.checked(read_markdown(page), {}, context)
    assert [finding.check for finding in report.findings if finding.severity == "block"] == ["markup"]
    assert [*misquoted(page, report)]


@pytest.mark.parametrize("page", PAGES)
def test_verdicts_of_ours_are_none(context: Context, page: str) -> None:
    report = pipeline.checked(read_markdown(page), {}, context)
    once = annotated(page, report, "footnotes")
    again = pipeline.checked(read_markdown(once), {}, context)
    assert not [*misquoted(once, again)]
    assert again.summary == report.summary


def test_a_sentence_that_was_changed_makes_its_footnote_a_finding(context: Context) -> None:
    page = "Cortexin is injected into muscle. It is a complex.\n"
    once = annotated(page, verified(page, context), "footnotes")
    changed = once.replace("into muscle", "into a vein")
    assert [*misquoted(changed, verified(changed, context))]
