"""What an interrupted run had finished: kept until the same run is whole, so that it goes on where it stopped."""

from __future__ import annotations

import os
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

from pydantic import ValidationError

import draftbot
from draftbot.errors import Unpublishable
from draftbot.services.evaluation.tasks import Answer

CODE = Path(draftbot.__file__).parent


def run_key(files: Iterable[Path], *settled: str) -> str:
    """A hash of the code, of the files and of what else decides the answers: another run never takes this one's."""
    digest = sha256("|".join(settled).encode())
    for path in sorted({*CODE.rglob("*.py"), *files}):
        if path.is_file():
            digest.update(f"\n{path}\n".encode())
            digest.update(path.read_bytes())
    return digest.hexdigest()[:24]


class Journal:
    """One line for each finished task. Raises Unpublishable when the disk refuses."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def finished(self) -> dict[str, Answer]:
        """By task; a line that was cut is passed over, its task is asked again."""
        found: dict[str, Answer] = {}
        try:
            lines = self._path.read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            return found
        for line in lines:
            try:
                answer = Answer.model_validate_json(line)
            except ValidationError:
                continue
            found[answer.key] = answer
        return found

    def note(self, answer: Answer) -> None:
        if not answer.whole:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            with self._path.open("ab") as file:
                file.write(answer.model_dump_json().encode() + b"\n")
        except OSError as error:
            raise Unpublishable(
                f"{self._path} cannot be written: {error.strerror}; free some space and run again"
            ) from error

    def close(self) -> None:
        """The run is whole: nothing of it is reused."""
        if self._path.is_file():
            os.unlink(self._path)
