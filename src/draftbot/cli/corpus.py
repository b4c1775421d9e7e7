"""draftbot corpus check, draftbot corpus show"""

from __future__ import annotations

from typing import Annotated

import typer

from draftbot.cli.options import HERE, Json, Workspace

app = typer.Typer(no_args_is_help=True, help="Check the corpus, or show a record of it.", rich_markup_mode=None)


@app.command("check")
def check(
    workspace: Workspace = HERE,
    as_json: Json = False,
    notes: Annotated[bool, typer.Option(help="Show notes too.")] = False,
) -> None:
    """Validate every file, and prove every value in its references' texts."""
    from draftbot import pipeline
    from draftbot.cli.output import note, print_json, progress
    from draftbot.settings import load_settings

    with progress() as tell:
        report = pipeline.check_corpus(load_settings(workspace), tell)
    if as_json:
        print_json(report.model_dump(mode="json", exclude={"exit_code"}))
    else:
        for finding in report.findings:
            if notes or finding.severity != "note":
                typer.echo(f"{finding.severity}: {finding.file}:{finding.line}: {finding.field}: {finding.message}")
        note(", ".join(f"{count} {name}" for name, count in report.summary.items()))
    raise typer.Exit(report.exit_code)


@app.command("show")
def show(
    name: Annotated[str, typer.Argument(help="A compound's slug or a reference's id.")],
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """Show one record; it is JSON with and without --json."""
    from draftbot import pipeline
    from draftbot.cli.output import print_json
    from draftbot.settings import load_settings

    del as_json  # taken so that scripts may give it to every command
    print_json(pipeline.show(load_settings(workspace), name).model_dump(mode="json", exclude_none=True))
