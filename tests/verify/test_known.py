"""Nothing is judged twice, and what is known never stands in for a judgement: it agrees with one made anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from draftbot import pipeline
from draftbot.errors import Unpublishable
from draftbot.progress import silent
from draftbot.records.grounding import Grounding, Pair, Thresholds
from draftbot.records.unit import Unit
from draftbot.verify import Context, verify_unit, verify_units
from draftbot.verify.units import verify_each

TEXTS = (
    "Cognition at 6 months did not differ significantly between Cerebrolysin and placebo.",
    "Adverse events were recorded in 64% of Cerebrolysin patients and 73% of placebo patients.",
    "Infarct volume in rats was not significantly reduced by Cerebrolysin 2.5 mL/kg.",
    "Cortexin 20 mg was given intramuscularly daily for 10 days to patients with ischaemic stroke.",
)
SOURCES = ("25832905", "12111446", "20857512", "19431244")
DAMAGE = (
    ("", ""),
    ("not ", ""),
    ("64%", "73%"),
    ("Cerebrolysin", "Cortexin"),
    ("rats", "patients"),
    ("10", "20"),
    (".", "†."),
    (" and ", " or "),
)


@st.composite
def units(draw: st.DrawFn) -> Unit:
    """A true sentence or a damaged one, under some source, somewhere; ids may repeat."""
    wrong, other = draw(st.sampled_from(DAMAGE))
    kind, row, column = draw(
        st.sampled_from((("sentence", None, None), ("item", None, None), ("cell", "Aim", "Cortexin")))
    )
    return Unit(
        id=draw(st.sampled_from(("a", "b"))),
        section=draw(st.sampled_from(("faq", "evidence-stroke", "elsewhere"))),
        kind=kind,
        text=draw(st.sampled_from(TEXTS)).replace(wrong, other, 1),
        sources=tuple(draw(st.lists(st.sampled_from(SOURCES), max_size=2, unique=True))),
        passages=tuple(draw(st.lists(st.sampled_from(("25832905.e4606b0c26", "no-such-passage")), max_size=1))),
        block=draw(st.sampled_from((None, None, None, "disclosure"))),
        row=row,
        column=column,
        bundle=draw(st.sampled_from((None, "pair"))),
    )


@pytest.fixture(scope="module")
def warm(context: Context) -> Context:
    """A context that lives through every example and so knows more and more."""
    return replace(context, closed={"evidence-stroke": frozenset({"25832905.e4606b0c26"})})


@given(st.lists(units(), min_size=1, max_size=4))
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_what_is_known_agrees_with_a_judgement_made_anew(warm: Context, several: list[Unit]) -> None:
    for unit in several:
        assert verify_unit(unit, warm) == verify_unit(unit, replace(warm))
    assert verify_units(several, warm) == verify_units(several, replace(warm))


def test_a_context_made_from_another_knows_nothing_of_it(context: Context) -> None:
    unit = Unit(id="u", section="s", kind="sentence", text=TEXTS[0], sources=(SOURCES[0],))
    assert verify_unit(unit, context).published
    emptied = context.library.corpus.model_copy(update={"texts": {}, "passages": ()})
    without = replace(context, library=type(context.library)(emptied))
    assert not verify_unit(unit, without).published


class Counting:
    """A grounding model that is sure of everything, and counts what it reads."""

    name = "counting"
    thresholds = Thresholds(balanced=0.5, accept=0.5, reject=0.4)

    def __init__(self) -> None:
        self.read: list[Pair] = []

    def judge(self, pairs: Sequence[Pair]) -> list[Grounding]:
        self.read += pairs
        return [Grounding(supported=0.9, contradicted=0.0, unsupported=0.1) for _ in pairs]


def test_a_statement_is_read_once_wherever_it_stands(context: Context) -> None:
    model = Counting()
    own = replace(context, model=model)
    text = "At day 90 the arm worked better after Cerebrolysin than after placebo."
    here = Unit(id="a", section="one", kind="sentence", text=text, sources=("26564102",))
    there = here.model_copy(update={"id": "b", "section": "two"})
    first = verify_each([here, there], own)
    again = verify_each([there.model_copy(update={"bundle": "pair"})], own)
    assert len(model.read) == len(set(model.read)) == 1
    assert [first["a"].unit, first["b"].unit, again["b"].unit] == ["a", "b", "b"]
    assert first["b"] == again["b"]


@pytest.mark.parametrize(
    ("said", "printed"),
    [("did not differ significantly", "differed significantly"), ("RR 0.96, 95% CI", "RR 0.69, 95% CI")],
)
def test_a_page_that_differs_from_what_was_judged_is_not_published(
    settings, tmp_path, monkeypatch, said: str, printed: str
) -> None:
    """All of the article is known when the page is read back; a slip of the printer is seen all the same."""
    plain = pipeline.to_markdown

    def slipping(*given: object) -> str:
        page = plain(*given)
        assert said in page
        return page.replace(said, printed, 1)

    monkeypatch.setattr(pipeline, "to_markdown", slipping)
    with pytest.raises(Unpublishable, match="read back"):
        pipeline.draft(settings, settings.example, tmp_path, silent)
    assert not list(tmp_path.iterdir())
