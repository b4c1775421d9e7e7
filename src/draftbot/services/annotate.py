"""A verified article written back with each verdict behind what it is about."""

from __future__ import annotations

from pathlib import Path

from draftbot.annotated import Form, annotated
from draftbot.errors import BadInput, Unpublishable
from draftbot.page import page_text
from draftbot.reports import VerifyReport
from draftbot.whole_file import write_whole


def annotate(path: Path, report: VerifyReport, out: Path, form: Form = "comments") -> Path:
    """Writes the annotated Markdown whole or not at all; earlier annotations are replaced. Raises BadInput where
    ``out`` is a folder or its place does not exist, Unpublishable when the disk refuses."""
    if out.is_dir() or not out.parent.is_dir():
        raise BadInput("is no place for a file; name a file in a folder that exists", path=str(out))
    written = annotated(page_text(path), report, form).encode()
    try:
        write_whole(out, written)
    except OSError as error:
        raise Unpublishable(f"{out} cannot be written: {error.strerror}; what was there stays") from error
    return out
