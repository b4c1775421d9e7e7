"""draftbot search QUERY"""

from __future__ import annotations

from typing import Annotated

import typer

from draftbot.cli.options import HERE, Json, Workspace


def command(
    query: Annotated[str, typer.Argument(help="What to look for, in words.")],
    k: Annotated[int, typer.Option("-k", min=1, max=100, help="How many passages.")] = 5,
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """Show the best passages with both halves' scores and the fused one."""
    from draftbot.cli.output import print_json
    from draftbot.services import index
    from draftbot.settings import load_settings

    found = index.search(load_settings(workspace), query, k)
    if as_json:
        print_json({"query": query, "results": [scored.model_dump(mode="json") for scored in found]})
        return
    for scored in found:
        lexical = "-" if scored.lexical is None else f"{scored.lexical:.3f}"
        vector = "-" if scored.vector is None else f"{scored.vector:.3f}"
        typer.echo(
            f"{scored.rank:>2}  fused {scored.fused:.3f}  lexical {lexical}  vector {vector}  {scored.passage.id}"
        )
        typer.echo(f"    {scored.passage.text}\n")
