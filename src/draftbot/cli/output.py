"""What commands print: one JSON document on stdout, or lines; progress on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, NoReturn, Protocol

import typer

from draftbot.progress import Progress, silent


def print_json(document: object) -> None:
    """One JSON document and nothing else."""
    typer.echo(json.dumps(document, ensure_ascii=False, indent=1))


def note(message: str) -> None:
    """A message for people, on stderr."""
    typer.echo(message, err=True)


class Report(Protocol):
    """What a command did: counts for people, all of it for scripts, and the exit code."""

    @property
    def summary(self) -> Mapping[str, int]: ...
    @property
    def exit_code(self) -> int: ...
    def model_dump(self, *, mode: str, exclude: set[str]) -> dict[str, Any]: ...


def leave_with(report: Report, lines: Iterable[str], as_json: bool) -> NoReturn:
    """Prints the report, as JSON or as lines with its counts on stderr, and leaves with its exit code."""
    if as_json:
        print_json(report.model_dump(mode="json", exclude={"exit_code"}))
    else:
        for line in lines:
            typer.echo(line)
        note(", ".join(f"{count:,} {name}" for name, count in report.summary.items()))
    raise typer.Exit(report.exit_code)


@contextmanager
def progress() -> Iterator[Progress]:
    """Progress on stderr: a moving line on a terminal, silence elsewhere."""
    if not sys.stderr.isatty():
        yield silent
        return
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TextColumn
    from rich.progress import Progress as Bar

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(bar_width=24), MofNCompleteColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("starting", total=None)

        def tell(step: str, done: int, total: int) -> None:
            bar.update(task, description=step, completed=done, total=total or None)

        yield tell
