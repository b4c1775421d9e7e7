"""Verdicts written back into the Markdown: readable, harmless, repeatable, whole."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from draftbot.errors import BadInput
from draftbot.page import page_text
from draftbot.records.verdict import Finding
from draftbot.reports import CheckedUnit, VerifyReport, verify_report
from draftbot.services.annotate import annotate, annotated
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
PAGES = [
    FOREIGN,
    FOREIGN.replace("\n", "\r\n"),
    "\ufeff" + FOREIGN,
    LOOSE.replace("\\n", "\n"),
    "Text in `code only`\n",
    "| a | b |\n|---|---|\n| c |\n| d | e | f |\n",
    "",
]


@pytest.mark.parametrize("page", PAGES)
def test_an_annotated_page_reads_the_same_and_is_annotated_once(context: Context, page: str) -> None:
    report = verified(page, context)
    once = annotated(page, report)
    again = verified(once, context)
    assert answers(again) == answers(report)
    assert annotated(once, again) == once
    assert once.count("<!-- draftbot: ") >= len({unit.start for unit in report.units})


@pytest.mark.parametrize("page", PAGES[:4])
def test_places_in_an_annotated_page_are_those_of_its_words(context: Context, page: str) -> None:
    once = annotated(page, verified(page, context))
    for unit in verified(once, context).units:
        first = unit.text.split()[0].strip("*_`“”\"'.,;:()[]")
        assert first in once[unit.start : unit.end], unit


def test_our_own_article_keeps_its_verdicts(drafted, context: Context) -> None:
    report = verified(drafted.markdown, context)
    once = annotated(drafted.markdown, report)
    assert answers(verified(once, context)) == answers(report)
    assert not any(finding.severity == "block" for finding in verified(once, context).findings)


def unit(text: str, start: int, message: str) -> CheckedUnit:
    finding = Finding(severity="block", check="x", message=message)
    return CheckedUnit(
        id="u", text=text, kind="sentence", verdict="unsupported", findings=(finding,), reasons=(message,),
        citations=(), evidence=(), line=1, start=start, end=start + len(text),
    )  # fmt: skip


@settings(max_examples=50)
@given(st.text(alphabet=st.sampled_from('ab -<>!|`\\\n{}"@*_[]()#'), max_size=60))
def test_no_message_changes_what_is_read(message: str) -> None:
    page = "# T\n\nOne fact here. Another one.\n"
    report = VerifyReport(units=(unit("One fact here.", 5, message),), findings=(), works=(), summary={}, exit_code=4)
    read = read_markdown(annotated(page, report))
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
