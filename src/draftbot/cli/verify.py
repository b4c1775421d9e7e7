"""draftbot verify FILE.md"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from draftbot.cli.options import HERE, Json, Workspace


def command(
    file: Annotated[Path, typer.Argument(help="A Markdown article; article.jsonld beside it is checked too.")],
    annotate: Annotated[
        Path | None, typer.Option("--annotate", help="Write the Markdown back here, each verdict as an HTML comment.")
    ] = None,
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """Check every unit of an article against the corpus, anew; no trace is trusted."""
    from draftbot import pipeline
    from draftbot.cli.output import note, print_json, progress
    from draftbot.settings import load_settings

    with progress() as tell:
        report = pipeline.verify(load_settings(workspace), file, tell)
    if annotate is not None:
        from draftbot.services.annotate import annotate as write_annotated

        note(f"annotated in {write_annotated(file, report, annotate)}")
    if as_json:
        print_json(report.model_dump(mode="json", exclude={"exit_code"}))
    else:
        for unit in report.units:
            for finding in unit.findings:
                where = f"{file}:{unit.line}: " if unit.line else ""
                typer.echo(f"{where}{finding.severity}: {finding.check}: {finding.message}\n    {unit.text}")
        for finding in report.findings:
            typer.echo(f"{finding.severity}: {finding.check}: {finding.message}")
        note(", ".join(f"{count} {name}" for name, count in report.summary.items()))
    raise typer.Exit(report.exit_code)
