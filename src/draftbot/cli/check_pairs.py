"""draftbot check-pairs IN.jsonl -o OUT.jsonl"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from draftbot.cli.options import HERE, Json, Workspace


def command(
    rows: Annotated[Path, typer.Argument(metavar="IN.jsonl", help='Rows {"id", "source", "claim"}; source is a text.')],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="OUT.jsonl", help="Where the answers go.")],
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """Hold claims against texts of their own, through the same checks as an article."""
    from draftbot.cli.output import note, print_json, progress
    from draftbot.services import pairs
    from draftbot.settings import load_settings

    with progress() as tell:
        summary = pairs.check_pairs(load_settings(workspace), rows, out, tell)
    if as_json:
        print_json({"out": str(out), "summary": summary})
    else:
        note(f"{out}: " + ", ".join(f"{count} {name}" for name, count in summary.items()))
