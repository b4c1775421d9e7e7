"""draftbot corpus add"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from draftbot.cli.options import HERE, Json, Workspace


def command(
    identifiers: Annotated[
        list[str],
        typer.Argument(help="PMIDs, PMCIDs or DOIs; with --excerpt the id of one reference.", metavar="ID..."),
    ],
    excerpt: Annotated[
        Path | None, typer.Option(help="A text file with words copied from the work itself.", metavar="FILE")
    ] = None,
    page: Annotated[str | None, typer.Option(help='Where they stand: "p. 12", "section 4.8".')] = None,
    seen: Annotated[
        str | None, typer.Option(help="The day they stood there, YYYY-MM-DD.", show_default="today")
    ] = None,
    title: Annotated[
        str | None, typer.Option(help="Of a label, register or regulator's page that is new here.")
    ] = None,
    url: Annotated[str | None, typer.Option(help="Its address.")] = None,
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """Fetch works from PubMed and Crossref into the corpus, or add a verbatim excerpt with its page and date."""
    from datetime import date

    from draftbot.cli.corpus.taken import print_taken
    from draftbot.cli.output import progress
    from draftbot.services import excerpts, registries
    from draftbot.settings import load_settings

    settings = load_settings(workspace)
    if excerpt is not None:
        given = excerpts.read_excerpt(excerpt, page, seen or date.today().isoformat(), title, url)
        print_taken(excerpts.add_excerpt(settings, identifiers, given), as_json)
    excerpts.refuse_without_file(page, seen, title, url)
    with progress() as tell:
        report = registries.add(settings, identifiers, date.today(), registries.connect(settings), tell)
    print_taken(report, as_json)
