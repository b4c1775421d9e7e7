"""draftbot review DIR"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from draftbot.cli.options import HERE, Workspace


def command(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder with the articles.")],
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="The port; 0 takes a free one.")] = 0,
    editor: Annotated[
        str | None, typer.Option("--editor", help="Your name; decisions are kept under it.", show_default="your login")
    ] = None,
    workspace: Workspace = HERE,
) -> None:
    """Open the editor's app over a folder of articles; prints its address, with this run's token."""
    import getpass

    from draftbot.review.serve import serve
    from draftbot.services.review.desk import Desk
    from draftbot.settings import load_settings

    desk = Desk(load_settings(workspace), folder, editor or getpass.getuser())
    serve(desk, port, typer.echo)
