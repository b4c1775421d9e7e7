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

    from draftbot.cli.output import leave_with, progress
    from draftbot.services import corpus, registries, watch
    from draftbot.settings import load_settings

    settings = load_settings(workspace)
    with progress() as tell:
        if online:
            watch.look_up(settings, date.today(), registries.connect(settings), tell)
        report = corpus.check_corpus(settings, tell)
    lines = [
        f"{finding.severity}: {finding.file}:{finding.line}: {finding.field}: {finding.message}"
        for finding in report.findings
        if notes or finding.severity != "note"
    ]
    lines += [one.printed() for one in report.standings if notes or online or one.state not in ("OK", "UNCHECKED")]
    leave_with(report, lines, as_json)
