"""The project keeps its promises to its readers: imports, words, README."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


def test_the_import_contracts_hold() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_nothing_of_the_example_is_in_the_code() -> None:
    words = re.compile(r"peptide|cortexin|cerebrolysin|vialbase|semax|selank|ralston", re.IGNORECASE)
    found = [str(path) for path in (ROOT / "src").rglob("*.py") if words.search(path.read_text(encoding="utf-8"))]
    assert found == []


def test_the_command_reference_is_what_help_prints() -> None:
    script = ROOT / "bench" / "cli_reference.py"
    done = subprocess.run([sys.executable, script, "--check"], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


PAGES = ["README.md", "CONTRIBUTING.md", *(f"docs/{path.name}" for path in sorted((ROOT / "docs").glob("*.md")))]
LINK = re.compile(r"\]\((?!https?://|#)([^)#\s]+)")


@pytest.mark.parametrize("page", PAGES)
def test_every_link_to_a_file_leads_somewhere(page: str) -> None:
    links = LINK.findall((ROOT / page).read_text(encoding="utf-8"))
    assert [link for link in links if not (ROOT / page).parent.joinpath(link).exists()] == []


def test_every_dependency_is_explained_and_pinned() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    explained = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    for requirement in (*project["dependencies"], *project["optional-dependencies"]["dev"]):
        name, _, version = requirement.partition("==")
        assert version, requirement
        assert f"`{name.lower()}`" in explained, name
