"""The trace: everything that is needed to check an article again, and nothing of the moment."""

from __future__ import annotations

import json
from hashlib import sha256

import pytest

import synthetic
from draftbot.records.article import Article
from draftbot.records.brief import Brief, Evidence
from draftbot.records.corpus import Corpus
from draftbot.records.source_text import Passage, ScoredPassage
from draftbot.trace import Provenance, Trace, to_trace, to_web_annotations, trace_bytes

MADE_WITH = Provenance(
    draftbot="0.1", writer="offline", corpus="c" * 64, plan="synthetic.v1", plan_sha256="p" * 64, embedder="none"
)


@pytest.fixture(scope="module")
def known() -> Corpus:
    return synthetic.corpus()


@pytest.fixture(scope="module")
def article(known: Corpus) -> Article:
    return synthetic.article(known)


@pytest.fixture(scope="module")
def trace(article: Article) -> Trace:
    briefs = [Brief(section=name, queries=(f"what of {name}",), references=()) for name in ("part-1", "part-2")]
    passage = Passage(id="synthetic-1.0123", source="synthetic-1", start=0, end=9, text="Synthetic")
    found = [ScoredPassage(passage=passage, lexical=1.5, vector=None, fused=0.75, rank=1)]
    evidence = {brief.section: Evidence(section=brief.section, passages=tuple(found)) for brief in briefs}
    return to_trace(article, sha256(b"page").hexdigest(), MADE_WITH, briefs, evidence)


def test_every_printed_unit_is_traced_once_in_reading_order(article: Article, trace: Trace) -> None:
    sections = [unit.id for section in article.sections for unit in section.all_units()]
    entries = [unit.id for entry in article.references for unit in entry.units]
    assert [unit.id for unit in trace.units] == [article.description.id, *sections, *entries]
    assert len(trace.units) == len({unit.id for unit in trace.units})


def test_a_unit_carries_its_verdict_proof_and_basis(article: Article, trace: Trace, known: Corpus) -> None:
    for unit in trace.units:
        verdict = article.verdicts[unit.id]
        assert (unit.verdict, unit.evidence, unit.basis) == (verdict.verdict, verdict.evidence, verdict.basis)
        assert unit.derivation == verdict.derivation
        for span in unit.evidence:
            assert known.texts[span.source].text[span.start : span.end] == span.quote
    assert {unit.verdict for unit in trace.units} == {"supported", "derived", "exempt"}


def test_a_withheld_cell_is_not_traced_as_unproved(article: Article) -> None:
    cell = next(unit for unit in article.sections[1].all_units() if unit.kind == "cell" and unit.sources)
    shown = cell.model_copy(update={"block": "withheld", "text": "withheld", "sources": ()})
    entry = article.references[0].model_copy(update={"units": (shown,)})
    failed = article.verdicts[cell.id].model_copy(update={"verdict": "unsupported"})
    changed = article.model_copy(update={"references": (entry,), "verdicts": {**article.verdicts, cell.id: failed}})
    (traced,) = [u for u in to_trace(changed, "0", MADE_WITH, (), {}).units if u.text == "withheld"]
    assert traced.verdict == "exempt"


def test_what_was_held_stays_with_its_reason(trace: Trace) -> None:
    (held,) = trace.held
    assert held.text == "Betarin cures."
    assert held.reasons == ("no source says so",)
    assert held.text not in {unit.text for unit in trace.units}


def test_the_search_log_says_what_each_section_asked_and_was_given(trace: Trace) -> None:
    assert [(log.section, log.queries, log.passages) for log in trace.retrieval] == [
        (name, (f"what of {name}",), (("synthetic-1.0123", 0.75),)) for name in ("part-1", "part-2")
    ]


def test_the_trace_says_what_it_was_made_with(trace: Trace) -> None:
    assert trace.provenance == MADE_WITH
    assert trace.article_sha256 == sha256(b"page").hexdigest()


def test_the_file_is_the_record_with_sorted_keys_and_the_same_bytes_each_time(trace: Trace) -> None:
    raw = trace_bytes(trace)
    assert Trace.model_validate_json(raw) == trace
    assert raw == trace_bytes(trace)
    assert raw.endswith(b"}\n")
    loaded = json.loads(raw)
    assert list(loaded) == sorted(loaded)
    assert all(list(unit) == sorted(unit) for unit in loaded["units"])


def test_the_file_knows_no_clock(trace: Trace) -> None:
    keys = {key for unit in json.loads(trace_bytes(trace))["units"] for key in unit}
    keys |= set(json.loads(trace_bytes(trace))) | set(MADE_WITH.model_dump())
    assert not keys & {"created", "date", "time", "timestamp", "seconds", "duration"}


def test_annotations_select_each_proof_by_position_and_by_quote(trace: Trace, known: Corpus) -> None:
    page = to_web_annotations(trace)
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    items = page["items"]
    assert isinstance(items, list)
    assert len(items) == sum(len(unit.evidence) for unit in trace.units) > 0
    assert len({item["id"] for item in items}) == len(items)
    for item in items:
        position, quote = item["target"]["selector"]
        assert (position["type"], quote["type"]) == ("TextPositionSelector", "TextQuoteSelector")
        text = known.texts[item["target"]["source"].rpartition(":")[2]].text
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert item["body"]["value"] in {unit.text for unit in trace.units}
