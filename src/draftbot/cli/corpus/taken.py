"""What import and add print: each record that an editor must know of, and the counts."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from draftbot.cli.output import note, print_json

if TYPE_CHECKING:
    from draftbot.services.imports import ImportReport


def print_taken(report: ImportReport, as_json: bool) -> None:
    """Prints the report and leaves with its exit code."""
    if as_json:
        print_json(report.model_dump(mode="json", exclude={"exit_code"}))
    else:
        for taken in report.records:
            where = f"{taken.origin}: record {taken.position}"
            typer.echo(f"{taken.outcome}: {where}: {f'{taken.id}: ' if taken.id else ''}{'; '.join(taken.notes)}")
        note(", ".join(f"{count:,} {name}" for name, count in report.summary.items()))
    raise typer.Exit(report.exit_code)
