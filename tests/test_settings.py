"""draftbot.toml: what it may say, and where its mistakes are shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from draftbot.errors import BadInput, UserError
from draftbot.settings import FILE, bundled_prompts, load_settings


def workspace(folder: Path, text: str) -> Path:
    (folder / FILE).write_text(text, encoding="utf-8")
    return folder


def test_every_setting_has_a_default_and_every_path_is_absolute(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    workspace(tmp_path, "")
    monkeypatch.chdir(tmp_path)
    settings = load_settings(Path())
    assert (settings.corpus, settings.articles) == (tmp_path / "corpus", tmp_path / "articles")
    assert settings.index == tmp_path / ".draftbot" / "index"
    assert settings.example is None


def test_a_workspace_uses_its_own_prompts_and_ours_where_it_has_none(tmp_path: Path) -> None:
    workspace(tmp_path, '[paths]\nprompts = "plans"\n')
    assert load_settings(tmp_path).prompts == bundled_prompts()
    (tmp_path / "plans").mkdir()
    assert load_settings(tmp_path).prompts == tmp_path / "plans"


DEFECTS = [
    ("wat = 3\n", 1, "unknown key"),
    ('[paths]\ncorpus = "c"\n\nwat = 3\n', 4, "unknown key"),
    ("# a\n[wat]\nx = 1\n", 2, "unknown key"),
    ("[draft] # how\npassages = 0\n", 2, "greater than or equal to 1"),
    ("[paths]\ncorpus = 3\n", 2, "valid string"),
    ('[example]\npair = ["a"]\n', 2, "Field required"),
    ('[example]\npair = ["a", "b", "c"]\n', 2, "at most 2"),
    ("[paths\n", None, "line 1"),
    ("\x00", None, "not valid TOML"),
]


@pytest.mark.parametrize(("text", "line", "what"), DEFECTS)
def test_a_mistake_is_named_with_its_file_and_line(tmp_path: Path, text: str, line: int | None, what: str) -> None:
    with pytest.raises(BadInput, match=what) as caught:
        load_settings(workspace(tmp_path, text))
    assert caught.value.line == line
    assert caught.value.path == str(tmp_path / FILE)


def test_all_mistakes_are_told_at_once(tmp_path: Path) -> None:
    with pytest.raises(BadInput) as caught:
        load_settings(workspace(tmp_path, "first = 1\nsecond = 2\n"))
    assert [defect.line for defect in caught.value.each()] == [1, 2]


def test_text_that_is_not_utf_8_is_refused(tmp_path: Path) -> None:
    (tmp_path / FILE).write_bytes(b"\xff")
    with pytest.raises(BadInput, match="not valid TOML"):
        load_settings(tmp_path)


def test_a_folder_without_the_file_is_no_workspace(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="is not a workspace"):
        load_settings(tmp_path)
