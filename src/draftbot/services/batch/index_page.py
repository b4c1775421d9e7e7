"""The index page of a batch: what there is, in which state, and what failed why; as HTML and as JSON."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from importlib.resources import files
from pathlib import Path

from draftbot.errors import Unpublishable
from draftbot.services.batch.records import Page
from draftbot.whole_file import write_whole

HTML, JSON = "index.html", "index.json"


def write_index(out: Path, pages: Sequence[Page], waiting: int) -> Path:
    """Writes both files whole and returns the HTML one. Raises Unpublishable when the disk refuses."""
    ordered = sorted(pages, key=lambda page: page.name)
    listed = [page.model_dump(mode="json", exclude={"basis"}) | {"name": page.name} for page in ordered]
    document = json.dumps({"waiting": waiting, "pages": listed}, ensure_ascii=False, indent=1) + "\n"
    try:
        out.mkdir(parents=True, exist_ok=True)
        write_whole(out / JSON, document.encode())
        write_whole(out / HTML, _html(out, ordered, waiting).encode())
    except OSError as error:
        raise Unpublishable(f"{out / HTML} cannot be written: {error.strerror}") from error
    return out / HTML


def _html(out: Path, pages: Sequence[Page], waiting: int) -> str:
    from jinja2 import Environment, StrictUndefined

    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string((files(__package__) / "index.html.j2").read_text(encoding="utf-8"))
    links = {page.name: os.path.relpath(page.folder, out) if page.folder else "" for page in pages}
    return template.render(pages=pages, links=links, waiting=waiting)
