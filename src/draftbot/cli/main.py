"""The door: picks the command, turns errors into one line and an exit code."""

from __future__ import annotations

import sys

import typer

from draftbot import __version__
from draftbot.cli import (
    batch,
    check_pairs,
    corpus,
    doctor,
    draft,
    evaluate,
    index,
    init,
    review,
    search,
    verify,
    waive,
)
from draftbot.errors import DraftbotError, Unpublishable

app = typer.Typer(
    add_completion=False,
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    help="Draft comparison articles in which every statement carries a proof.",
    epilog=(
        "Exit codes: 0 done, 3 published with held units, 4 blocking findings, 5 nothing publishable, "
        "2 a mistake to mend, 1 a bug."
    ),
)
app.command("draft")(draft.command)
app.command("batch")(batch.command)
app.command("verify")(verify.command)
app.command("check-pairs")(check_pairs.command)
app.command("waive")(waive.command)
app.command("review")(review.command)
app.command("eval")(evaluate.command)
app.command("index")(index.command)
app.command("search")(search.command)
app.add_typer(corpus.app, name="corpus")
app.command("init")(init.command)
app.command("doctor")(doctor.command)


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"draftbot {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: bool = typer.Option(
        False, "--version", callback=_version, is_eager=True, help="Print the version and stop."
    ),
) -> None:
    del version  # handled by its callback


def main() -> None:
    """Runs the command line; a user's mistake is one line on stderr, a bug is a traceback with exit 1.

    What the system refuses and no stage has answered (a full disk behind stdout) is no bug: one line too, exit 5.
    """
    try:
        app()
    except DraftbotError as error:
        _fail(str(error), error.exit_code)
    except OSError as error:
        _fail(f"{error.filename or 'output'}: {error.strerror or error}", Unpublishable.exit_code)


def _fail(message: str, code: int) -> None:
    typer.echo(f"draftbot: {message}", err=True)
    sys.exit(code)
