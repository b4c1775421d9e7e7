"""draftbot corpus import"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from draftbot.cli.options import HERE, Json, Workspace


def command(
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

    from draftbot.cli.corpus.taken import print_taken
    from draftbot.cli.output import progress
    from draftbot.services import imports
    from draftbot.settings import load_settings

    with progress() as tell:
        report = imports.import_files(load_settings(workspace), files, date.today(), tell)
    print_taken(report, as_json)
