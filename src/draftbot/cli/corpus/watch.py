"""draftbot corpus watch"""

from __future__ import annotations

from draftbot.cli.options import HERE, Json, Workspace


def command(workspace: Workspace = HERE, as_json: Json = False) -> None:
    """Look every reference up again, and list the articles and sentences that rest on what no longer stands."""
    from datetime import date

    from draftbot.cli.output import leave_with, progress
    from draftbot.services import registries, watch
    from draftbot.settings import load_settings

    settings = load_settings(workspace)
    with progress() as tell:
        report = watch.watch(settings, date.today(), registries.connect(settings), tell)
    leave_with(report, report.lines(), as_json)
