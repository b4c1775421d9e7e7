"""Publishing: all files or none, whatever happens in between."""

from __future__ import annotations

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from draftbot.errors import BadInput, Unpublishable
from draftbot.publish import _mend, overwrite, publish

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


def article(words: str) -> dict[str, bytes]:
    """An article with the trace that it was written with."""
    digest = hashlib.sha256(words.encode()).hexdigest()
    return {"article.md": words.encode(), "trace.json": json.dumps({"article_sha256": digest}).encode()}


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_the_next_article_replaces_the_whole_folder(tmp_path: Path) -> None:
    publish(tmp_path / "a-vs-b", {**article("old"), "report.html": b"old"})
    published = publish(tmp_path / "a-vs-b", {**article("new"), "report.html": b"new"})
    assert not published.revision
    assert (tmp_path / "a-vs-b" / "report.html").read_bytes() == b"new"
    assert names(tmp_path) == ["a-vs-b"]


PERSONS = ["notes.md", "article.md.orig", "figures/plot.svg"]


@pytest.mark.parametrize("name", PERSONS)
def test_a_file_that_we_did_not_write_is_never_lost(tmp_path: Path, name: str) -> None:
    folder = publish(tmp_path / "a-vs-b", article("old")).folder
    (folder / name).parent.mkdir(exist_ok=True)
    (folder / name).write_text("mine")
    published = publish(folder, article("new"))
    assert published.folder.name == "a-vs-b.revision-1"
    assert (folder / name).read_text() == "mine"


EDITS = {
    "the article": lambda folder: (folder / "article.md").write_text("mine"),
    "a lost trace": lambda folder: (folder / "trace.json").unlink(),
    "a broken trace": lambda folder: (folder / "trace.json").write_text("{"),
    "a trace that is a list": lambda folder: (folder / "trace.json").write_text("[]"),
}


@pytest.mark.parametrize("edit", EDITS.values(), ids=EDITS.keys())
def test_what_cannot_be_known_as_ours_counts_as_a_persons(tmp_path: Path, edit: Callable[[Path], object]) -> None:
    folder = publish(tmp_path / "a-vs-b", article("old")).folder
    edit(folder)
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    assert publish(folder, article("new")).revision
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_an_edited_revision_is_kept_and_an_untouched_one_is_replaced(tmp_path: Path) -> None:
    folder = publish(tmp_path / "a-vs-b", article("one")).folder
    (folder / "article.md").write_text("mine")
    first = publish(folder, article("two")).folder
    assert publish(folder, article("three")).folder == first
    (first / "article.md").write_text("mine too")
    second = publish(folder, article("four")).folder
    assert names(tmp_path) == ["a-vs-b", "a-vs-b.revision-1", "a-vs-b.revision-2"]
    assert (first / "article.md").read_text() == "mine too"
    assert (second / "article.md").read_text() == "four"


def test_what_a_killed_writer_left_is_cleared_and_an_article_moved_aside_comes_back(tmp_path: Path) -> None:
    publish(tmp_path / "a-vs-b", article("old"))
    (tmp_path / "a-vs-b").rename(tmp_path / ".a-vs-b.0123abcd.old")
    (tmp_path / ".a-vs-b.0123abcd").mkdir()
    (tmp_path / ".a-vs-b.revision-1.0123abcd").mkdir()
    (tmp_path / ".a-vs-bcd").mkdir()
    _mend(tmp_path / "a-vs-b")
    assert names(tmp_path) == [".a-vs-b.revision-1.0123abcd", ".a-vs-bcd", "a-vs-b"]
    assert (tmp_path / "a-vs-b" / "article.md").read_text() == "old"


def test_without_an_exchange_of_names_two_renames_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("draftbot.publish._exchange", lambda *_: False)
    publish(tmp_path / "a-vs-b", article("old"))
    publish(tmp_path / "a-vs-b", article("new"))
    assert (tmp_path / "a-vs-b" / "article.md").read_text() == "new"
    assert names(tmp_path) == ["a-vs-b"]


FULL = """
import resource, sys
from pathlib import Path
from draftbot.errors import Unpublishable
from draftbot.publish import publish
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    publish(Path(sys.argv[1]), {"article.md": b"x" * 900, "trace.json": b"x" * 5000})
except Unpublishable as error:
    print(error)
"""


def test_a_disk_that_takes_no_more_leaves_the_earlier_article_and_no_rest(tmp_path: Path) -> None:
    folder = publish(tmp_path / "a-vs-b", article("old")).folder
    done = subprocess.run([sys.executable, "-c", FULL, str(folder)], capture_output=True, text=True, check=True)
    assert "nothing there was changed" in done.stdout
    assert done.stdout.count("\n") == 1
    assert (folder / "article.md").read_text() == "old"
    assert names(tmp_path) == ["a-vs-b"]


def test_two_writers_at_once_leave_one_whole_article(tmp_path: Path) -> None:
    folder = tmp_path / "a-vs-b"
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(folder)], stdout=subprocess.PIPE) for _ in range(2)]
    time.sleep(1)
    for writer in writers:
        assert writer.poll() is None
        writer.kill()
        writer.communicate()
    publish(folder, article("last"))
    assert names(tmp_path) == ["a-vs-b"]


@pytest.mark.parametrize("own", [False, True])
def test_an_editors_own_files_and_folders_stay_when_an_article_is_signed(tmp_path: Path, own: bool) -> None:
    folder = tmp_path / "a-vs-b"
    folder.mkdir()
    (folder / "article.md").write_bytes(b"old")
    (folder / "notes.txt").write_bytes(b"mine")
    if own:
        (folder / "pictures").mkdir()
        (folder / "pictures" / "one.png").write_bytes(b"png")
        (folder / "link").symlink_to(tmp_path)
    overwrite(folder, {"article.md": b"new", "trace.json": b"{}"})
    assert (folder / "article.md").read_bytes() == b"new"
    assert (folder / "notes.txt").read_bytes() == b"mine"
    assert (folder / "pictures" / "one.png").exists() is own
    assert (folder / "link").is_symlink() is own
    assert [path.name for path in tmp_path.iterdir()] == ["a-vs-b"]
