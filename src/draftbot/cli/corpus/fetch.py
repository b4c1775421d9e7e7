"""draftbot corpus fetch"""

from __future__ import annotations

from typing import Annotated

import typer

from draftbot.cli.options import HERE, Json, Workspace


def command(
    everything: Annotated[bool, typer.Option("--all", help="Every digest whose work PubMed has.")] = False,
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """Put abstracts in the place of digests; the digests stay as notes, and every figure that differs is printed."""
    from datetime import date

    from draftbot.cli.output import leave_with, progress
    from draftbot.errors import UserError
    from draftbot.services import registries
    from draftbot.settings import load_settings

    if not everything:
        raise UserError("say --all to replace every digest; `corpus add ID` fetches single works")
    settings = load_settings(workspace)
    with progress() as tell:
        report = registries.fetch_all(settings, date.today(), registries.connect(settings), tell)
    leave_with(report, report.lines(), as_json)
