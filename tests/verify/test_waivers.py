"""A waiver holds for one check on one sentence, until the sentence or a source changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from draftbot.errors import BadInput
from draftbot.records.source_text import SourceText
from draftbot.records.unit import Unit
from draftbot.records.verdict import UnitVerdict
from draftbot.verify import Context, new_waiver, verify_unit, waive
from draftbot.waivers_file import add_waiver, load_waivers

UNIT = Unit(id="u", section="s", kind="sentence", text="Sleep was much loved by all patients.", sources=("26564102",))


def severities(verdict: UnitVerdict) -> set[str]:
    return {finding.severity for finding in verdict.findings}


def test_a_waived_finding_is_a_note_and_says_who_and_why(context: Context) -> None:
    corpus = context.library.corpus
    verdict = verify_unit(UNIT, context)
    waivers = [
        new_waiver(UNIT, corpus, finding.check, "figure of speech", "Ed", "2026-11-24") for finding in verdict.findings
    ]
    waived = waive(UNIT, verdict, waivers, corpus)
    assert severities(verdict) == {"block"}
    assert severities(waived) == {"note"}
    assert "waived by Ed on 2026-11-24: figure of speech" in waived.findings[0].message
    assert waived.verdict == verdict.verdict


def test_it_ends_when_the_sentence_or_a_source_changes(context: Context) -> None:
    corpus = context.library.corpus
    verdict = verify_unit(UNIT, context)
    waivers = [new_waiver(UNIT, corpus, f.check, "figure of speech", "Ed", "2026-11-24") for f in verdict.findings]
    edited = UNIT.model_copy(update={"text": UNIT.text.replace("all", "most")})
    assert severities(waive(edited, verdict, waivers, corpus)) == {"block"}
    old = corpus.texts["26564102"]
    revised = SourceText(source=old.source, kind=old.kind, text=old.text + " More.", sha256="0" * 64)
    changed = corpus.model_copy(update={"texts": {**corpus.texts, "26564102": revised}})
    assert severities(waive(UNIT, verdict, waivers, changed)) == {"block"}


def test_it_excuses_no_other_check(context: Context) -> None:
    verdict = verify_unit(UNIT, context)
    other = new_waiver(UNIT, context.library.corpus, "significance", "figure of speech", "Ed", "2026-11-24")
    assert severities(waive(UNIT, verdict, [other], context.library.corpus)) == {"block"}


def test_the_file_keeps_every_waiver_and_mends_a_cut_line(context: Context, tmp_path: Path) -> None:
    waiver = new_waiver(UNIT, context.library.corpus, "coverage", "figure of speech", "Ed", "2026-11-24")
    path = add_waiver(tmp_path, waiver)
    path.write_bytes(path.read_bytes().removesuffix(b"\n"))
    add_waiver(tmp_path, waiver)
    assert load_waivers(tmp_path) == (waiver, waiver)


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    (tmp_path / "waivers.jsonl").write_text('{"text": 1}\n', encoding="utf-8")
    with pytest.raises(BadInput, match=r"waivers\.jsonl:1: .*no waiver"):
        load_waivers(tmp_path)
