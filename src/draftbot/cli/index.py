"""draftbot index"""

from __future__ import annotations

from typing import Annotated

import typer

from draftbot.cli.options import HERE, Json, Workspace


def command(
    check: Annotated[bool, typer.Option("--check", help="Also read every byte back, to find a damaged disk.")] = False,
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """Bring the index up to date with the corpus; unchanged passages are not embedded again."""
    from draftbot.cli.output import print_json, progress
    from draftbot.services import index
    from draftbot.settings import load_settings

    with progress() as tell:
        report = index.build_index(load_settings(workspace), tell)
    if check:
        index.check_index(load_settings(workspace))
    if as_json:
        print_json(report.model_dump(mode="json"))
    elif report.unchanged:
        typer.echo(f"up to date: {report.passages} passages, generation {report.generation}")
    else:
        typer.echo(
            f"{report.passages} passages ({report.embedded} embedded, {report.reused} reused) in {report.seconds} s, "
            f"generation {report.generation}"
        )
