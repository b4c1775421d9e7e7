"""draftbot batch PAIRS.csv"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from draftbot.cli.options import HERE, Json, Workspace


def command(
    pairs: Annotated[Path | None, typer.Argument(metavar="PAIRS.csv", help="Two compounds a row.")] = None,
    every: Annotated[bool, typer.Option("--all-pairs", help="Every pair of the corpus.")] = False,
    jobs: Annotated[int, typer.Option(min=1, max=256, help="Processes on this machine.")] = 1,
    cluster: Annotated[
        str | None,
        typer.Option(help="Run on Ray instead: a cluster's address, auto, or local (needs draftbot[ray])."),
    ] = None,
    writer: Annotated[
        str | None,
        typer.Option(help="Who writes: offline, or llm.", show_default="as draftbot.toml says, else offline"),
    ] = None,
    again: Annotated[bool, typer.Option("--again", help="Draft also what has not changed.")] = False,
    out: Annotated[Path | None, typer.Option(help="Where articles go.", show_default="articles")] = None,
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """Draft many comparisons; what has not changed is skipped, what fails is listed."""
    from draftbot.cli.output import note, print_json, progress
    from draftbot.errors import UserError
    from draftbot.services.batch.run import How, batch
    from draftbot.settings import load_settings

    settings = load_settings(workspace)
    chosen = settings.chosen(writer)
    if (pairs is None) != every:
        raise UserError("name a CSV file of pairs, or --all-pairs, not both")
    how = How(jobs=jobs, cluster=cluster, again=again, writer=chosen)
    with progress() as tell:
        report = batch(settings, pairs, out or settings.articles, how, tell)
    if as_json:
        print_json(report.model_dump(mode="json", exclude={"pages": {"__all__": {"basis"}}}))
    else:
        typer.echo(report.index)
        note(", ".join(f"{count} {name}" for name, count in report.summary.items()))
        for page in report.pages:
            if page.state == "failed":
                note(f"failed: {page.name}: {page.why[0]}")
    raise typer.Exit(report.exit_code)
