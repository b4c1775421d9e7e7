"""draftbot corpus schema"""

from __future__ import annotations

from typing import Annotated

import typer

from draftbot.cli.options import HERE, Workspace


def command(
    kind: Annotated[str, typer.Argument(help="compound, reference, fields or house.")] = "compound",
    workspace: Workspace = HERE,
) -> None:
    """Print the JSON schema of a corpus file, by which editors complete and check what is typed."""
    from draftbot.cli.output import print_json
    from draftbot.services import profiles
    from draftbot.settings import load_settings

    print_json(profiles.schema(load_settings(workspace), kind))
