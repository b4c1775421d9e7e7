"""What was acknowledged is on the disk; two people at one article lose nothing."""

from __future__ import annotations

import threading
from pathlib import Path
from typing import TYPE_CHECKING

from hands import chosen, enter, press, said
from room import NAME, opened
from wire import Command, Wire

from draftbot.decisions.ledger import read_decisions

if TYPE_CHECKING:
    from playwright.sync_api import Page

ROUNDS, MOST = 2, 25


def test_a_kill_between_any_two_actions_loses_no_acknowledged_decision(root: Path) -> None:
    acknowledged = 0
    for number in range(ROUNDS):
        command = Command(root, "Anna Test")
        wire = Wire(command.port, command.token)
        last = threading.Timer(0.4 + 0.17 * number, command.kill)
        try:
            units = wire.units()
            last.start()
            for step in range(MOST):
                unit = units[(acknowledged + step) % len(units)]
                answer = wire.act("comment", unit, text=f"round {number}, step {step}")
                if "error" not in answer:
                    acknowledged += 1
        except OSError:
            pass  # killed in the middle of an answer
        last.join()
        kept = [d for d in read_decisions(root / "reviews" / NAME) if d.action == "comment"]
        assert len(kept) >= acknowledged
        acknowledged = len(kept)
    assert acknowledged >= ROUNDS
    command = Command(root, "Anna Test")
    marks = [unit for unit in Wire(command.port, command.token).units() if "commented" in unit[2]]
    command.kill()
    assert marks


def test_two_tabs_on_one_sentence_show_the_conflict_and_keep_what_was_first(root: Path, page: Page) -> None:
    with opened(root) as room:
        enter(page, room)
        press(page, "j", "j")
        text = chosen(page)
        other = page.context.new_page()
        other.goto(f"{room.base}/a/{NAME}")
        other.locator("#article .u", has_text=text[:40]).first.click()
        assert chosen(other) == text
        press(page, "m")
        page.keyboard.insert_text("First.")
        press(page, "Control+Enter")
        said(page, "Noted")
        press(other, "r")
        said(other, "anna-test decided on this sentence (comment) after your page was opened")
        press(other, "r")
        said(other, "Left out")
        kept = read_decisions(root / "reviews" / NAME)
        assert [(d.action, d.text) for d in kept] == [("comment", "First."), ("reject", "")]


def test_two_editors_in_two_programs_keep_both_decisions(root: Path) -> None:
    with opened(root, "Anna Test") as anna, opened(root, "Ben Test") as ben:
        first, second = Wire(anna.port, anna.token), Wire(ben.port, ben.token)
        units, theirs = first.units(), second.units()
        assert "error" not in first.act("accept", units[3])
        assert "error" not in second.act("accept", theirs[4])
        refused = second.act("edit", theirs[3], text="Something else.")
        assert "anna-test decided on this sentence (accept)" in refused["error"]
        assert refused["changes"]["whole"]
        kept = read_decisions(root / "reviews" / NAME)
        assert {(d.editor, d.action) for d in kept} == {("anna-test", "accept"), ("ben-test", "accept")}
        assert sorted(path.name for path in (root / "reviews" / NAME).iterdir()) == [
            "anna-test.jsonl",
            "ben-test.jsonl",
        ]
        assert [unit[2].split().count("accepted") for unit in first.units()[3:5]] == [1, 1]
