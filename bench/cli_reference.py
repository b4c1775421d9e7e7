"""Writes docs/cli.md from the commands' own help; with --check, says whether the file is up to date."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import typer

from draftbot.cli.main import app

COMMAND = Path(sys.executable).with_name("draftbot")
PAGE = Path(__file__).parents[1] / "docs" / "cli.md"
HEADING = "# Command line reference\n\nWritten by `python bench/cli_reference.py`; a test keeps it equal to `--help`.\n"


def commands(group: object, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The words of every command, a group before its members."""
    yield path
    for name, member in getattr(group, "commands", {}).items():
        yield from commands(member, (*path, name))


def reference() -> str:
    parts = [HEADING]
    for words in commands(typer.main.get_command(app)):
        environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1"}
        done = subprocess.run([COMMAND, *words, "--help"], capture_output=True, text=True, check=True, env=environment)
        shown = "\n".join(line.rstrip() for line in done.stdout.strip().splitlines())
        parts.append(f"## {' '.join(('draftbot', *words))}\n\n```text\n{shown}\n```\n")
    return "\n".join(parts)


def main() -> None:
    if "--check" not in sys.argv:
        PAGE.write_text(reference(), encoding="utf-8")
    elif PAGE.read_text(encoding="utf-8") != reference():
        sys.exit("docs/cli.md is not what --help prints; run: python bench/cli_reference.py")


if __name__ == "__main__":
    main()
