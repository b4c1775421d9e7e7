"""The app in a real browser; without one these tests are skipped, and say so."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from room import Room, browser_path, copied, opened, workspace

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return workspace(tmp_path_factory.mktemp("review") / "made")


@pytest.fixture
def root(made: Path, tmp_path: Path) -> Path:
    return copied(made, tmp_path / "workspace")


@pytest.fixture
def room(root: Path) -> Iterator[Room]:
    with opened(root) as served:
        yield served


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = browser_path()
    if path is None:
        pytest.skip(
            "no Chromium on this machine and none could be installed: the review app was not tried in a browser"
        )
    from playwright.sync_api import sync_playwright

    with sync_playwright() as driver:
        running = driver.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-gpu"])
        yield running
        running.close()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    with_size = browser.new_context(viewport={"width": 1280, "height": 900})
    yield with_size.new_page()
    with_size.close()
