"""Writes docs/cli.md from the commands' own help."""

import os
import subprocess
import sys
from pathlib import Path

COMMANDS = ("", "draft", "verify", "index", "search", "corpus", "corpus check", "corpus show", "init")
COMMAND = Path(sys.executable).with_name("draftbot")


def main() -> None:
    parts = [
        "# Command line reference\n\nWritten by `python bench/cli_reference.py`; a test keeps it equal to `--help`.\n"
    ]
    for name in COMMANDS:
        done = subprocess.run(
            [COMMAND, *name.split(), "--help"],
            capture_output=True,
            text=True,
            check=True,
            env={**os.environ, "COLUMNS": "100", "NO_COLOR": "1"},
        )
        shown = "\n".join(line.rstrip() for line in done.stdout.strip().splitlines())
        parts.append(f"## draftbot {name}".rstrip() + f"\n\n```text\n{shown}\n```\n")
    (Path(__file__).parents[1] / "docs" / "cli.md").write_text("\n".join(parts), encoding="utf-8")


if __name__ == "__main__":
    main()
