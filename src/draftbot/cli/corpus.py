"""draftbot corpus check, show, import, add, fetch, watch"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from draftbot.cli.options import HERE, Json, Workspace
from draftbot.errors import UserError

if TYPE_CHECKING:
    from draftbot.corpus.shelf import Excerpt
    from draftbot.references import ImportReport
    from draftbot.registries import FetchReport, WatchReport

app = typer.Typer(
    no_args_is_help=True, help="Bring sources in, check the corpus, show a record.", rich_markup_mode=None
)


@app.command("check")
def check(
    workspace: Workspace = HERE,
    as_json: Json = False,
    notes: Annotated[bool, typer.Option(help="Show notes too.")] = False,
    online: Annotated[bool, typer.Option(help="First look every reference up in PubMed and Crossref.")] = False,
) -> None:
    """Validate every file, say in what state each reference is, and prove every value in its references' texts."""
    from datetime import date

    from draftbot import pipeline, registries
    from draftbot.cli.output import note, print_json, progress
    from draftbot.settings import load_settings

    settings = load_settings(workspace)
    with progress() as tell:
        if online:
            registries.watch(settings, date.today(), registries.registries(settings), tell)
        report = pipeline.check_corpus(settings, tell)
    if as_json:
        print_json(report.model_dump(mode="json", exclude={"exit_code"}))
    else:
        for finding in report.findings:
            if notes or finding.severity != "note":
                typer.echo(f"{finding.severity}: {finding.file}:{finding.line}: {finding.field}: {finding.message}")
        for one in report.standings:
            if one.state not in ("OK", "UNCHECKED"):
                typer.echo(f"{one.state}: {one.id}: {'; '.join(one.reasons)}")
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

    from draftbot import references
    from draftbot.cli.output import progress
    from draftbot.settings import load_settings

    with progress() as tell:
        report = references.import_files(load_settings(workspace), files, date.today(), tell)
    _print_import(report, as_json)


@app.command("add")
def add(
    identifiers: Annotated[
        list[str],
        typer.Argument(help="PMIDs, PMCIDs or DOIs; with --excerpt the id of one reference.", metavar="ID..."),
    ],
    excerpt: Annotated[Path | None, typer.Option(help="A text file with words copied from the work itself.")] = None,
    page: Annotated[str | None, typer.Option(help='Where they stand: "p. 12", "section 4.8".')] = None,
    seen: Annotated[str | None, typer.Option(help="The day they stood there, YYYY-MM-DD.")] = None,
    title: Annotated[
        str | None, typer.Option(help="Of a label, register or regulator's page that is new here.")
    ] = None,
    url: Annotated[str | None, typer.Option(help="Its address.")] = None,
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """Fetch works from PubMed and Crossref into the corpus, or add a verbatim excerpt with its page and date."""
    from datetime import date

    from draftbot import references, registries
    from draftbot.cli.output import progress
    from draftbot.settings import load_settings

    settings = load_settings(workspace)
    if excerpt is not None:
        given = _excerpt(identifiers, excerpt, page, seen, title, url)
        report = references.add_excerpt(settings, identifiers[0], given)
    else:
        with progress() as tell:
            report = registries.add(settings, identifiers, date.today(), registries.registries(settings), tell)
    _print_import(report, as_json)


def _excerpt(
    identifiers: list[str], path: Path, page: str | None, seen: str | None, title: str | None, url: str | None
) -> Excerpt:
    from pydantic import ValidationError

    from draftbot.corpus.shelf import Excerpt
    from draftbot.errors import BadInput

    if len(identifiers) != 1 or not page or not seen:
        raise UserError("an excerpt needs one reference id, --page and --seen")
    try:
        text = path.read_text(encoding="utf-8")
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror}", path=str(path)) from error
    except UnicodeDecodeError as error:
        raise BadInput("not UTF-8; save the file as UTF-8", path=str(path)) from error
    try:
        return Excerpt.model_validate({"text": text, "page": page, "seen": seen, "title": title, "address": url})
    except ValidationError as error:
        raise UserError(f"--seen {seen!r} is not a day; write it as YYYY-MM-DD") from error


@app.command("fetch")
def fetch(
    everything: Annotated[bool, typer.Option("--all", help="Every digest whose work PubMed has.")] = False,
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """Put abstracts in the place of digests; the digests stay as notes, and every figure that differs is printed."""
    from datetime import date

    from draftbot import registries
    from draftbot.cli.output import progress
    from draftbot.settings import load_settings

    if not everything:
        raise UserError("say --all to replace every digest; `corpus add ID` fetches single works")
    settings = load_settings(workspace)
    with progress() as tell:
        report = registries.fetch_all(settings, date.today(), registries.registries(settings), tell)
    _print_fetch(report, as_json)


def _print_fetch(report: FetchReport, as_json: bool) -> None:
    from draftbot.cli.output import note, print_json

    if as_json:
        print_json(report.model_dump(mode="json", exclude={"exit_code"}))
    else:
        for one in report.differences:
            typer.echo(f"{one.id}: only in the digest: {'; '.join(one.only_in_digest) or 'nothing'}")
            typer.echo(f"{one.id}: only in the abstract: {'; '.join(one.only_in_abstract) or 'nothing'}")
        note(", ".join(f"{count:,} {name}" for name, count in report.summary.items()))
    raise typer.Exit(report.exit_code)


@app.command("watch")
def watch(workspace: Workspace = HERE, as_json: Json = False) -> None:
    """Look every reference up again, and list the articles and sentences that rest on what no longer stands."""
    from datetime import date

    from draftbot import registries
    from draftbot.cli.output import progress
    from draftbot.settings import load_settings

    settings = load_settings(workspace)
    with progress() as tell:
        report = registries.watch(settings, date.today(), registries.registries(settings), tell)
    _print_watch(report, as_json)


def _print_watch(report: WatchReport, as_json: bool) -> None:
    from draftbot.cli.output import note, print_json

    if as_json:
        print_json(report.model_dump(mode="json", exclude={"exit_code"}))
    else:
        for one in report.changed:
            typer.echo(f"{one.state}: {one.id}: {'; '.join(one.reasons) or f'checked {one.checked}'}")
        for article in report.affected:
            for key, units in article.units.items():
                typer.echo(f"affected: {article.article}: {len(units)} units rest on {key}")
                for text in units:
                    typer.echo(f"  {text}")
        note(", ".join(f"{count:,} {name}" for name, count in report.summary.items()))
    raise typer.Exit(report.exit_code)


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
