"""The project keeps its promises to its readers: imports, words, README."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
COMMAND = Path(sys.executable).with_name("draftbot")


def test_the_import_contracts_hold() -> None:
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports")], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout


def test_nothing_of_the_example_is_in_the_code() -> None:
    words = re.compile(r"peptide|cortexin|cerebrolysin|vialbase|semax|selank|ralston", re.IGNORECASE)
    found = [str(path) for path in (ROOT / "src").rglob("*.py") if words.search(path.read_text(encoding="utf-8"))]
    assert found == []


COMMANDS = [
    (),
    ("draft",),
    ("verify",),
    ("index",),
    ("search",),
    ("corpus",),
    ("corpus", "check"),
    ("corpus", "show"),
    ("init",),
]


@pytest.mark.parametrize("command", COMMANDS, ids=[" ".join(("draftbot", *c)) for c in COMMANDS])
def test_the_readme_shows_what_help_prints(command: tuple[str, ...]) -> None:
    done = subprocess.run(
        [COMMAND, *command, "--help"],
        capture_output=True,
        text=True,
        check=True,
        env={"COLUMNS": "100", "NO_COLOR": "1"},
    )
    shown = "\n".join(line.rstrip() for line in done.stdout.strip().splitlines())
    assert shown in (ROOT / "docs" / "cli.md").read_text(encoding="utf-8")


def test_every_dependency_is_explained_and_pinned() -> None:
    import tomllib

    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    explained = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    for requirement in (*project["dependencies"], *project["optional-dependencies"]["dev"]):
        name, _, version = requirement.partition("==")
        assert version, requirement
        assert f"`{name.lower()}`" in explained, name
