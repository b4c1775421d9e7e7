"""Publishing: all files or none, whatever happens in between."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from draftbot.errors import BadInput, Unpublishable
from draftbot.publish import publish

WRITER = """
import hashlib, itertools, json, sys
from pathlib import Path
from draftbot.publish import publish
folder = Path(sys.argv[1])
print("ready", flush=True)
for number in itertools.count():
    page = (f"article {number} " * 2000).encode()
    trace = json.dumps({"article_sha256": hashlib.sha256(page).hexdigest(), "number": number}).encode()
    publish(folder, {"article.md": page, "trace.json": trace})
"""


def test_a_killed_writer_leaves_one_whole_article(tmp_path: Path) -> None:
    folder = tmp_path / "a-vs-b"
    chance = random.Random(7)
    for _ in range(20):
        process = subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE)
        assert process.stdout
        process.stdout.readline()
        time.sleep(chance.uniform(0.005, 0.08))
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        if folder.exists():
            words = (folder / "article.md").read_text().split()
            assert len(words) == 4000
            assert f'"number": {words[1]}' in (folder / "trace.json").read_text()


def test_an_article_without_a_matching_trace_counts_as_a_persons(tmp_path: Path) -> None:
    folder = tmp_path / "a-vs-b"
    folder.mkdir()
    (folder / "article.md").write_text("mine")
    published = publish(folder, {"article.md": b"new"})
    assert published.revision
    assert published.folder.name == "a-vs-b.revision-1"
    assert (folder / "article.md").read_text() == "mine"


def test_a_link_in_place_of_the_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "real")
    with pytest.raises(BadInput, match="not a real folder"):
        publish(tmp_path / "link", {"article.md": b"x"})
    assert list((tmp_path / "real").iterdir()) == []


def test_a_place_that_cannot_be_written_is_one_line_and_no_change(tmp_path: Path) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    with pytest.raises(Unpublishable, match="cannot be written"):
        publish(blocked / "a-vs-b", {"article.md": b"x"})
    assert blocked.read_text() == "not a folder"
