"""draftbot waive FILE.md UNIT --check CHECK --reason TEXT --by NAME"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from draftbot.cli.options import HERE, Workspace


def command(
    file: Annotated[Path, typer.Argument(help="The article that the finding is in.")],
    unit: Annotated[str, typer.Argument(help="The unit's id, as `draftbot verify --json` prints it.")],
    check: Annotated[str, typer.Option("--check", help="The check whose finding is waived.")],
    reason: Annotated[str, typer.Option("--reason", help="Why; it is printed with the finding.")],
    by: Annotated[str, typer.Option("--by", help="Who answers for it.")],
    workspace: Workspace = HERE,
) -> None:
    """Waive one finding with a reason, until its sentence or a source of it changes."""
    from draftbot.cli.output import note
    from draftbot.services import waivers
    from draftbot.settings import load_settings

    path = waivers.waive(load_settings(workspace), file, unit, check, reason, by)
    note(f"noted in {path}")
