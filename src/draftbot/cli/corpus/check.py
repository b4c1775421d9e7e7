"""draftbot corpus check"""

from __future__ import annotations

from typing import Annotated

import typer

from draftbot.cli.options import HERE, Json, Workspace


def command(
    workspace: Workspace = HERE,
    as_json: Json = False,
    notes: Annotated[bool, typer.Option(help="Show notes too.")] = False,
    online: Annotated[bool, typer.Option(help="First look every reference up in PubMed and Crossref.")] = False,
) -> None:
    """Validate every file, say in what state each reference is, and prove every value in its references' texts."""
    from datetime import date

    from draftbot.cli.output import note, print_json, progress
    from draftbot.services import corpus, registries, watch
    from draftbot.settings import load_settings

    settings = load_settings(workspace)
    with progress() as tell:
        if online:
            watch.look_up(settings, date.today(), registries.connect(settings), tell)
        report = corpus.check_corpus(settings, tell)
    if as_json:
        print_json(report.model_dump(mode="json", exclude={"exit_code"}))
    else:
        for finding in report.findings:
            if notes or finding.severity != "note":
                typer.echo(f"{finding.severity}: {finding.file}:{finding.line}: {finding.field}: {finding.message}")
        for one in report.standings:
            if notes or online or one.state not in ("OK", "UNCHECKED"):
                typer.echo(one.printed())
        note(", ".join(f"{count} {name}" for name, count in report.summary.items()))
    raise typer.Exit(report.exit_code)
