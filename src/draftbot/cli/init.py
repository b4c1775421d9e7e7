"""draftbot init DIR"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer


def command(
    folder: Annotated[Path, typer.Argument(help="A new or empty folder.")],
    site: Annotated[str, typer.Option(help="The publisher's name.")] = "My site",
) -> None:
    """Make a workspace with a small synthetic corpus that drafts at once, to be replaced by your own."""
    from draftbot.starter import make_workspace

    make_workspace(folder, site)
    typer.echo(f"{folder}: a workspace; try: draftbot draft --workspace {folder}")
