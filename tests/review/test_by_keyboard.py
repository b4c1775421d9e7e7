"""An article of forty units is reviewed, mended and signed off without touching the mouse."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from hands import chosen, enter, press, problems, said, settled, until
from room import Room, opened, plant

from draftbot import pipeline
from draftbot.progress import silent
from draftbot.settings import load_settings

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page


def reworded(page: Page, was: str, now: str) -> None:
    press(page, "e")
    area = page.locator("#work textarea")
    text = area.input_value()
    assert was in text
    press(page, "Control+a")
    page.keyboard.insert_text(text.replace(was, now))
    press(page, "Control+Enter")
    said(page, "Reworded")
    settled(page)


def mend(page: Page, text: str) -> None:
    """What an editor does about the problem at hand."""
    if "21 weeks" in text:
        reworded(page, "21 weeks", "12 weeks")
    elif "not lower" in text:
        reworded(page, "was not lower", "was lower")
    elif "five concern" in text:
        reworded(page, "five concern", "six concern")
    elif "with food" in text:
        press(page, "r")
        said(page, "Left out")
    elif "Readers often" in text:
        press(page, "x")
        page.keyboard.insert_text("An introduction, not a claim about either compound.")
        press(page, "Control+Enter")
        said(page, "Noted")
    else:
        assert "approved medicine" in text, text
        recite(page)


def recite(page: Page) -> None:
    """Another source, found in the corpus and ticked, both with keys."""
    press(page, "c")
    page.wait_for_selector("#work .found input")
    boxes = page.locator("#work .found input")
    right = next(i for i in range(boxes.count()) if boxes.nth(i).get_attribute("value") == "synthetic-label-a")
    press(page, *["Tab"] * right, "Space", "Control+Enter")
    said(page, "Cited")
    settled(page)


@pytest.fixture
def planted(root: Path) -> Path:
    plant(root / "articles" / "examplopril-vs-samplosartan")
    return root


def test_six_problems_are_found_mended_and_signed_off_by_keyboard_alone(planted: Path, page: Page) -> None:
    with opened(planted) as room:
        enter(page, room)
        body = page.locator("#article .c:not(.entries .c) .u").count()
        assert 36 <= body <= 60
        assert problems(page) == 6
        press(page, "s")
        until(page, "() => document.activeElement.textContent.includes('medically reviewed')")
        press(page, "Enter")
        said(page, "6 blocking findings stand open")
        for left in range(6, 0, -1):
            assert problems(page) == left
            press(page, "n")
            mend(page, chosen(page))
        assert problems(page) == 0
        press(page, "s", "Enter")
        page.wait_for_selector(".state.s-medically-reviewed", timeout=30_000)
        check_signed(planted, room)


def check_signed(root: Path, room: Room) -> None:
    text = (room.folder / "article.md").read_text(encoding="utf-8")
    assert "Medically reviewed by Anna Test, MD (synthetic) on " in text
    assert "with food" not in text
    graph = json.loads((room.folder / "article.jsonld").read_bytes())["@graph"][0]
    assert graph["reviewedBy"]["name"] == "Anna Test, MD (synthetic)"
    read = pipeline.verify(load_settings(root), room.folder / "article.md", silent)
    assert [f for unit in read.units for f in unit.findings if f.severity == "block"] == []
    assert next(f.message for f in read.findings if f.check == "sign-off").endswith("as they were signed")
    trace = room.folder / "trace.json"
    trace.write_bytes(trace.read_bytes().replace(b"supported", b"SUPPORTED", 1))
    again = pipeline.verify(load_settings(root), room.folder / "article.md", silent)
    assert again.exit_code == 4
    assert any("changed since: trace.json" in f.message for f in again.findings)


def test_undo_goes_back_to_the_first_decision(planted: Path, page: Page) -> None:
    with opened(planted) as room:
        enter(page, room)
        before = page.locator("#article").inner_text()
        press(page, "n")
        chosen(page)
        press(page, "r")
        said(page, "Left out")
        press(page, "j")
        chosen(page)
        press(page, "m")
        page.keyboard.insert_text("Is this so?")
        press(page, "Control+Enter")
        said(page, "Noted")
        press(page, "e", "Control+End")
        page.keyboard.insert_text(" One more sentence.")
        press(page, "Control+Enter")
        said(page, "Reworded")
        for _ in range(3):
            press(page, "u")
            said(page, "Taken back")
        settled(page)
        assert page.locator("#article").inner_text() == before
        press(page, "u")
        said(page, "nothing of yours left")


def test_filters_progress_and_help_answer_to_keys(planted: Path, page: Page) -> None:
    with opened(planted) as room:
        enter(page, room)
        press(page, "?")
        assert page.locator("#keys").is_visible()
        press(page, "Escape")
        assert not page.locator("#keys").is_visible()
        press(page, "j", "a")
        said(page, "Accepted")
        assert page.locator("#progress b").first.inner_text() == "1"
        for value in ("problem", "uncertain", "uncited", "numbers", "changed", "open"):
            page.select_option("#filter", value)
            hits = page.locator("#article .u.hit").count()
            assert hits == page.locator(f"#article .u.m-{value}").count()
        page.select_option("#filter", "problem")
        press(page, "j")
        assert page.locator(".u.on.m-problem").count() == 1


HELD = "Examplopril is an enzyme inhibitor used for raised blood pressure."


def test_a_held_sentence_is_rescued_and_a_sentence_moved_by_keyboard(planted: Path, page: Page) -> None:
    trace = planted / "articles" / "examplopril-vs-samplosartan" / "trace.json"
    held = {"id": "h", "section": "closing", "text": HELD, "reasons": ["no source"], "because_of": None}
    trace.write_text(json.dumps({**json.loads(trace.read_bytes()), "held": [held]}), encoding="utf-8")
    with opened(planted) as room:
        enter(page, room)
        press(page, "h", "Enter")
        page.wait_for_selector("#work .found input")
        boxes = page.locator("#work .found input")
        right = next(i for i in range(boxes.count()) if boxes.nth(i).get_attribute("value") == "synthetic-label-a")
        press(page, *["Tab"] * right, "Space", "Control+Enter")
        said(page, "Brought back")
        settled(page)
        back = page.locator("#article .u", has_text="enzyme inhibitor used for")
        assert back.count() == 1
        assert "m-problem" not in (back.get_attribute("class") or "")
        assert page.locator("#held li").count() == 0
        press(page, "g")
        page.select_option("#work select", "disclosure")
        press(page, "Control+Enter")
        said(page, "Noted")
        words = page.locator("#article").inner_text()
        assert words.index("enzyme inhibitor used for") < words.index("What is Examplopril?")
