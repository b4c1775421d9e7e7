"""Absence claims are tested by a search of the corpus, not by the words of one source."""

from __future__ import annotations

import pytest

from draftbot.records.unit import Unit
from draftbot.verify import Context, verify_unit
from draftbot.verify.absence import check, claims_absence

# (sentence, answer, contradicts, part of the reason); None: no absence is claimed
CASES = [
    ("None of the 27 sources reviewed compares Cortexin with Cerebrolysin in people.", "pass", False, "0 found"),
    ("No head-to-head trial compares Cortexin with Cerebrolysin.", "fail", False, "wider than the search"),
    ("No trial of Cerebrolysin in stroke has been done in people.", "fail", True, "CARS"),
    ("There are no human studies of Semax.", "fail", True, "shows the contrary"),
    ("Selank has never been compared with medazepam.", "fail", True, "medazepam"),
    ("No published data describe Cortexin in stroke.", "fail", True, "Cortexin"),
    ("Cerebrolysin and Actovegin have not been compared.", "fail", False, "none of the 27 sources reviewed"),
    ("No published data give a protocol dose of Cortexin.", "fail", True, "10"),
    ("No data on the half-life of Cortexin exist.", "fail", False, "0 found"),
    ("No trial compares Cellex with Cortexin in people.", "fail", True, "Khabirov"),
    (
        "No head-to-head trial compares Cortexin with Cerebrolysin, although both were given to rats.",
        "fail",
        False,
        "0 found",
    ),
    ("No trial has ever been done.", "fail", False, "names no compound"),
    ("There is no evidence that Cerebrolysin reduces mortality.", None, False, ""),
    ("Cerebrolysin did not reduce mortality.", None, False, ""),
    ("No study drug was withdrawn.", None, False, ""),
]


@pytest.mark.parametrize(("text", "answer", "contradicts", "reason"), CASES)
def test_an_absence_is_searched(
    context: Context, text: str, answer: str | None, contradicts: bool, reason: str
) -> None:
    result = check(Unit(id="u", section="s", kind="sentence", text=text), context.library)
    if answer is None:
        assert result is None
        assert not claims_absence(text)
    else:
        assert result is not None
        assert (result.answer, result.contradicts) == (answer, contradicts)
        assert reason in result.reason


def test_the_log_says_where_and_for_what_was_searched(context: Context) -> None:
    text = "No head-to-head trial compares Cortexin with Cerebrolysin."
    result = check(Unit(id="u", section="s", kind="sentence", text=text), context.library)
    assert result is not None
    for part in ("studies in people", "sentences", "outcomes and fields on record", "Cerebrolysin", "with Cortexin"):
        assert part in result.reason


def test_a_synonym_counts_as_the_name(context: Context) -> None:
    compound = next(c for c in context.library.corpus.compounds.values() if c.name == "Semax")
    if not compound.synonyms:
        pytest.skip("the profile lists no synonym")
    result = check(
        Unit(id="u", section="s", kind="sentence", text=f"There are no human studies of {compound.synonyms[0].text}."),
        context.library,
    )
    assert result is not None
    assert result.contradicts


def test_an_absence_in_the_searchs_own_words_needs_no_citation(context: Context) -> None:
    text = "None of the 27 sources reviewed compares Cortexin with Cerebrolysin in people."
    verdict = verify_unit(Unit(id="u", section="s", kind="sentence", text=text), context)
    assert verdict.verdict == "supported"
    assert verdict.basis


def test_a_cited_absence_that_the_corpus_refutes_is_contradicted(context: Context) -> None:
    unit = Unit(
        id="u", section="s", kind="sentence", text="There are no human studies of Semax.", sources=("25832905",)
    )
    assert verify_unit(unit, context).verdict == "contradicted"
