"""`draft --writer llm` and `doctor` as people and scripts use them, against real HTTP on loopback."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from commandline import FILES, KEY, Desk, Done
from players import Written, competent, is_repair, part, quotes, writing
from scripted import Asked, Raw, Server, chat, serving

from draftbot.starter import make_workspace

MODEL = "\n[model]\nretries = 1\ntimeout = 5\nconcurrency = 4\n"


@pytest.fixture(scope="module")
def prepared(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("desk") / "workspace"
    make_workspace(folder, "Desk")
    path = folder / "draftbot.toml"
    path.write_text(path.read_text(encoding="utf-8") + MODEL, encoding="utf-8")
    return folder


@pytest.fixture
def desk(
    prepared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Iterator[Desk]:
    """A workspace of the test's own; the first one to build an index leaves it to the others."""
    shutil.copytree(prepared, tmp_path / "workspace")
    yield Desk(tmp_path / "workspace", monkeypatch, capsys)
    index, built = prepared / ".draftbot" / "index", tmp_path / "workspace" / ".draftbot" / "index"
    if built.is_dir() and not index.exists():
        shutil.copytree(built, index)


def counted(done: Done, server: Server) -> bool:
    """Whether every request and every token is accounted for, as the server counted them."""
    spent = done.report["spending"]
    tokens = (spent["prompt_tokens"], spent["completion_tokens"])
    answered = (server.prompt_tokens, server.completion_tokens)
    return (spent["calls"] + spent["doubtful"], *tokens) == (len(server.asked), *answered)


def verified(desk: Desk, done: Done) -> bool:
    return desk.run("verify", str(Path(done.report["folder"]) / "article.md")).code == 0


def test_a_competent_model_writes_a_whole_article(desk: Desk) -> None:
    with serving(competent) as server:
        done = desk.draft(server)
        assert done.code == done.report["exit_code"] == 0, done.err
        assert counted(done, server)
        assert all(asked.headers["authorization"] == f"Bearer {KEY}" for asked in server.asked)
        before, calls = done.files, len(server.asked)
        again = desk.draft(server)
        assert (again.report["spending"]["calls"], again.files) == (0, before)
        assert len(server.asked) == calls
    assert desk.draft(None, "--replay", DRAFTBOT_BASE_URL=server.url, DRAFTBOT_MODEL="scripted").files == before
    assert KEY.encode() not in done.everything
    assert verified(desk, done)
    assert "estimate: " in done.err
    trace = json.loads(done.file("trace.json"))["provenance"]["writing"]
    assert {(prompt["name"], prompt["version"]) for prompt in trace["prompts"]} == {
        ("section", 2),
        ("last", 2),
        ("repair", 2),
    }


def test_a_model_s_article_has_what_the_offline_writer_s_has(desk: Desk) -> None:
    offline = desk.run("draft", "--json", "--out", str(desk.workspace / "offline"))
    with serving(competent) as server:
        done = desk.draft(server)
    front, front_offline = (one.file("article.md").split("---")[1] for one in (done, offline))
    assert front == front_offline
    graphs = [json.loads(one.file("article.jsonld")) for one in (done, offline)]
    assert graphs[0].keys() == graphs[1].keys()
    traces = [json.loads(one.file("trace.json")) for one in (done, offline)]
    assert traces[0].keys() == traces[1].keys()
    headings = [re.findall(r"^#.*$", one.file("article.md"), re.MULTILINE) for one in (done, offline)]
    assert headings[0] == headings[1]


def test_a_replay_of_what_was_never_asked_stops_without_a_request(desk: Desk) -> None:
    with serving(competent) as server:
        done = desk.draft(server, "--replay")
        assert server.asked == []
    assert done.code == 2
    assert "never recorded" in done.err
    assert not (desk.workspace / "articles").exists()


def test_without_a_model_one_line_says_what_to_set(desk: Desk) -> None:
    done = desk.draft(None)
    lines = [line for line in done.err.splitlines() if line.startswith("draftbot:")]
    assert (done.code, done.out, len(lines)) == (2, "", 1)
    assert "DRAFTBOT_BASE_URL and DRAFTBOT_MODEL" in lines[0]


def test_a_key_alone_changes_nothing(desk: Desk) -> None:
    with serving(competent) as server:
        done = desk.run("draft", "--json", server=server)
        assert server.asked == []
    assert done.code == 0
    assert done.report["spending"] is None


WRONG = {"Examplopril": "Samplosartan", "Samplosartan": "Examplopril"}


def _lies(statement: str, evidence: Written) -> Iterator[dict[str, Any]]:
    """Every kind of made-up sentence, one after the other by the statement's length."""
    true = quotes(statement, evidence)
    kinds: list[tuple[str, Written]] = [
        (re.sub(r"\d", lambda digit: str((int(digit[0]) + 3) % 10), statement) + " (P = 0.031).", true),
        ("QQ " + re.sub("|".join(WRONG), lambda name: WRONG[name[0]], statement), true),
        (statement, [{"id": "e999", "quote": statement}]),
        (statement, [{"id": evidence[0]["id"], "quote": "It cured everybody QQ."}]),
        ("In the QUASAR trial, Examplopril prevented 41% of strokes.", true),
        (f"{statement.rstrip('.')} and cured the QQ patients.", true),
        ("Examplopril lowered blood pressure in all QQ patients.", true),
        ("Der Blutdruck sank unter QQ deutlich.", true),
        ("[Order QQ](https://evil.example/QQ) <img src=QQ> **QQ**", true),
    ]
    text, found = kinds[len(statement) % len(kinds)]
    yield {"text": text, "evidence": found}


def _stubborn(asked: Asked) -> Raw:
    if is_repair(asked):
        held = part(asked, "HELD")
        return chat({"sentences": [{"id": one["id"], "text": one["text"], "evidence": []} for one in held]})
    return writing(_lies)(asked)


def test_of_what_a_model_makes_up_nothing_is_published_and_all_of_it_is_listed(desk: Desk) -> None:
    with serving(_stubborn) as server:
        done = desk.draft(server)
        assert counted(done, server)
    assert done.code == 3
    assert len(done.report["held"]) > 10
    assert done.report["flagged"]
    published = done.file("article.md") + done.file("article.jsonld")
    for mark in ("QQ", "QUASAR", "P = 0.031", "evil.example", "<img"):
        assert mark not in published
    assert "evil.example" not in done.files
    assert verified(desk, done)
    assert KEY.encode() not in done.everything


FAULTS: list[tuple[str, Raw]] = [
    ("timeout", Raw(body=chat({"groups": []}).body, delay=3.0)),
    ("rate limit", Raw(status=429)),
    ("rate limit", Raw(status=429, headers=(("Retry-After", "0"),))),
    ("rate limit", Raw(status=429, headers=(("Retry-After", "3600"),))),
    ("server error", Raw(status=503)),
    ("connection", Raw(reset=True)),
    ("connection", Raw(body=chat({"groups": []}).body, cut=30)),
    ("unreadable answer", Raw(body=b'{"choices": [{"message": {"conte')),
    ("unreadable answer", Raw(headers=(("Content-Type", "text/html"),), body=b"<html>busy</html>")),
    ("empty answer", Raw(body=b'{"choices": []}')),
    ("refusal", chat(None, message={"refusal": "I would rather not."})),
    ("length limit", chat('{"groups": [', finish="length")),
    ("content filter", chat("", finish="content_filter")),
    ("unusable answer", chat({"groups": [{"id": "g1"}]})),
    ("unusable answer", chat("Der Abschnitt handelt vom Blutdruck.")),
    ("too long an answer", Raw(body=b" " * 65536, endless=True)),
]


def _section(asked: Asked) -> str:
    found = re.search(r"^SECTION: (.*)$", asked.text, re.MULTILINE)
    return found[1] if found else ""


@pytest.mark.parametrize("batch", range(3))
def test_each_fault_holds_its_section_with_its_reason_and_the_rest_goes_on(desk: Desk, batch: int) -> None:
    faults: dict[str, tuple[str, Raw]] = {}
    spare = FAULTS[batch::3]

    def script(asked: Asked) -> Raw:
        """Each section in turn gets a fault of its own, but for those that sum up."""
        heading = _section(asked)
        if heading not in faults and len(faults) < len(spare) and "PROVED" not in asked.text:
            faults[heading] = spare[len(faults)]
        return faults[heading][1] if heading in faults else competent(asked)

    with serving(script) as server:
        done = desk.draft(server, DRAFTBOT_TIMEOUT="1.5", DRAFTBOT_CONCURRENCY="1")
        spent = done.report["spending"]
        assert spent["calls"] + spent["doubtful"] == len(server.asked)
        late = sum(1 for _, raw in faults.values() if raw.delay)
        assert late or spent["prompt_tokens"] + spent["completion_tokens"] == server.tokens
    assert done.code == 3
    assert len(faults) == len(spare)
    held = dict(line.split(": not written by the model: ") for line in done.report["held"])
    assert {heading: kind for heading, (kind, _) in faults.items()} == {
        heading: reason.split(":")[0] for heading, reason in held.items()
    }
    assert len(done.report["flagged"]) == len(faults)
    assert verified(desk, done)
    assert KEY.encode() not in done.everything


def test_where_nothing_can_be_written_the_exit_is_5_and_the_cost_is_still_told(desk: Desk) -> None:
    refused = Raw(status=401, body=json.dumps({"error": {"message": f"bad key {KEY}"}}).encode())
    with serving(refused) as server:
        done = desk.draft(server)
    assert (done.code, done.out) == (5, "")
    assert "not authorised" in done.err
    assert "spent in this run: " in done.err
    assert KEY.encode() not in done.everything
    assert not (desk.workspace / "articles").exists()
    ledger = (desk.workspace / ".draftbot" / "calls" / "ledger.jsonl").read_text(encoding="utf-8")
    events = [json.loads(line)["event"] for line in ledger.splitlines()]
    assert events[:3] == ["intent", "answer", "intent"]
    assert events.count("fault") == events.count("intent") - 1


def test_a_model_whose_every_answer_is_cut_gets_the_offline_article_published_and_each_section_listed(
    desk: Desk,
) -> None:
    offline = desk.run("draft", "--json", "--out", str(desk.workspace / "offline"))
    with serving(chat('{"groups": [', finish="length")) as server:
        done = desk.draft(server)
        assert counted(done, server)
        sections = {_section(asked) for asked in server.asked if not asked.is_probe}
    assert done.code == done.report["exit_code"] == 3
    body, body_offline = (one.file("article.md").split("---", 2)[2] for one in (done, offline))
    assert body == body_offline
    held = dict(line.split(": not written by the model: ") for line in done.report["held"])
    assert set(held) == sections
    assert all(reason.startswith("length limit") for reason in held.values())
    assert len(done.report["flagged"]) == len(sections)
    assert verified(desk, done)


def test_a_budget_that_pays_for_no_section_publishes_nothing(desk: Desk) -> None:
    with serving(competent) as server:
        done = desk.draft(server, "--max-tokens", "3000")
        assert server.tokens <= 3_000
    assert (done.code, done.out) == (5, "")
    assert "no section could be written; budget" in done.err
    assert not (desk.workspace / "articles").exists()


def test_a_token_limit_is_never_overshot(desk: Desk) -> None:
    with serving(competent) as server:
        done = desk.draft(server, "--max-tokens", "20000")
        assert server.tokens <= 20_000
        assert counted(done, server)
    assert done.code == 3
    assert all("budget" in held for held in done.report["held"])
    prices = "[model.prices]\nprompt = 1000\ncompletion = 1000\n"
    path = desk.workspace / "draftbot.toml"
    path.write_text(path.read_text(encoding="utf-8") + prices, encoding="utf-8")
    shutil.rmtree(desk.workspace / ".draftbot" / "calls")
    with serving(competent) as server:
        priced = desk.draft(server, "--max-cost", "20")
        assert server.tokens * 1000 / 1_000_000 <= 20
    assert priced.report["spending"]["money"] == pytest.approx(server.tokens / 1000)


def test_candidates_are_all_paid_for_and_the_report_names_who_chose(desk: Desk) -> None:
    with serving(competent) as server:
        done = desk.draft(server, "--candidates", "2")
        assert counted(done, server)
        assert {asked.body.get("seed") for asked in server.asked} == {0, 1}
    assert "checks" in done.report["judge"]


def _no_schema(asked: Asked) -> Raw:
    if asked.body.get("response_format", {}).get("type") == "json_schema":
        return Raw(status=400, body=b'{"error": {"message": "response_format json_schema is not supported"}}')
    return chat({"works": True})


DOCTORS: list[tuple[str, Any, int, str]] = [
    ("schema", chat({"works": True}), 0, "structured answers: json schema"),
    ("json mode", _no_schema, 0, "structured answers: json object"),
    ("text only", chat("Certainly! It works."), 0, "structured answers: text"),
    ("a wrong key", Raw(status=401, body=b'{"error": {"message": "bad key"}}'), 5, "not authorised"),
    ("no such model", Raw(status=404, body=b'{"error": {"message": "no such model"}}'), 5, "not found"),
    ("a page for people", Raw(headers=(("Content-Type", "text/html"),), body=b"<html>"), 5, "unreadable answer"),
]


@pytest.mark.parametrize(("kind", "probe", "code", "said"), DOCTORS, ids=[case[0] for case in DOCTORS])
def test_doctor_says_what_works(desk: Desk, kind: str, probe: Any, code: int, said: str) -> None:
    with serving(competent, probe) as server:
        done = desk.run("doctor", server=server)
        assert f"server: {server.url}" in done.out, kind
    assert done.code == code
    assert said in done.out + done.err
    assert KEY.encode() not in done.everything
    assert not (desk.workspace / ".draftbot" / "calls").exists()


def test_doctor_without_a_server_says_so(desk: Desk) -> None:
    with serving(competent) as gone:
        pass
    done = desk.run("doctor", "--json", server=gone)
    assert done.code == 5
    assert "connection" in done.report["problem"]


def test_a_workspace_s_own_address_gets_no_key(desk: Desk) -> None:
    with serving(competent) as server:
        path = desk.workspace / "draftbot.toml"
        model = f'[model]\nbase_url = "{server.url}"\nmodel = "theirs"\n'
        path.write_text(path.read_text(encoding="utf-8").replace("[model]\n", model), encoding="utf-8")
        done = desk.draft(None)
        assert done.code == 0
        assert all(KEY not in json.dumps(asked.headers) for asked in server.asked)
    assert set(FILES) == {path.name for path in Path(done.report["folder"]).iterdir()}
