"""A section that speaks well of a compound is told what the corpus holds against it."""

from __future__ import annotations

from draftbot.records.unit import Unit
from draftbot.verify import Context, balance, verify_units


def found(context: Context, *units: Unit) -> list[str]:
    return [finding.message for finding in balance(units, verify_units(units, context), context.library)]


PRAISE = Unit(
    id="a",
    section="efficacy",
    kind="sentence",
    text="The CARS trial compared Cerebrolysin 30 mL once daily for 21 days with placebo in patients with stroke.",
    sources=("26564102",),
)
FAVOURS = PRAISE.model_copy(
    update={
        "id": "b",
        "text": "Arm function after stroke on the Action Research Arm Test at day 90 was better with Cerebrolysin than "
        "with placebo (MW 0.71, 95% CI 0.63–0.79; P < 0.0001).",
    }
)


def test_a_neutral_sentence_asks_for_nothing(context: Context) -> None:
    assert found(context, PRAISE) == []


def test_contrary_findings_that_the_section_leaves_out_are_named(context: Context) -> None:
    messages = found(context, FAVOURS)
    assert messages
    assert all("speaks well of Cerebrolysin" in message for message in messages)
    assert len(messages) == len(set(messages))


def test_a_section_that_cites_them_is_left_alone(context: Context) -> None:
    corpus = context.library.corpus
    other = Unit(id="c", section="efficacy", kind="sentence", text="Other findings.", sources=tuple(corpus.references))
    assert found(context, FAVOURS, other) == []


UNCITED = Unit(
    id="d",
    section="claims",
    kind="sentence",
    text="Cerebrolysin improves cognition in Alzheimer's disease at 6 months.",
)


def test_what_speaks_against_an_uncited_claim_is_searched_for_and_quoted(context: Context) -> None:
    findings = list(balance([UNCITED], verify_units([UNCITED], context), context.library))
    assert any("did not differ significantly" in finding.message for finding in findings)
    assert all(finding.severity == "note" for finding in findings)


def test_a_sentence_that_tells_the_contrary_itself_asks_for_nothing(context: Context) -> None:
    text = "Cerebrolysin did not significantly improve cognition in Alzheimer's disease at 6 months."
    assert found(context, UNCITED.model_copy(update={"text": text})) == []


def test_an_unknown_compound_has_nothing_against_it(context: Context) -> None:
    assert found(context, UNCITED.model_copy(update={"text": "Xylotin improves cognition at 6 months."})) == []


def test_that_as_many_were_harmed_does_not_speak_against_a_benefit(context: Context) -> None:
    told = [*found(context, FAVOURS), *found(context, UNCITED)]
    assert not any("safety of Cerebrolysin was described as comparable" in message for message in told)
    assert not any("adverse events did not differ" in message for message in told)


def test_what_another_section_tells_is_a_note(context: Context) -> None:
    cited = tuple(key for key in context.library.corpus.references if key not in FAVOURS.sources)
    other = Unit(id="c", section="safety", kind="sentence", text="Other findings.", sources=cited)
    alone = list(balance([FAVOURS], verify_units([FAVOURS], context), context.library))
    beside = list(balance([FAVOURS, other], verify_units([FAVOURS, other], context), context.library))
    assert "warn" in {finding.severity for finding in alone}
    assert {finding.severity for finding in beside} == {"note"}
