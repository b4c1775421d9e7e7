"""draftbot corpus show"""

from __future__ import annotations

from typing import Annotated

import typer

from draftbot.cli.options import HERE, Json, Workspace


def command(
    name: Annotated[str, typer.Argument(help="A compound's slug or a reference's id.")],
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """Show a study card, or a profile with its gaps, conflicts and open questions; the whole record with --json."""
    from draftbot.cli.output import print_json
    from draftbot.services import corpus
    from draftbot.settings import load_settings

    shown = corpus.show(load_settings(workspace), name)
    if as_json:
        print_json(shown.record.model_dump(mode="json", exclude_none=True))
    else:
        for line in shown.lines:
            typer.echo(line)
