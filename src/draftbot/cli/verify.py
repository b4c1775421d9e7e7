"""draftbot verify FILE.md"""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from draftbot.cli.options import HERE, Json, Workspace

if TYPE_CHECKING:
    from draftbot.reports import CheckedUnit


class AnnotationForm(StrEnum):
    comments = "comments"
    footnotes = "footnotes"


def command(
    file: Annotated[Path, typer.Argument(help="A Markdown article; article.jsonld beside it is checked too.")],
    annotate: Annotated[
        Path | None,
        typer.Option("--annotate", help="Write the Markdown back here, with each unit's verdict behind it."),
    ] = None,
    annotate_as: Annotated[
        AnnotationForm,
        typer.Option("--annotate-as", help="Verdicts as HTML comments, which a page does not show, or as footnotes."),
    ] = AnnotationForm.comments,
    workspace: Workspace = HERE,
    as_json: Json = False,
) -> None:
    """Check every unit of an article against the corpus, anew; no trace is trusted."""
    from draftbot import pipeline
    from draftbot.cli.output import leave_with, note, progress
    from draftbot.settings import load_settings

    with progress() as tell:
        report = pipeline.verify(load_settings(workspace), file, tell)
    if annotate is not None:
        from draftbot.services.annotate import annotate as write_annotated

        note(f"annotated in {write_annotated(file, report, annotate, annotate_as.value)}")
    lines = [
        f"{_place(file, unit)}{finding.severity}: {finding.check}: {finding.message}\n    {unit.text}"
        for unit in report.units
        for finding in unit.findings
    ]
    lines += [f"{finding.severity}: {finding.check}: {finding.message}" for finding in report.findings]
    leave_with(report, lines, as_json)


def _place(file: Path, unit: CheckedUnit) -> str:
    return f"{file}:{unit.line}: " if unit.line else ""
