"""The command line with a model set up in the environment, in this process; what it printed, wrote and cost."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from scripted import Server

from draftbot.cli.main import main

KEY = "sk-canary-1c9f0d7e55aa"
FILES = ("article.md", "article.jsonld", "trace.json", "report.html")


@dataclass(frozen=True)
class Done:
    """A finished command. ``report`` is its JSON document, ``None`` where it printed none."""

    code: int
    out: str
    err: str
    workspace: Path

    @property
    def report(self) -> dict[str, Any]:
        return json.loads(self.out)

    def file(self, name: str) -> str:
        return (Path(self.report["folder"]) / name).read_text(encoding="utf-8")

    @property
    def files(self) -> str:
        return "\n".join(self.file(name) for name in FILES)

    @property
    def everything(self) -> bytes:
        """All bytes that the command left anywhere in its workspace, and what it printed."""
        written = [path.read_bytes() for path in self.workspace.rglob("*") if path.is_file()]
        return b"\n".join([*written, self.out.encode(), self.err.encode()])


@dataclass(frozen=True)
class Desk:
    """Runs commands in one workspace."""

    workspace: Path
    patch: pytest.MonkeyPatch
    capture: pytest.CaptureFixture[str]

    def run(self, *arguments: str, server: Server | None = None, **environ: str) -> Done:
        with self.patch.context() as patch:
            for name in ("OPENAI_API_KEY", "OPENAI_BASE_URL", "DRAFTBOT_BASE_URL", "DRAFTBOT_MODEL"):
                patch.delenv(name, raising=False)
            own = {"DRAFTBOT_BASE_URL": server.url, "DRAFTBOT_MODEL": "scripted"} if server else {}
            config = {"XDG_CONFIG_HOME": str(self.workspace / "config"), "DRAFTBOT_API_KEY": KEY}
            for name, value in {**config, **own, **environ}.items():
                patch.setenv(name, value)
            patch.setattr(sys, "argv", ["draftbot", *arguments, "--workspace", str(self.workspace)])
            self.capture.readouterr()
            code = _exit_code()
        printed = self.capture.readouterr()
        return Done(code, printed.out, printed.err, self.workspace)

    def draft(self, server: Server | None, *arguments: str, **environ: str) -> Done:
        return self.run("draft", "--writer", "llm", "--json", *arguments, server=server, **environ)


def _exit_code() -> int:
    try:
        main()
    except SystemExit as done:
        return int(done.code or 0)
    return 0
