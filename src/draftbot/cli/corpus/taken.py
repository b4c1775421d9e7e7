"""What import and add print: each record that an editor must know of, and the counts."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

from draftbot.cli.output import leave_with

if TYPE_CHECKING:
    from draftbot.corpus.shelf import Taken
    from draftbot.services.imports import ImportReport


def print_taken(report: ImportReport, as_json: bool) -> NoReturn:
    """Prints the report and leaves with its exit code."""
    leave_with(report, map(_line, report.records), as_json)


def _line(taken: Taken) -> str:
    named = f"{taken.id}: " if taken.id else ""
    return f"{taken.outcome}: {taken.origin}: record {taken.position}: {named}{'; '.join(taken.notes)}"
