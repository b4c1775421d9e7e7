"""The evidence at a glance: drawn from the records, only what the article quotes, each point linked to its source."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest

from draftbot.records.corpus import Corpus
from draftbot.records.unit import Unit
from draftbot.report import pictures

SOURCES = ("31494820", "37818733", "33620612", "26564102")
PLACES = {source: (number, f"#ref-{number}") for number, source in enumerate(SOURCES, start=1)}


def unit(text: str, *sources: str) -> Unit:
    return Unit(id="u", section="s", kind="sentence", text=text, sources=sources)


def drawn(corpus: Corpus, *units: Unit) -> list[str]:
    return list(pictures(corpus, ("cortexin", "cerebrolysin"), units, PLACES))


@pytest.fixture
def quoted(corpus: Corpus) -> list[str]:
    return drawn(
        corpus,
        unit("The primary ensemble (MW 0.63, 0.48–0.77) and per protocol (MW 0.69, 0.53–0.85).", "31494820"),
        unit("Pooled at day 30 (MW 0.60, 0.52–0.66).", "33620612"),
        unit("Death (RR 0.96, 95% CI 0.65–1.41).", "37818733"),
        unit("The arm test (MW 0.71, 0.63–0.79) of another source.", "37818733"),
    )


def test_one_panel_for_each_outcome_and_measure_that_is_quoted(quoted: list[str]) -> None:
    labels = [re.search(r'aria-label="([^"]+?)[.] ', figure)[1] for figure in quoted]
    assert labels == ["Studies that the article cites, by compound, design and species", "Primary ensemble: Mann-Whitney probability", "All-cause death: risk ratio"]  # fmt: skip


def test_intention_to_treat_stands_first_and_every_row_leads_to_its_source(quoted: list[str]) -> None:
    rows = re.findall(r'<a href="(#ref-\d)"><text[^>]*>([^<]+)', quoted[1])
    assert [href for href, _ in rows] == ["#ref-1", "#ref-3", "#ref-1"]
    assert "ITT" in quoted[1].split("</a>")[0]
    assert "per protocol" in quoted[1].split("</a>")[2]


def test_figures_print_as_recorded_and_points_lie_in_their_intervals(quoted: list[str]) -> None:
    assert "0.63 (95% CI 0.48 to 0.77)" in quoted[1]
    for figure in quoted[1:]:
        for low, high, at in re.findall(
            r'<line x1="([\d.]+)" x2="([\d.]+)"[^>]*stroke-width[^>]*/><rect x="([\d.]+)"', figure
        ):
            assert float(low) < float(at) + 4.5 < float(high)


def test_every_picture_is_well_formed_and_named(quoted: list[str]) -> None:
    for figure in quoted:
        tree = ElementTree.fromstring(figure)
        assert tree.find("svg").get("aria-label")
        assert tree.find("svg").get("role") in ("img", "group")


def test_nothing_is_drawn_of_what_is_not_quoted(corpus: Corpus) -> None:
    assert len(drawn(corpus, unit("Nothing with figures 0.630.", "31494820"))) == 1


def test_a_name_is_text_wherever_it_stands(corpus: Corpus) -> None:
    reference = corpus.references["37818733"]
    card = reference.card.model_copy(update={"called": "<script>hit</script>"})
    references = {**corpus.references, reference.id: reference.model_copy(update={"card": card})}
    figures = drawn(
        corpus.model_copy(update={"references": references}), unit("Death (RR 0.96, 95% CI 0.65–1.41).", "37818733")
    )
    assert "<script" not in "".join(figures)
