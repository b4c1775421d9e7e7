"""waivers.jsonl of a workspace: one waiver a line, added at the end, so that branches merge."""

from __future__ import annotations

import os
from pathlib import Path

from filelock import FileLock
from pydantic import ValidationError

from draftbot.errors import BadInput
from draftbot.records.waiver import Waiver

FILE = "waivers.jsonl"


def load_waivers(root: Path) -> tuple[Waiver, ...]:
    """The waivers of the workspace, none where there is no file; raises BadInput with the line of a bad one."""
    path = root / FILE
    if not path.exists():
        return ()
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"cannot be read: {error}", path=str(path)) from error
    return tuple(_waiver(line, number, path) for number, line in enumerate(lines, start=1) if line.strip())


def _waiver(line: str, number: int, path: Path) -> Waiver:
    try:
        return Waiver.model_validate_json(line)
    except ValidationError as error:
        defect = error.errors()[0]
        where = ".".join(str(part) for part in defect["loc"]) or None
        raise BadInput(f"no waiver: {defect['msg']}", path=str(path), line=number, field=where) from error


def add_waiver(root: Path, waiver: Waiver) -> Path:
    """Appends the waiver, on disk before this returns; a line that a crash left cut is closed first."""
    path = root / FILE
    with FileLock(str(path) + ".lock"), path.open("ab+") as file:
        file.seek(0, os.SEEK_END)
        if file.tell():
            file.seek(-1, os.SEEK_END)
            if file.read(1) != b"\n":
                file.write(b"\n")
        file.write(waiver.model_dump_json().encode() + b"\n")
        file.flush()
        os.fsync(file.fileno())
    return path
