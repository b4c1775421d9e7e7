"""What registries answered, on disk: a fetch that was cut off goes on where it stopped, and asks nothing twice."""

from __future__ import annotations

import time
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

from draftbot.errors import Unpublishable
from draftbot.whole_file import write_whole

# A look into the registries that was cut off goes on with answers of this age; and what a registry did not know is
# asked again after it.
FRESH_SECONDS = 3600.0


class Cache:
    """A folder of answers by question. An empty answer says that the registry does not know the identifier."""

    def __init__(self, folder: Path, fresh: float = FRESH_SECONDS, clock: Callable[[], float] = time.time) -> None:
        self.folder, self.fresh, self.clock = folder, fresh, clock

    def get(self, question: str, *, fresh: bool = False) -> bytes | None:
        """The answer, or ``None`` where the question was never answered, or not lately and ``fresh`` is asked for or
        the answer was that nothing is known."""
        path = self._path(question)
        try:
            age = self.clock() - path.stat().st_mtime
            answer = path.read_bytes()
        except OSError:
            return None
        return None if age > self.fresh and (fresh or not answer) else answer

    def put(self, question: str, answer: bytes) -> None:
        """Keeps an answer, whole or not at all."""
        try:
            write_whole(self._path(question), answer, sync=False)
        except OSError as error:
            raise Unpublishable(f"{self.folder} cannot be written: {error.strerror}") from error

    def _path(self, question: str) -> Path:
        name = sha256(question.encode()).hexdigest()
        return self.folder / name[:2] / name
