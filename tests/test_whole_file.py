"""A file appears whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from draftbot.whole_file import write_whole


@pytest.mark.parametrize("sync", [True, False])
def test_a_file_and_its_folder_appear(tmp_path: Path, sync: bool) -> None:
    write_whole(tmp_path / "new" / "file", b"content", sync=sync)
    assert (tmp_path / "new" / "file").read_bytes() == b"content"
    assert os.listdir(tmp_path / "new") == ["file"]


def test_what_was_there_stays_when_the_disk_refuses(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"before")

    def refuse(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", refuse)
    with pytest.raises(OSError, match="No space left"):
        write_whole(path, b"after")
    assert path.read_bytes() == b"before"
    assert os.listdir(tmp_path) == ["file"]
