"""What `init` hands out: a workspace that is plainly synthetic, and whole or not there."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
import yaml

from draftbot.corpus import lint, load, load_corpus
from draftbot.errors import Unpublishable, UserError
from draftbot.settings import FILE, load_settings
from draftbot.starter import make_workspace


@pytest.fixture
def made(tmp_path: Path) -> Path:
    make_workspace(tmp_path / "desk", "Desk of tablets")
    return tmp_path / "desk"


def test_every_record_says_that_it_is_synthetic(made: Path) -> None:
    records = [*made.glob("corpus/compounds/*.yaml"), *made.glob("corpus/references/*.yaml")]
    assert len(records) == 8
    for record in records:
        assert record.read_text(encoding="utf-8").startswith("# Synthetic example: no such compound, study"), (
            record.name
        )


def test_no_synthetic_reference_carries_an_identifier_of_a_real_work(made: Path) -> None:
    for path in made.glob("corpus/references/*.yaml"):
        bibliography = yaml.safe_load(path.read_text(encoding="utf-8"))["bibliography"]
        assert not {"DOI", "PMID", "PMCID", "ISSN", "ISBN", "URL"} & set(bibliography), path.name


def test_the_workspace_has_no_finding_and_bears_the_publishers_name(made: Path) -> None:
    settings = load_settings(made)
    assert list(lint(load(settings.corpus))) == []
    assert load_corpus(settings.corpus).house.site.name == "Desk of tablets"
    assert settings.prompts == made / "prompts"


def test_the_example_pair_is_in_the_workspace(made: Path) -> None:
    settings = load_settings(made)
    assert set(settings.example or ()) == set(load_corpus(settings.corpus).compounds)


def test_an_empty_folder_will_do(tmp_path: Path) -> None:
    make_workspace(tmp_path, "Desk")
    assert {path.name for path in tmp_path.iterdir()} == {"corpus", "prompts", FILE}


@pytest.mark.parametrize("site", ["", " ", "two\nlines", "<script>x</script>", "tab\there", "hidden\u200bspace"])
def test_a_site_that_is_no_name_is_refused_before_anything_is_written(tmp_path: Path, site: str) -> None:
    with pytest.raises(UserError, match="is not a name"):
        make_workspace(tmp_path / "desk", site)
    assert not (tmp_path / "desk").exists()


@pytest.mark.parametrize("site", ['Desk "of" tablets', "Büro & Söhne: Tabletten", "it's {ours}", "- a #1 desk"])
def test_any_line_of_text_is_a_name(tmp_path: Path, site: str) -> None:
    make_workspace(tmp_path / "desk", site)
    assert load_corpus(tmp_path / "desk" / "corpus").house.site.name == site


def test_a_folder_that_holds_anything_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(UserError, match="not an empty folder"):
        make_workspace(tmp_path, "Desk")
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def test_a_disk_that_refuses_leaves_no_half_workspace(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*paths: Path) -> None:
        raise OSError(28, "No space left on device", str(paths[-1]))

    monkeypatch.setattr(os, "rename", full)
    with pytest.raises(Unpublishable, match="No space left"):
        make_workspace(tmp_path / "desk", "Desk")
    assert not list((tmp_path / "desk").iterdir())
