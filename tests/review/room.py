"""A workspace under review: an article of forty units with six planted problems, its server, and a real browser."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import uvicorn
from filelock import FileLock

from draftbot import pipeline
from draftbot.progress import silent
from draftbot.records.corpus import Corpus
from draftbot.review.app import application
from draftbot.services.review.desk import Desk
from draftbot.settings import load_settings
from draftbot.starter.workspace import make_workspace
from draftbot.verify import Library

NAME = "examplopril-vs-samplosartan"
TOKEN = "token-of-the-test"
BROWSERS = ("chromium", "chromium-browser", "google-chrome")
PEOPLE = """
review:
  months: 12
  people:
    anna-test: {name: Anna Test, credentials: MD (synthetic), may: [edited, medically-reviewed]}
    ben-test: {name: Ben Test, may: [edited, compliance-approved, published, due-for-review]}
"""


@dataclass
class Room:
    """A running app: ``url`` opens it, ``desk`` is what it runs on."""

    root: Path
    desk: Desk
    port: int
    token: str = TOKEN

    @property
    def base(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.base}/?token={self.token}"

    @property
    def folder(self) -> Path:
        return self.root / "articles" / NAME


def workspace(root: Path) -> Path:
    """The starter workspace with people in house.yaml and its pair drafted."""
    make_workspace(root, "A synthetic site")
    house = root / "corpus" / "house.yaml"
    house.write_text(house.read_text(encoding="utf-8") + PEOPLE, encoding="utf-8")
    settings = load_settings(root)
    pipeline.draft(settings, settings.example or (), settings.articles, silent)
    return root


def copied(made: Path, to: Path) -> Path:
    shutil.copytree(made, to)
    return to


@contextmanager
def opened(
    root: Path, person: str = "Anna Test", change: Callable[[Corpus], Corpus] = lambda corpus: corpus
) -> Iterator[Room]:
    """The app over the workspace's articles, served until the block ends; ``change`` is done to the corpus once it was
    read, past the checks of reading."""
    listener = socket.socket()
    listener.bind(("127.0.0.1", 0))
    listener.listen()
    port = listener.getsockname()[1]
    desk = Desk(load_settings(root), root / "articles", person)
    desk.corpus = change(desk.corpus)
    desk.library = Library(desk.corpus)
    hosts = frozenset({f"127.0.0.1:{port}", f"localhost:{port}"})
    app = application(desk, hosts, TOKEN, cookie=f"draftbot-{port}")
    server = uvicorn.Server(uvicorn.Config(app, log_level="error", lifespan="off", timeout_graceful_shutdown=1))
    thread = threading.Thread(target=lambda: server.run(sockets=[listener]), daemon=True)
    thread.start()
    desk.start()
    while not server.started:
        time.sleep(0.02)
    try:
        yield Room(root, desk, port)
    finally:
        server.should_exit = True
        desk.close()
        thread.join(timeout=10)


def browser_path() -> str | None:
    """Debian's Chromium; asked for once where the machine lets us install it (one of the test processes at a time)."""
    if found := _found():
        return found
    if os.environ.get("DRAFTBOT_NO_APT") or os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    tried = Path(tempfile.gettempdir()) / "draftbot-tried-chromium"
    with FileLock(f"{tried}.lock"):
        if not _found() and not tried.exists():
            tried.touch()
            for asked in (["update", "-q"], ["install", "-y", "-q", "--no-install-recommends", "chromium"]):
                subprocess.run(["apt-get", *asked], capture_output=True, check=False, timeout=300)
    return _found()


def _found() -> str | None:
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)


KEPT = (
    "top",
    "in-short",
    "disclosure",
    "what-is-examplopril",
    "what-is-samplosartan",
    "goal-blood-pressure",
    "closing",
)
PLANTED = (
    ("the trial of Examplopril lasted 12 weeks only", "the trial of Examplopril lasted 21 weeks only"),
    ("was lower with Samplosartan than with placebo;", "was not lower with Samplosartan than with placebo;"),
    ("Uses named for Samplosartan are", "Both compounds are taken with food. Uses named for Samplosartan are"),
    ("Examplopril is an approved medicine [1](#ref-1). Uses", "Examplopril is an approved medicine [2](#ref-2). Uses"),
    ("six concern Examplopril or", "five concern Examplopril or"),
    (
        "This page is for information only.",
        "Readers often ask about these two together. This page is for information only.",
    ),
)


def plant(folder: Path) -> None:
    """Cuts the article to some forty units and plants six problems: a wrong figure, a negation, a sentence that
    nothing proves, a wrong source, a count that the rule does not give, a remark without a source."""
    text = (folder / "article.md").read_text(encoding="utf-8")
    head, *sections = re.split(r"(?m)^(?=#{1,3} <a id=)", text)
    wanted = [part for part in sections if re.search(r'<a id="([\w-]+)"', part)[1] in (*KEPT, "references", "rules")]  # type: ignore[index]  # every part opens with one
    text = head + "".join(wanted)
    for was, now in PLANTED:
        assert was in text, was
        text = text.replace(was, now, 1)
    (folder / "article.md").write_text(text, encoding="utf-8")
