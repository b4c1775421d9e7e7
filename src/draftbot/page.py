"""A page as it stands on disk: its Markdown, and the JSON-LD beside it."""

from __future__ import annotations

import json
from pathlib import Path

from draftbot.errors import BadInput
from draftbot.text.document import Document
from draftbot.text.markdown import read_markdown

# Ten times a long article. A longer file is a mistake, and would be read for minutes.
MOST_BYTES = 500_000
MOST_UNITS = 6_000


def page_document(path: Path) -> Document:
    """The units of a file; raises BadInput where it cannot be read or holds more than an article can."""
    document = read_markdown(page_text(path))
    if len(document.units) > MOST_UNITS:
        what = f"holds {len(document.units):,} sentences and cells, more than an article can ({MOST_UNITS:,}); split it"
        raise BadInput(what, path=str(path))
    return document


def page_text(path: Path) -> str:
    """The Markdown of a file; raises BadInput where there is none or it is not UTF-8."""
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadInput(f"is longer than an article can be ({MOST_BYTES:,} bytes); split it", path=str(path))
        return path.read_bytes().decode("utf-8")
    except FileNotFoundError as error:
        raise BadInput("there is no such file", path=str(path)) from error
    except OSError as error:
        raise BadInput(f"cannot be read as a file: {error.strerror}", path=str(path)) from error
    except UnicodeDecodeError as error:
        raise BadInput("not UTF-8; save the file as UTF-8", path=str(path)) from error


def page_graph(path: Path) -> object:
    """The JSON-LD that stands beside the file, where there is one of ours."""
    beside = path.with_suffix(".jsonld")
    if not beside.is_file():
        return {}
    try:
        return json.loads(beside.read_text(encoding="utf-8"))
    except (ValueError, RecursionError) as error:
        raise BadInput(f"not valid JSON: {error}", path=str(beside)) from error
