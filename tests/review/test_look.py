"""The pages pass axe's checks, fit a phone, and are written as pictures into build/ to be looked at."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hands import chosen, enter, press
from room import NAME, opened, plant

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

BUILD = Path(__file__).parents[2] / "build"
LOOKS = {
    "light": {"viewport": {"width": 1280, "height": 900}},
    "dark": {"viewport": {"width": 1280, "height": 900}, "color_scheme": "dark"},
    "phone": {"viewport": {"width": 390, "height": 844}},
}


def violations(page: Page) -> list[str]:
    from axe_playwright_python.sync_playwright import Axe

    found = Axe().run(page).response["violations"]
    return [
        f"{one['id']}: {node['html'][:160]} {node['failureSummary'][:200]}" for one in found for node in one["nodes"]
    ]


@pytest.mark.parametrize("look", LOOKS)
def test_list_and_article_are_accessible_and_fit(root: Path, browser: Browser, look: str) -> None:
    plant(root / "articles" / NAME)
    with opened(root) as room:
        window = browser.new_context(**LOOKS[look], reduced_motion="reduce")  # type: ignore[arg-type]  # a table of options
        page = window.new_page()
        page.goto(room.url)
        page.screenshot(path=BUILD / f"review-list-{look}.png")
        assert violations(page) == []
        enter(page, room)
        press(page, "n")
        chosen(page)
        press(page, "v")
        page.screenshot(path=BUILD / f"review-problem-{look}.png")
        assert violations(page) == []
        press(page, "e")
        assert page.evaluate("() => document.documentElement.scrollWidth <= window.innerWidth")
        assert violations(page) == []
        press(page, "Escape", "?")
        assert violations(page) == []
        press(page, "Escape", "j", "j")
        chosen(page)
        page.screenshot(path=BUILD / f"review-article-{look}.png")
        page.locator("#pictures-head").scroll_into_view_if_needed()
        page.screenshot(path=BUILD / f"review-pictures-{look}.png")
        window.close()
