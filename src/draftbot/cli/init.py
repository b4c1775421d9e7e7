"""draftbot init DIR"""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import Annotated

import typer

from draftbot.cli.options import Json


def command(
    folder: Annotated[Path, typer.Argument(help="A new or empty folder.")],
    site: Annotated[str, typer.Option(help="The publisher's name.")] = "My site",
    as_json: Json = False,
) -> None:
    """Make a workspace with a small synthetic corpus that drafts at once, to be replaced by your own."""
    from draftbot.cli.output import note, print_json
    from draftbot.starter import make_workspace

    make_workspace(folder, site)
    if as_json:
        print_json({"workspace": str(folder.resolve())})
    else:
        typer.echo(folder.resolve())
        note(f"a workspace; try: draftbot draft --workspace {shlex.quote(str(folder))}")
