"""What registries answered, on disk: a fetch that was cut off goes on where it stopped, and asks nothing twice."""

from __future__ import annotations

import os
import secrets
from hashlib import sha256
from pathlib import Path

from draftbot.errors import Unpublishable


class Cache:
    """A folder of answers by question. An empty answer says that the registry does not know the identifier."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, question: str) -> bytes | None:
        """The answer, or ``None`` where the question was never answered."""
        try:
            return self._path(question).read_bytes()
        except OSError:
            return None

    def put(self, question: str, answer: bytes) -> None:
        """Keeps an answer, whole or not at all."""
        path = self._path(question)
        aside = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            aside.write_bytes(answer)
            os.replace(aside, path)
        except OSError as error:
            raise Unpublishable(f"{self.folder} cannot be written: {error.strerror}") from error

    def _path(self, question: str) -> Path:
        name = sha256(question.encode()).hexdigest()
        return self.folder / name[:2] / name
