"""An editor's hands: keys, and waiting for what they bring about."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from room import NAME, Room

if TYPE_CHECKING:
    from playwright.sync_api import Page


def enter(page: Page, room: Room, name: str = NAME) -> None:
    """From the list into an article, by keyboard, once every unit has its verdict."""
    page.goto(room.url)
    link = page.locator(f'a[href="/a/{name}"]')
    link.focus()
    page.keyboard.press("Enter")
    page.wait_for_selector("#article .u")
    settled(page)


def until(page: Page, holds: str, argument: object = None, seconds: float = 60) -> None:
    """Waits for a JavaScript function to be true; playwright's own waiting needs `eval`, which our policy forbids."""
    end = time.monotonic() + seconds
    while not page.evaluate(holds, argument):
        assert time.monotonic() < end, f"not within {seconds} s: {holds} {argument or ''}"
        time.sleep(0.03)


def settled(page: Page) -> None:
    """Until no unit waits for the verifier."""
    until(page, "() => !document.querySelector('#progress').textContent.includes('being verified')")
    until(page, "() => !document.querySelector('#article .m-pending')")


def chosen(page: Page) -> str:
    """The words of the chosen unit, once its evidence is shown."""
    shown = "document.querySelector('#panel .chosen')?.dataset.of"
    until(page, f"() => {shown} && {shown} === document.querySelector('.u.on')?.dataset.unit")
    return page.locator("#panel .chosen").get_attribute("data-text") or ""


def press(page: Page, *keys: str) -> None:
    for key in keys:
        page.keyboard.press(key)


def said(page: Page, words: str) -> None:
    """Until the page has said so; then its line is emptied, so that the next word is a new one."""
    until(page, "words => document.querySelector('#say').textContent.includes(words)", words)
    page.evaluate("document.querySelector('#say').textContent = ''")


def problems(page: Page) -> int:
    return page.locator("#article .u.m-problem").count()
