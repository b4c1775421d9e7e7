"""draftbot corpus check, show, import"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from draftbot.cli.options import HERE, Json, Workspace

if TYPE_CHECKING:
    from draftbot.services.imports import ImportReport

app = typer.Typer(
    no_args_is_help=True, help="Bring sources in, check the corpus, show a record.", rich_markup_mode=None
)


@app.command("check")
def check(
    workspace: Workspace = HERE,
    as_json: Json = False,
    notes: Annotated[bool, typer.Option(help="Show notes too.")] = False,
) -> None:
    """Validate every file, and prove every value in its references' texts."""
    from draftbot.cli.output import note, print_json, progress
    from draftbot.services import corpus
    from draftbot.settings import load_settings

    with progress() as tell:
        report = corpus.check_corpus(load_settings(workspace), tell)
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
    from draftbot.cli.output import print_json
    from draftbot.services import corpus
    from draftbot.settings import load_settings

    del as_json  # taken so that scripts may give it to every command
    print_json(corpus.show(load_settings(workspace), name).model_dump(mode="json", exclude_none=True))


@app.command("import")
def import_(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="PubMed XML, JATS, MEDLINE/.nbib, RIS, Web of Science, BibTeX or CSL-JSON.", metavar="FILE..."
        ),
    ],
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """Take the records of files into the corpus: new ones are written, known ones are merged, conflicts are kept."""
    from datetime import date

    from draftbot.cli.output import progress
    from draftbot.services import imports
    from draftbot.settings import load_settings

    with progress() as tell:
        report = imports.import_files(load_settings(workspace), files, date.today(), tell)
    _print_import(report, as_json)


def _print_import(report: ImportReport, as_json: bool) -> None:
    from draftbot.cli.output import note, print_json

    if as_json:
        print_json(report.model_dump(mode="json", exclude={"exit_code"}))
    else:
        for taken in report.records:
            where = f"{taken.origin}: record {taken.position}"
            typer.echo(f"{taken.outcome}: {where}: {f'{taken.id}: ' if taken.id else ''}{'; '.join(taken.notes)}")
        note(", ".join(f"{count:,} {name}" for name, count in report.summary.items()))
    raise typer.Exit(report.exit_code)
