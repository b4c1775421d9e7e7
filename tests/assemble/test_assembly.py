"""Assembling: numbers, entries, and nothing that was held."""

from __future__ import annotations

import pytest

import synthetic
from draftbot.assemble import assemble, jsonld_bytes, printed_references, to_jsonld
from draftbot.records.reference import Estimate, Outcome, Reference
from draftbot.records.unit import Question
from draftbot.records.verdict import UnitVerdict


def entry(reference: Reference) -> list[str]:
    """The printed entry of a reference, unit by unit."""
    others = [synthetic.reference(number) for number in range(2, synthetic.SOURCES + 1)]
    printed = printed_references(synthetic.Writer().draft(2, 12), synthetic.corpus(reference, *others))
    return [unit.text for unit in next(p for p in printed if p.id == reference.id).units]


def with_card(**values: object) -> Reference:
    reference = synthetic.reference(1)
    return reference.model_copy(update={"card": reference.card.model_copy(update=values)})


def outcome(name: str, **values: object) -> Outcome:
    return Outcome.model_validate({"id": name, "measure": name, "finding": f"{name} rose", "p": "0.01", **values})


def test_numbers_follow_the_first_citation_and_only_cited_sources_are_printed() -> None:
    known = synthetic.corpus()
    draft = synthetic.Writer().draft(1, 4)
    cited = list(dict.fromkeys(source for unit in draft.all_units() for source in unit.sources))
    printed = printed_references(draft, known)
    assert [p.id for p in printed] == cited
    assert [p.number for p in printed] == list(range(1, len(cited) + 1))
    assert len(cited) < len(known.references)


def test_an_entry_is_line_design_figures_funding_and_note() -> None:
    line, design, figures, funding, note = entry(synthetic.reference(1))
    assert line.startswith("Nobody N. Synthetic trial 1. Journal of Nothing. 2001;1:1-2. DOI: 10.9999/synthetic.1.")
    assert design == "A randomised trial in 1,001 volunteers."
    assert figures == "The score rose by 1 points with Alfalin (P = 0.01)."
    assert funding == "Nobody paid for the trial."
    assert note == "Not checked for retraction. Text behind it: our own digest of the abstract, read in part."


def test_an_entry_prints_two_results_primary_and_harm_first() -> None:
    outcomes = (
        outcome("first"),
        outcome("harm", direction="harm-signal"),
        outcome("primary", role="primary"),
        outcome("silent", p=None),
        outcome("unquotable", quotable=False, role="primary"),
    )
    told = [text for text in entry(with_card(outcomes=outcomes)) if "rose" in text]
    assert told == ["Primary rose (P = 0.01).", "Harm rose (P = 0.01)."]


def test_figures_keep_their_signs_and_zeros() -> None:
    estimate = Estimate(measure="SMD", value="-0.40", ci_low="-0.66", ci_high="0.10", ci_level="95%")
    told = entry(with_card(outcomes=(outcome("score", estimate=estimate, p="<0.0010"),)))
    assert "Score rose (SMD −0.40, 95% CI −0.66 to 0.10; P < 0.0010)." in told


def test_a_statement_that_only_another_document_reports_carries_the_mark() -> None:
    told = entry(with_card(outcomes=(outcome("x", finding="the score fell by 1% with Betarin", p="0.5"),)))
    assert "The score fell by 1% with Betarin (P = 0.5)†." in told


@pytest.mark.parametrize("missing", ["design_words", "population"])
def test_no_design_sentence_without_design_or_population(missing: str) -> None:
    assert not any("1,001" in text for text in entry(with_card(**{missing: None})))


def test_a_statement_of_an_entry_that_is_not_proved_is_held_and_not_printed() -> None:
    known = synthetic.corpus()
    draft = synthetic.Writer().draft(1, 4)
    printed = printed_references(draft, known)
    units = [*draft.all_units(), *(unit for p in printed for unit in p.units)]
    verdicts = {unit.id: synthetic.verdict(unit, known) for unit in units}
    failed = printed[0].units[1]
    verdicts[failed.id] = UnitVerdict(unit=failed.id, verdict="unsupported")
    article = assemble(draft, printed, verdicts, (), known, ())
    assert failed not in article.references[0].units
    assert [held.unit for held in article.held] == [failed]


def test_running_words_leave_out_headings_cells_and_references() -> None:
    known = synthetic.corpus()
    article = synthetic.article(known, text="one two three")
    running = [u for s in article.sections for u in s.all_units() if u.kind in ("sentence", "item", "faq")]
    assert article.running_words == 3 * len(running)


def test_answers_in_the_data_are_the_answers_with_their_connectives() -> None:
    known = synthetic.corpus()
    article = synthetic.article(known)
    faq = article.sections[-1]
    question = faq.blocks[0]
    assert isinstance(question, Question)
    led = question.answer[1].model_copy(update={"lead": "By contrast,"})
    block = question.model_copy(update={"answer": (question.answer[0], led)})
    changed = faq.model_copy(update={"blocks": (block,)})
    article = article.model_copy(update={"sections": (*article.sections[:-1], changed)})
    graph = to_jsonld(article, known, "a-vs-b")["@graph"]
    (page,) = [node for node in graph if node["@type"] == "FAQPage"]
    text = page["mainEntity"][0]["acceptedAnswer"]["text"]
    assert text == f"{question.answer[0].text} By contrast, in{led.text[2:]}"


def test_data_for_a_script_element_cannot_end_it() -> None:
    known = synthetic.corpus()
    raw = jsonld_bytes(to_jsonld(synthetic.article(known, text="<!--<script></script>&amp;"), known, "a-vs-b"))
    assert not set(b"<>&") & set(raw)


CONTAINED = [
    ("article-journal", "PublicationVolume", True),
    ("book", "CreativeWork", False),
    ("report", "CreativeWork", False),
]


@pytest.mark.parametrize(("kind", "container", "paged"), CONTAINED)
def test_a_works_container_is_what_its_type_allows(kind: str, container: str, paged: bool) -> None:
    others = [synthetic.reference(number) for number in range(2, synthetic.SOURCES + 1)]
    known = synthetic.corpus(synthetic.reference(1, type=kind), *others)
    graph = to_jsonld(synthetic.article(known), known, "a-vs-b")["@graph"]
    node = next(n for n in graph if n["@id"].endswith("#ref-1"))
    assert node["isPartOf"]["@type"] == container
    assert ("pagination" in node) == paged
