"""A synthetic workspace with suites of its own, and `draftbot eval` as a user calls it."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import pytest
from workbench import CASES, SUITES, Desk, Said

from draftbot.cli.main import main
from draftbot.index import ensure_index
from draftbot.index.embed import MiniLM
from draftbot.progress import silent
from draftbot.services.evaluation.world import World
from draftbot.settings import load_settings
from draftbot.starter import make_workspace


@pytest.fixture(scope="session")
def made_workspace(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("evals") / "desk"
    make_workspace(root, "Desk")
    with (root / "draftbot.toml").open("a", encoding="utf-8") as file:
        file.write('\n[grounding]\nmodel = "none"\n')
    for name, (subject, rest) in SUITES.items():
        folder = root / "evals" / name
        folder.mkdir(parents=True)
        head = f"name: {name}\nsubject: {subject}\nabout: synthetic\n"
        (folder / "suite.yaml").write_text(head + rest, encoding="utf-8")
        Desk(root, lambda: Said(0, "", "")).cases(name, CASES[name])
    settings = load_settings(root)
    ensure_index(World(settings, root, root).corpus, settings.index, MiniLM(), silent)
    return root


@pytest.fixture
def desk(
    made_workspace: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Desk:
    root = shutil.copytree(made_workspace, tmp_path / "desk")
    for name in ("DRAFTBOT_BASE_URL", "OPENAI_BASE_URL", "AZURE_OPENAI_ENDPOINT", "DRAFTBOT_MODEL"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))

    def run(*arguments: str) -> Said:
        jobs = [] if "--jobs" in arguments else ["--jobs", "1"]
        monkeypatch.setattr(sys, "argv", ["draftbot", "eval", *arguments, *jobs, "--workspace", str(root)])
        code = 0
        try:
            main()
        except SystemExit as stop:
            code = int(stop.code or 0)
        printed = capsys.readouterr()
        return Said(code, printed.out, printed.err)

    return Desk(root, run)
