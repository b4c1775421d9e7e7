"""draftbot draft A B"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from draftbot.cli.options import HERE, Json, Workspace

if TYPE_CHECKING:
    from draftbot.reports import DraftReport


def command(
    names: Annotated[
        list[str] | None, typer.Argument(help="Two compounds; none: the example pair of draftbot.toml.")
    ] = None,
    writer: Annotated[str, typer.Option(help="Who writes: offline.")] = "offline",
    out: Annotated[Path | None, typer.Option(help="Where articles go.", show_default="articles")] = None,
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """Draft the comparison of two compounds; every sentence is proved or held."""
    from draftbot import pipeline
    from draftbot.cli.output import note, print_json, progress
    from draftbot.errors import UserError
    from draftbot.settings import load_settings

    if writer != "offline":
        raise UserError(f"no writer named {writer!r}; this version has: offline")
    settings = load_settings(workspace)
    wanted = names or list(settings.example or ())
    with progress() as tell:
        report = pipeline.draft(settings, wanted, out or settings.articles, tell)
    if as_json:
        print_json(report.model_dump(mode="json"))
    else:
        typer.echo(f"{report.folder}/{pipeline.ARTICLE}")
        note(_summary(report))
    raise typer.Exit(report.exit_code)


def _summary(report: DraftReport) -> str:
    proved, derived = (report.units.get(verdict, 0) for verdict in ("supported", "derived"))
    lines = [
        f"{report.words:,} words; {proved} units proved by sources, {derived} derived by rules, "
        f"{len(report.held)} held; read report.html beside it",
        *(f"held: {held}" for held in report.held[:5]),
    ]
    if len(report.held) > 5:
        lines.append(f"and {len(report.held) - 5} more, in report.html")
    shortest, longest = report.length
    if not shortest <= report.words <= longest and not report.thin:
        lines.append(f"length: the house asks for {shortest:,} to {longest:,} words of running text")
    if report.thin:
        lines.append("thin: fewer sources about this pair than the house asks for")
    if report.revision:
        lines.append("the article there was edited by hand and is untouched; this draft is a revision beside it")
    return "\n".join(lines)
