"""draftbot corpus watch"""

from __future__ import annotations

import typer

from draftbot.cli.options import HERE, Json, Workspace


def command(workspace: Workspace = HERE, as_json: Json = False) -> None:
    """Look every reference up again, and list the articles and sentences that rest on what no longer stands."""
    from datetime import date

    from draftbot.cli.output import note, print_json, progress
    from draftbot.services import registries, watch
    from draftbot.settings import load_settings

    settings = load_settings(workspace)
    with progress() as tell:
        report = watch.watch(settings, date.today(), registries.connect(settings), tell)
    if as_json:
        print_json(report.model_dump(mode="json", exclude={"exit_code"}))
    else:
        for line in report.lines():
            typer.echo(line)
        note(", ".join(f"{count:,} {name}" for name, count in report.summary.items()))
    raise typer.Exit(report.exit_code)
