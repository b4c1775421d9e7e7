"""The errors a user can meet; a message says what failed, on which item, and what to do.

DraftbotError
├── UserError                 exit 2: the user's mistake, mended by the user
│   ├── BadInput              a file that cannot be read as what it should be
│   │   └── BadInputs         several of them, one line each
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

    def each(self) -> tuple[BadInput, ...]:
        """The defects that it tells of: itself."""
        return (self,)


class BadInputs(BadInput):
    """Several defects found in one run, shown one line each; path, line and field are those of the first."""

    SHOWN = 20

    def __init__(self, defects: Sequence[BadInput]) -> None:
        first = defects[0]
        super().__init__(first.what, path=first.path, line=first.line, field=first.field)
        self.defects = tuple(defects)

    def each(self) -> tuple[BadInput, ...]:
        return self.defects

    def __str__(self) -> str:
        lines = [str(defect) for defect in self.defects[: self.SHOWN]]
        more = len(self.defects) - len(lines)
        return "\n".join([*lines, f"and {more} more; mend these and check again"] if more > 0 else lines)


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
