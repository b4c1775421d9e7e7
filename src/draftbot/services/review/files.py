"""An article's files as they stand on disk."""

from __future__ import annotations

import json
from pathlib import Path

from draftbot.errors import BadInput
from draftbot.trace import TracedHold

MOST_BYTES = 5_000_000


def article_text(path: Path) -> str:
    """An article's Markdown; raises BadInput where it cannot be read, is too large or is not UTF-8."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadInput(f"larger than {MOST_BYTES:,} bytes", path=str(path))
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror}", path=str(path)) from error
    except UnicodeDecodeError as error:
        raise BadInput("not UTF-8; save the file as UTF-8", path=str(path)) from error


def held_units(path: Path) -> tuple[TracedHold, ...]:
    """The held units of a trace; none where there is no trace of ours: nothing that an article rests on is taken
    from here."""
    try:
        found = json.loads(path.read_bytes())["held"] if path.stat().st_size <= MOST_BYTES * 4 else []
        return tuple(TracedHold.model_validate(entry) for entry in found)
    except (OSError, ValueError, RecursionError, KeyError, TypeError):
        return ()
