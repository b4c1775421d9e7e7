"""The errors a user can meet; a message says what failed, on which item, and what to do.

DraftbotError
├── UserError                 exit 2: the user's mistake, mended by the user
│   ├── BadInput              a file that cannot be read as what it should be
│   ├── UnknownName           a compound, section or suite that is not there
│   └── StaleIndex            an index that does not belong to this corpus
└── Unpublishable             exit 5: nothing could be published (disk, server, budget, no proof)
"""

from __future__ import annotations

from collections.abc import Sequence


class DraftbotError(Exception):
    """Base of every error that is shown as one line instead of a traceback.

    ``str(error)`` is that line; ``exit_code`` is what the command line returns.
    """

    exit_code = 2


class UserError(DraftbotError):
    """A mistake in what the user gave; the message says how to mend it."""


class BadInput(UserError):
    """A file with a defect, shown as ``path:line: field: what; remedy`` (line and field where known)."""

    def __init__(self, what: str, *, path: str, line: int | None = None, field: str | None = None) -> None:
        self.what, self.path, self.line, self.field = what, path, line, field
        where = path if line is None else f"{path}:{line}"
        super().__init__(f"{where}: {field}: {what}" if field else f"{where}: {what}")


class UnknownName(UserError):
    """A name that is not in the workspace; names the nearest ones that are."""

    def __init__(self, what: str, name: str, nearest: Sequence[str] = ()) -> None:
        hint = f"; did you mean {' or '.join(nearest)}?" if nearest else ""
        super().__init__(f"no {what} named {name!r}{hint}")


class StaleIndex(UserError):
    """An index that was built from another corpus or with another embedder."""


class Unpublishable(DraftbotError):
    """Nothing could be published; earlier output is untouched."""

    exit_code = 5
