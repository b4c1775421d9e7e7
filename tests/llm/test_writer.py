"""The writer with a model, against a scripted server: whatever the model does, only proved sentences are published."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from desk import STARTER, Case, Done, case, draft
from players import Written, competent, is_repair, part, quotes, writing
from scripted import Asked, Raw, chat, serving

from draftbot import pipeline
from draftbot.corpus import load_corpus
from draftbot.draft.model.answers import SectionAnswer
from draftbot.errors import Unpublishable
from draftbot.llm import Limits, UnknownCall
from draftbot.llm.faults import ANSWERED
from draftbot.prompts import load_prompt
from draftbot.records.unit import Unit
from draftbot.records.verdict import CheckResult
from draftbot.settings import bundled_prompts
from draftbot.text.markdown import read_markdown
from draftbot.text.stopwords import STOP_WORDS
from draftbot.text.words import stem
from draftbot.verify import Library, verify_units
from draftbot.verify.checks import CHECKS
from draftbot.verify.claims import Claim
from draftbot.verify.context import Check
from draftbot.verify.lexicon import QUANTIFIERS, SCAFFOLD


def proved(done: Done, made: Case) -> bool:
    """Every unit that would be published is proved, asked anew."""
    units = [unit for section in done.article.sections for unit in section.all_units()]
    return all(verdict.published for verdict in verify_units(units, replace(made.context)).values())


def messages_told(done: Done) -> bool:
    return all(message.units for message in done.article.messages)


def test_a_competent_model_writes_the_article(synthetic: Case, tmp_path: Path) -> None:
    with serving(competent) as server:
        done = draft(synthetic, server, tmp_path)
        spent = done.model.budget.spent
        assert (spent.calls, spent.prompt, spent.completion) == (
            len(server.asked),
            server.prompt_tokens,
            server.completion_tokens,
        )
    assert done.article.held == ()
    assert proved(done, synthetic)
    assert messages_told(done)
    assert sum(section.kept for section in done.writing.sections) > 20
    assert len(server.asked) <= 25


class Counted:
    """A check, and what was put to it."""

    def __init__(self, asked: Check) -> None:
        self.NAME, self.asked = asked.NAME, asked
        self.seen: list[tuple[object, ...]] = []

    def check(self, claim: Claim, library: Library) -> CheckResult:
        evidence = tuple((sentence.source, sentence.text) for sentence in (*claim.evidence, *claim.relevant))
        self.seen.append((claim.unit.kind, claim.unit.text, claim.text, claim.unit.sources, evidence, id(library)))
        return self.asked.check(claim, library)


def test_what_a_sentence_says_is_judged_once_on_the_same_evidence_until_the_page_stands(
    synthetic: Case, tmp_path: Path
) -> None:
    counted = Counted(CHECKS[0])
    made = replace(synthetic, context=replace(synthetic.context, checks=(counted, *CHECKS[1:])))
    with serving(competent) as server:
        done = draft(made, server, tmp_path)
    page = pipeline.checked(read_markdown(done.page), json.loads(done.graph), made.context)
    assert len(page.units) > 200
    twice = len(counted.seen) - len(set(counted.seen))
    assert twice <= len(counted.seen) // 20  # where two threads meet at one sentence


def test_a_second_run_makes_no_call_and_gives_the_same(synthetic: Case, tmp_path: Path) -> None:
    with serving(competent) as server:
        first = draft(synthetic, server, tmp_path)
        calls = len(server.asked)
        second = draft(synthetic, server, tmp_path, concurrency=1)
        replayed = draft(synthetic, server, tmp_path, replay=True)
        assert len(server.asked) == calls
    assert first.page == second.page == replayed.page
    assert first.writing == second.writing == replayed.writing


def test_a_replay_of_something_else_stops(synthetic: Case, tmp_path: Path) -> None:
    with serving(competent) as server:
        draft(synthetic, server, tmp_path)
        with pytest.raises(UnknownCall):
            draft(synthetic, server, tmp_path, replay=True, seed=5)


def _lie(change: Callable[[str, Written], dict[str, Any]]) -> Callable[[Asked], Raw]:
    def say(statement: str, evidence: Written) -> Iterator[dict[str, Any]]:
        yield change(statement, evidence)

    return writing(say)


def _said(text: str, statement: str, evidence: Written) -> dict[str, Any]:
    return {"text": text, "evidence": quotes(statement, evidence)}


def _swapped(text: str) -> str:
    other = {"Examplopril": "Samplosartan", "Samplosartan": "Examplopril"}
    return re.sub("Examplopril|Samplosartan", lambda match: other[match[0]], text)


LIES: dict[str, Callable[[str, Written], dict[str, Any]]] = {
    "a wrong number": lambda s, e: _said(re.sub(r"\d", lambda m: str((int(m[0]) + 3) % 10), s) + " (P = 0.031).", s, e),
    "a swapped compound": lambda s, e: _said(f"Zweifellos {_swapped(s)}", s, e),
    "an invented id": lambda s, _: {"text": f"QQ {s}", "evidence": [{"id": "e999", "quote": s}]},
    "a real source's id": lambda s, _: {"text": f"QQ {s}", "evidence": [{"id": "synthetic-trial-a", "quote": s}]},
    "an invented quote": lambda s, e: {"text": s, "evidence": [{"id": e[0]["id"], "quote": "It cured everybody QQ."}]},
    "a quote of two words": lambda s, e: {"text": f"QQ {s}", "evidence": [{"id": e[0]["id"], "quote": "The"}]},
    "no evidence": lambda s, _: {"text": f"QQ {s}", "evidence": []},
    "an invented trial": lambda s, e: _said("In the QUASAR trial, Examplopril prevented 41% of strokes.", s, e),
    "half true": lambda s, e: _said(f"{s.rstrip('.')} and cured the QQ patients.", s, e),
    "people from rats": lambda s, e: _said("Examplopril lowered blood pressure in all QQ patients.", s, e),
    "another language": lambda s, e: _said("Der Blutdruck sank unter QQ deutlich.", s, e),
    "advice": lambda s, e: _said("You should take Examplopril 10 mg QQ daily.", s, e),
    "a stronger word": lambda s, e: _said(f"{s.rstrip('.')}, proving QQ superiority.", s, e),
    "a hidden character": lambda s, e: _said(f"{s.rstrip('.')}\u200b QQ.", s, e),
    "nothing but marks": lambda s, e: _said("![x](http://evil.example/QQ.png) <img src=QQ>", s, e),
    "an endless sentence": lambda s, e: _said("QQ " * 3000, s, e),
}


@pytest.mark.parametrize("kind", LIES)
def test_nothing_that_a_model_makes_up_is_published(synthetic: Case, tmp_path: Path, kind: str) -> None:
    with serving(_lie(LIES[kind])) as server:
        done = draft(synthetic, server, tmp_path)
    assert proved(done, synthetic)
    assert messages_told(done)
    for mark in ("QQ", "QUASAR", "Zweifellos", "P = 0.031", "http://", "<img"):
        assert mark not in done.page + done.graph
    assert [section.section for section in done.writing.sections if not section.flagged] == []


def test_a_section_that_lost_much_is_flagged_and_its_held_sentences_are_listed(synthetic: Case, tmp_path: Path) -> None:
    def repeats(asked: Asked) -> Raw:
        if is_repair(asked):
            held = part(asked, "HELD")
            return chat({"sentences": [{"id": s["id"], "text": s["text"], "evidence": []} for s in held]})
        return _lie(LIES["a stronger word"])(asked)

    with serving(repeats) as server:
        done = draft(synthetic, server, tmp_path)
        repairs = [asked for asked in server.asked if is_repair(asked)]
    assert len(repairs) == 2 * len(done.writing.sections)
    assert all(section.flagged for section in done.writing.sections)
    assert "names no evidence" in done.reasons
    assert "offline writer's wording stands instead" in done.reasons
    assert proved(done, synthetic)


def test_sentences_in_groups_that_nobody_asked_for_are_listed_and_none_is_published(
    synthetic: Case, tmp_path: Path
) -> None:
    def astray(asked: Asked) -> Raw:
        if is_repair(asked):
            held = part(asked, "HELD")
            return chat({"sentences": [{"id": s["id"], "text": s["text"], "evidence": []} for s in held]})
        groups = json.loads(json.loads(competent(asked).body)["choices"][0]["message"]["content"])["groups"]
        return chat({"groups": [{**group, "id": f"x{group['id']}"} for group in groups]})

    with serving(astray) as server:
        done = draft(synthetic, server, tmp_path)
    assert done.sentences == {unit.text for unit in synthetic.offline.all_units()}
    assert all(section.flagged and section.kept == 0 for section in done.writing.sections)
    assert len(done.article.held) == sum(section.judged for section in done.writing.sections)


def test_a_held_sentence_goes_back_with_its_reason_and_may_come_back_mended(synthetic: Case, tmp_path: Path) -> None:
    def learns(asked: Asked) -> Raw:
        evidence = part(asked, "EVIDENCE")
        if is_repair(asked):
            held = part(asked, "HELD")
            assert all("not on record: superbly" in " ".join(sentence["reasons"]) for sentence in held)
            fixed = [(s["id"], s["text"].replace(" superbly", "")) for s in held]
            return chat({"sentences": [{"id": k, "text": t, "evidence": quotes(t, evidence)} for k, t in fixed]})
        return _lie(lambda s, e: _said(f"{s.rstrip('.')} superbly.", s, e))(asked)

    with serving(learns) as server:
        done = draft(synthetic, server, tmp_path)
    assert "superbly" not in done.page
    assert sum(section.kept for section in done.writing.sections) > 20
    assert [section.section for section in done.writing.sections if section.flagged] == []


def test_of_candidates_the_one_that_verifies_best_is_taken(synthetic: Case, tmp_path: Path) -> None:
    def uneven(asked: Asked) -> Raw:
        return competent(asked) if asked.body["seed"] == 1 else _lie(LIES["half true"])(asked)

    with serving(uneven) as server:
        done = draft(synthetic, server, tmp_path, candidates=2)
        assert not any(is_repair(asked) for asked in server.asked)
    assert done.article.held == ()
    assert done.writing.candidates == 2
    assert "checks" in done.writing.judge


FAULTS = [
    ("server error", Raw(status=500)),
    ("rate limit", Raw(status=429)),
    ("connection", Raw(reset=True)),
    ("unreadable answer", Raw(body=b"<html>")),
    ("empty answer", Raw(body=b'{"choices": []}')),
    ("refusal", chat(None, message={"refusal": "no"})),
    ("length limit", chat("{", finish="length")),
    ("content filter", chat("", finish="content_filter")),
    ("unusable answer", chat({"groups": [{"id": "g1"}]})),
]


@pytest.mark.parametrize(("kind", "raw"), FAULTS, ids=[fault[0] for fault in FAULTS])
def test_a_section_with_a_fault_is_held_with_its_reason_and_the_rest_goes_on(
    synthetic: Case, tmp_path: Path, kind: str, raw: Raw
) -> None:
    def script(asked: Asked) -> Raw:
        return raw if "SECTION: Proposed mechanisms" in asked.text else competent(asked)

    with serving(script) as server:
        done = draft(synthetic, server, tmp_path)
        assert done.model.budget.spent.tokens == server.tokens
    faulty = [section for section in done.writing.sections if section.fault]
    assert [section.section for section in faulty] == ["mechanism"]
    assert kind in (faulty[0].fault or "")
    assert [held.unit.section for held in done.article.held] == ["mechanism"]
    assert proved(done, synthetic)
    assert messages_told(done)


def test_where_no_section_can_be_written_nothing_is_published(synthetic: Case, tmp_path: Path) -> None:
    with serving(Raw(status=401)) as server, pytest.raises(Unpublishable, match="not authorised") as caught:
        draft(synthetic, server, tmp_path)
    assert caught.value.exit_code == 5
    assert len(server.asked) <= 6


UNUSABLE = [fault for fault in FAULTS if fault[0] in ANSWERED]


@pytest.mark.parametrize(("kind", "raw"), UNUSABLE, ids=[fault[0] for fault in UNUSABLE])
def test_a_model_none_of_whose_answers_can_be_used_leaves_the_offline_article_and_every_section_held(
    synthetic: Case, tmp_path: Path, kind: str, raw: Raw
) -> None:
    with serving(raw) as server:
        done = draft(synthetic, server, tmp_path)
        assert done.model.budget.spent.tokens == server.tokens
    assert done.sentences == {unit.text for unit in synthetic.offline.all_units()}
    assert proved(done, synthetic)
    assert messages_told(done)
    assert all(kind in (section.fault or "") and section.flagged for section in done.writing.sections)
    assert [held.unit.section for held in done.article.held] == [s.section for s in done.writing.sections]


def test_when_the_budget_is_spent_the_other_sections_are_the_offline_writers(synthetic: Case, tmp_path: Path) -> None:
    with serving(competent) as server:
        done = draft(synthetic, server, tmp_path, limits=Limits(tokens=17_000), concurrency=2)
        assert done.model.budget.spent.tokens == server.tokens <= 17_000
    cut = [section for section in done.writing.sections if section.fault]
    assert cut
    assert len(cut) < len(done.writing.sections)
    assert all("budget" in (section.fault or "") for section in cut)
    assert messages_told(done)


def test_a_model_that_says_nothing_leaves_the_offline_article(synthetic: Case, tmp_path: Path) -> None:
    with serving(chat({"groups": []})) as server:
        done = draft(synthetic, server, tmp_path)
    offline = {unit.text for unit in synthetic.offline.all_units()}
    assert done.sentences == offline
    assert done.article.held == ()


def test_the_model_sees_sources_as_data_under_short_ids_and_never_a_citation_number(
    synthetic: Case, tmp_path: Path
) -> None:
    with serving(competent) as server:
        draft(synthetic, server, tmp_path)
    sections = [asked for asked in server.asked if not asked.is_probe]
    assert len(sections) == 9
    for asked in sections:
        evidence = part(asked, "EVIDENCE")
        assert [item["id"] for item in evidence] == [f"e{number}" for number in range(1, len(evidence) + 1)]
        assert not re.search(r"\[\d+\]\(#ref|#ref-", asked.text)
        assert "Never use: breakthrough, no effect; nothing that " in asked.text
    assert any(item["against"] for asked in sections for item in part(asked, "EVIDENCE"))
    last = [asked for asked in sections if part(asked, "PROVED")]
    assert {re.search(r"^SECTION: (.*)$", asked.text, re.MULTILINE)[1] for asked in last} >= {
        "In short",
        "Frequently asked questions",
    }


def test_the_schema_that_goes_out_holds_only_ids_of_the_prompt_and_no_list_or_text_without_an_end(
    synthetic: Case, tmp_path: Path
) -> None:
    with serving(_lie(LIES["a stronger word"])) as server:
        draft(synthetic, server, tmp_path)
    sent = [asked for asked in server.asked if not asked.is_probe]
    assert any(is_repair(asked) for asked in sent)
    for asked in sent:
        schema = asked.body["response_format"]["json_schema"]["schema"]
        parts = [schema, *schema["$defs"].values()]
        fields = [field for one in parts for field in one["properties"].values()]
        assert all("maxItems" in field for field in fields if field["type"] == "array")
        assert all("enum" in field or "maxLength" in field for field in fields if field["type"] == "string")
        given = schema["$defs"].get("GroupAnswer") or schema["$defs"]["RepairedSentence"]
        named = part(asked, "HELD" if is_repair(asked) else "GROUPS")
        assert given["properties"]["id"]["enum"] == [one["id"] for one in named]
        shown = {one["id"] for one in part(asked, "EVIDENCE")}
        assert shown <= set(schema["$defs"]["Quoted"]["properties"]["id"]["enum"])


EXAMPLE = re.compile(r"^An example\. GROUPS:\n(.*)\nEVIDENCE:\n(.*)\nAnswer:\n(.*)$", re.MULTILINE)
FREE = re.compile(r"^7\. Free words, which need no source: (.*), and grammar words\. Do not add: (.*)\.$", re.MULTILINE)


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("name", ["section", "last"])
def test_what_a_prompt_shows_as_an_example_passes_the_verifier(synthetic: Case, name: str, version: int) -> None:
    found = EXAMPLE.search(load_prompt((bundled_prompts(),), "comparison", name, version).system)
    assert found
    groups, evidence, answer = map(json.loads, found.groups())
    said = SectionAnswer.model_validate(answer)
    assert [group.id for group in said.groups] == [group["id"] for group in groups]
    source = synthetic.material.corpus.texts["synthetic-trial-a"]
    for sentence in (sentence for group in said.groups for sentence in group.sentences):
        for quoted in sentence.evidence:
            assert quoted.quote in next(item["text"] for item in evidence if item["id"] == quoted.id)
            assert quoted.quote in source.text
        unit = Unit(id="x", section="x", kind="sentence", text=sentence.text, sources=(source.source,))
        assert verify_units([unit], synthetic.context)["x"].verdict == "supported"


@pytest.mark.parametrize("name", ["section", "last"])
def test_the_words_that_a_prompt_gives_free_are_free_for_the_verifier(name: str) -> None:
    found = FREE.search(load_prompt((bundled_prompts(),), "comparison", name, 2).system)
    assert found
    free, barred = (re.findall(r"[a-z]+", part) for part in found.groups())
    assert [word for word in free if stem(word) not in SCAFFOLD and word not in STOP_WORDS] == []
    assert [word for word in barred if word not in QUANTIFIERS] == []


def test_one_changed_reference_asks_anew_only_for_sections_that_show_it(tmp_path: Path) -> None:
    folder = shutil.copytree(STARTER, tmp_path / "corpus")
    with serving(competent) as server:
        draft(case(load_corpus(folder)), server, tmp_path / "calls")
        before = len(server.asked)
        path = folder / "references" / "synthetic-label-b.yaml"
        path.write_text(path.read_text(encoding="utf-8").replace("by mouth", "orally by mouth"), encoding="utf-8")
        draft(case(load_corpus(folder)), server, tmp_path / "calls")
        anew = server.asked[before:]
        assert 0 < len(anew) < before - 1
        assert all("orally by mouth" in asked.text for asked in anew)
