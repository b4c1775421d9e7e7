"""draftbot corpus export"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from draftbot.cli.options import HERE, Workspace


def command(
    ids: Annotated[
        list[str] | None, typer.Argument(help="References, or compounds for theirs.", metavar="[ID...]")
    ] = None,
    form: Annotated[
        str, typer.Option("--format", help="csl-json, bibtex, ris, or ama: a bibliography to read.")
    ] = "csl-json",
    out: Annotated[Path | None, typer.Option("-o", "--out", help="A file to write.", show_default="stdout")] = None,
    workspace: Workspace = HERE,
) -> None:
    """Give references out in the formats of reference managers, all of them or those named."""
    from draftbot.cli.output import note
    from draftbot.services import exports
    from draftbot.settings import load_settings

    made = exports.export(load_settings(workspace), ids or (), form)
    if out is None:
        typer.echo(made.text, nl=False)
    else:
        exports.write(out, made)
    note(f"{made.count:,} references as {form}")
