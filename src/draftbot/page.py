"""A page as it stands on disk: its Markdown, and the JSON-LD beside it."""

from __future__ import annotations

import json
from pathlib import Path

from draftbot.errors import BadInput


def page_text(path: Path) -> str:
    """The Markdown of a file; raises BadInput where there is none or it is not UTF-8."""
    try:
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
