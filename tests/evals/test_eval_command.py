"""`draftbot eval` as CI meets it: exit codes, reports, baselines, and faults that must never look like a pass."""

from __future__ import annotations

import errno
import json
import os
import signal
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.etree import ElementTree

import pytest
from workbench import CASES, Desk, Said

from draftbot.evals.measures import MEASURES
from draftbot.evals.measures.measure import Measure
from draftbot.services.evaluation.subjects import claims, speed

sys.path.insert(0, str(Path(__file__).parents[1] / "llm"))
from players import competent  # the scripted model of the llm room
from scripted import Raw, serving

REPORTS = ("results.jsonl", "junit.xml", "summary.md", "report.html")
ANSWERS = [{**case, "claim": CASES["claims"][0]["claim"]} for case in CASES["claims"]]


def blessed(desk: Desk, *names: str) -> None:
    assert desk.eval("bless", *names, "--why", "first").code == 0


@contextmanager
def no_network() -> Iterator[None]:
    """Any connection fails, and says so."""

    def refuse(*_: object) -> None:
        raise AssertionError("a replay opened a connection")

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", refuse)
        patch.setattr(socket.socket, "connect_ex", refuse)
        yield


def test_without_a_baseline_it_is_not_enough_evidence(desk: Desk) -> None:
    said = desk.eval("claims")
    assert said.code == 3
    assert "bless --why" in said.err


def test_a_replay_of_what_was_blessed_passes_without_network_and_with_the_same_bytes(desk: Desk) -> None:
    blessed(desk, "claims", "articles", "times")
    with no_network():
        first = desk.eval("claims", "articles", "times", "--out", str(desk.root / "a"))
        second = desk.eval("claims", "articles", "times", "--out", str(desk.root / "b"), "--jobs", "2")
    assert (first.code, second.code) == (0, 0), first.all + second.all
    for name in REPORTS:
        assert (desk.root / "a" / name).read_bytes() == (desk.root / "b" / name).read_bytes(), name


def test_a_lost_answer_is_a_regression_and_is_shown_before_and_now(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    blessed(desk, "claims")
    asked = claims.verify_unit
    monkeypatch.setattr(
        claims, "verify_unit", lambda unit, context: asked(unit.model_copy(update={"sources": ("gone",)}), context)
    )
    said = desk.eval("claims", "--json", str(desk.root / "answer.json"), "--junit", str(desk.root / "j.xml"))
    assert said.code == 1
    assert "Got worse: 4" in said.err
    assert "as it should be" in said.err
    answer = json.loads((desk.root / "answer.json").read_text(encoding="utf-8"))
    assert (answer["exit_code"], answer["suites"][0]["answer"]) == (1, "regression")
    tree = ElementTree.parse(desk.root / "j.xml").getroot()
    assert tree.get("failures") == "1"


def test_blessing_needs_a_reason_and_says_who_when_and_why(desk: Desk) -> None:
    assert desk.eval("bless", "claims").code == 2
    assert desk.eval("claims", "--why", "so").code == 2
    assert desk.eval("bless", "claims", "--why", " ").code == 2
    blessed(desk, "claims")
    baseline = json.loads((desk.suite("claims") / "baseline.json").read_text(encoding="utf-8"))
    assert baseline["blessed"]["why"] == "first"
    assert baseline["blessed"]["by"]
    assert baseline["blessed"]["on"].startswith("20")
    before = (desk.suite("claims") / "baseline.json").read_bytes()
    assert "nothing changed" in desk.eval("bless", "claims", "--why", "again").err
    assert (desk.suite("claims") / "baseline.json").read_bytes() == before


def test_a_new_blessing_keeps_the_earlier_ones(desk: Desk) -> None:
    blessed(desk, "claims")
    desk.cases("claims", CASES["claims"][:6])
    assert desk.eval("bless", "claims", "--why", "two cases fewer").code == 0
    baseline = json.loads((desk.suite("claims") / "baseline.json").read_text(encoding="utf-8"))
    assert [one["why"] for one in baseline["history"]] == ["first"]


def test_what_is_outside_its_bounds_is_not_blessed(desk: Desk) -> None:
    desk.cases("claims", [{**case, "label": "supported"} for case in ANSWERS])
    said = desk.eval("bless", "claims", "--why", "so")
    assert said.code == 2
    assert "published" in said.err
    assert not (desk.suite("claims") / "baseline.json").exists()


def test_a_run_that_was_interrupted_goes_on_where_it_stopped(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    blessed(desk, "claims")
    asked: list[str] = []
    judged = claims.items
    monkeypatch.setattr(claims, "BATCH", 2)

    def stops(*given: object) -> object:
        asked.append(given[0].id)  # type: ignore[attr-defined]
        if len(asked) == 5:
            raise KeyboardInterrupt
        return judged(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(claims, "items", stops)
    said = desk.eval("claims")
    assert (said.code, "goes on" in said.err) == (4, True)
    assert desk.eval("claims").code == 0
    assert len(asked) == 5 + 4
    assert desk.eval("claims").code == 0
    assert len(asked) == 5 + 4 + 8  # a finished run keeps nothing


def test_recorded_calls_replay_without_a_server(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with serving(competent) as server:
        monkeypatch.setenv("DRAFTBOT_BASE_URL", server.url)
        monkeypatch.setenv("DRAFTBOT_MODEL", "m")
        assert desk.eval("model", "--record").code == 3
        calls = len(server.asked)
        assert desk.eval("model", "--record").code == 3
        assert len(server.asked) == calls  # finished calls are not paid twice
    monkeypatch.delenv("DRAFTBOT_BASE_URL")
    with no_network():
        assert desk.eval("model").code == 3
    assert b"messages" not in (desk.suite("model") / "calls.jsonl").read_bytes()
    lines = (desk.suite("model") / "calls.jsonl").read_text(encoding="utf-8").splitlines()
    (desk.suite("model") / "calls.jsonl").write_text(lines[0] + "\n", encoding="utf-8")
    said = desk.eval("model")
    assert (said.code, "--record" in said.all) == (4, True)
    (desk.suite("model") / "calls.jsonl").write_text("\n".join(lines)[:-40], encoding="utf-8")
    said = desk.eval("model")
    assert (said.code, "cut or damaged" in said.all) == (4, True)


def live(desk: Desk, monkeypatch: pytest.MonkeyPatch, answer: Raw, *more: str) -> Said:
    """A run that asks a server which answers everything so."""
    with (desk.root / "draftbot.toml").open("a", encoding="utf-8") as file:
        file.write("\n[model]\nretries = 0\ntimeout = 0.4\n")
    with serving(answer, probe=answer) as server:
        monkeypatch.setenv("DRAFTBOT_BASE_URL", server.url)
        monkeypatch.setenv("DRAFTBOT_MODEL", "m")
        return desk.eval("model", "--live", *more)


SERVERS = [
    ("401", Raw(status=401), (), 4, "DRAFTBOT_API_KEY"),
    ("429 for ever", Raw(status=429), (), 4, "run again"),
    ("a time-out", Raw(delay=1.2), (), 4, "raise timeout"),
    ("the connection cut", Raw(reset=True), (), 4, "run again"),
    ("the budget", Raw(), ("--max-tokens", "10"), 5, "raise --max-tokens"),
]


@pytest.mark.parametrize(("name", "answer", "more", "code", "remedy"), SERVERS, ids=[case[0] for case in SERVERS])
def test_a_server_that_fails_is_never_a_pass(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, name: str, answer: Raw, more: tuple[str, ...], code: int, remedy: str
) -> None:
    del name
    said = live(desk, monkeypatch, answer, *more)
    assert (said.code, remedy in said.all) == (code, True), said.all


def no_key(desk: Desk, _: pytest.MonkeyPatch) -> tuple[str, ...]:
    del desk
    return ("model", "--live")


def disk_full(desk: Desk, patch: pytest.MonkeyPatch) -> tuple[str, ...]:
    def full(path: Path, _: bytes) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC), str(path))

    blessed(desk, "claims")
    patch.setattr(Path, "write_bytes", full)
    return ("claims",)


def unknown_field(desk: Desk, _: pytest.MonkeyPatch) -> tuple[str, ...]:
    desk.cases("claims", [{**CASES["claims"][0], "colour": "red"}])
    return ("claims",)


def unknown_key(desk: Desk, _: pytest.MonkeyPatch) -> tuple[str, ...]:
    with (desk.suite("claims") / "suite.yaml").open("a", encoding="utf-8") as file:
        file.write("tolerance: 3\n")
    return ("claims",)


def unknown_measure(desk: Desk, _: pytest.MonkeyPatch) -> tuple[str, ...]:
    path = desk.suite("claims") / "suite.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("caught", "caugt"), encoding="utf-8")
    return ("claims",)


def no_number(desk: Desk, patch: pytest.MonkeyPatch) -> tuple[str, ...]:
    del desk
    patch.setitem(MEASURES, "caught", Measure("caught", "?", lambda _: float("nan")))
    return ("claims",)


def empty(desk: Desk, _: pytest.MonkeyPatch) -> tuple[str, ...]:
    desk.cases("claims", [])
    return ("claims",)


def no_suite(desk: Desk, _: pytest.MonkeyPatch) -> tuple[str, ...]:
    del desk
    return ("clams",)


def killed(desk: Desk, patch: pytest.MonkeyPatch) -> tuple[str, ...]:
    blessed(desk, "claims")
    patch.setattr(claims, "items", lambda *_: os.kill(os.getpid(), signal.SIGKILL))
    return ("claims", "--jobs", "2")


def clock_set(desk: Desk, patch: pytest.MonkeyPatch) -> tuple[str, ...]:
    blessed(desk, "times")
    wall = iter([0.0, 9999.0])
    patch.setattr(speed.time, "time", lambda: next(wall, 0.0))
    return ("times",)


def source_changed(desk: Desk, _: pytest.MonkeyPatch) -> tuple[str, ...]:
    blessed(desk, "claims")
    path = desk.root / "corpus" / "references" / "synthetic-trial-a.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("12 weeks only", "14 weeks only"), encoding="utf-8")
    return ("claims",)


def crash(desk: Desk, patch: pytest.MonkeyPatch) -> tuple[str, ...]:
    blessed(desk, "claims")
    patch.setattr(claims, "verify_unit", lambda *_: 1 / 0)
    return ("claims",)


def crash_at_the_end(desk: Desk, patch: pytest.MonkeyPatch) -> tuple[str, ...]:
    blessed(desk, "claims")
    patch.setattr("draftbot.services.evaluate.scored", lambda *_: 1 / 0)
    return ("claims",)


def baseline_cut(desk: Desk, _: pytest.MonkeyPatch) -> tuple[str, ...]:
    blessed(desk, "claims")
    path = desk.suite("claims") / "baseline.json"
    path.write_bytes(path.read_bytes()[:-30])
    return ("claims",)


FAULTS = [
    (no_key, 4, "DRAFTBOT_BASE_URL"),
    (disk_full, 4, "free some space"),
    (unknown_field, 2, "cases.jsonl:1: colour: unknown key"),
    (unknown_key, 2, "tolerance: unknown key"),
    (unknown_measure, 2, "did you mean caught"),
    (no_number, 4, "is no score"),
    (empty, 2, "a suite without cases proves nothing"),
    (no_suite, 2, "did you mean claims"),
    (killed, 4, "run again"),
    (clock_set, 4, "run the suite again"),
    (source_changed, 4, "bless --why"),
    (crash, 4, "please report it"),
    (crash_at_the_end, 4, "please report it"),
    (baseline_cut, 2, "restore it from git"),
]


@pytest.mark.parametrize(("fault", "code", "remedy"), FAULTS, ids=[case[0].__name__ for case in FAULTS])
def test_a_fault_is_never_a_pass_and_says_what_to_do(
    desk: Desk, monkeypatch: pytest.MonkeyPatch, fault: object, code: int, remedy: str
) -> None:
    said = desk.eval(*fault(desk, monkeypatch))  # type: ignore[operator]
    assert (said.code, remedy in said.all) == (code, True), said.all


def test_a_clock_that_was_set_changes_nothing_elsewhere(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    blessed(desk, "claims")
    monkeypatch.setattr(time, "time", lambda: 0.0)
    assert desk.eval("claims").code == 0


def test_a_hostile_case_stays_text_in_every_report(desk: Desk) -> None:
    claim = "<script>alert(1)</script> | **x** @everyone \u0007 [a](http://evil.example)"
    desk.cases("claims", [{**CASES["claims"][1], "claim": claim}])
    out = desk.root / "out"
    said = desk.eval("claims", "--out", str(out))
    assert said.code == 1
    assert "<script>" not in (out / "report.html").read_text(encoding="utf-8")
    ElementTree.parse(out / "junit.xml")
    page = (out / "report.html").read_text(encoding="utf-8")
    assert "http" not in page.replace(claim.split("(")[-1], "").replace("http-equiv", "").replace("http://evil", "")


def test_epochs_judge_every_case_again(desk: Desk) -> None:
    desk.eval("claims", "--epochs", "3", "--out", str(desk.root / "out"))
    lines = (desk.root / "out" / "results.jsonl").read_text(encoding="utf-8").splitlines()
    assert len(lines) == 3 * len(CASES["claims"])
