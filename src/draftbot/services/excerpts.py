"""Verbatim excerpts into the corpus."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from draftbot.corpus.shelf import Excerpt, Shelf, document, with_excerpt
from draftbot.errors import BadInput, UserError
from draftbot.services.imports import ImportReport, import_report
from draftbot.settings import Settings

MOST_BYTES = 200_000


def read_excerpt(path: Path, page: str | None, seen: str, title: str | None, address: str | None) -> Excerpt:
    """The words of a file with where and when they were read; raises a UserError where something is missing."""
    if not page:
        raise UserError("an excerpt needs --page: where in the document the words stand")
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror}", path=str(path)) from error
    except UnicodeDecodeError as error:
        raise BadInput("not UTF-8; save the file as UTF-8", path=str(path)) from error
    if len(raw) > MOST_BYTES:
        raise BadInput(f"larger than {MOST_BYTES // 1000} kB; an excerpt is some sentences", path=str(path))
    try:
        return Excerpt.model_validate({"text": text, "page": page, "seen": seen, "title": title, "address": address})
    except ValidationError as error:
        raise UserError(f"--seen {seen!r} is not a day; write it as YYYY-MM-DD") from error


def refuse_without_file(*given: str | None) -> None:
    """Raises a UserError when what belongs to an excerpt was given without one."""
    if any(given):
        raise UserError("--page, --seen, --title and --url belong to --excerpt FILE")


def add_excerpt(settings: Settings, keys: Sequence[str], excerpt: Excerpt) -> ImportReport:
    """Puts a verbatim excerpt behind the text of a reference, or makes a reference of a document with a title."""
    if len(keys) != 1:
        raise UserError("an excerpt belongs to one reference; give its id alone")
    key, shelf = keys[0], Shelf(settings.corpus / "references")
    if not shelf.taken(key):
        shelf.add(document(key, excerpt))
        return import_report(Counter(new=1), ())
    old = shelf.read(key)
    new = with_excerpt(old, excerpt)
    if new == old:
        return import_report(Counter(unchanged=1), ())
    shelf.change(old, new)
    return import_report(Counter(merged=1), ())
