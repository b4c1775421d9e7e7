"""Copying the starter files into a new folder."""

from __future__ import annotations

import json
import os
import shutil
from importlib.resources import as_file, files
from pathlib import Path
from tempfile import TemporaryDirectory

from draftbot.errors import Unpublishable, UserError
from draftbot.settings import FILE, bundled_prompts
from draftbot.text.hygiene import problems

SITE = 'name: "My site"'


def make_workspace(folder: Path, site: str) -> None:
    """Writes corpus/, prompts/ and then draftbot.toml, which makes a workspace of it, into a new or empty folder.

    ``site`` is the publisher's name, one line of text. Raises a UserError for any other ``site`` and for a folder that
    holds anything, Unpublishable when the disk refuses.
    """
    if not site.strip() or not site.isprintable() or problems(site):
        raise UserError(f"--site {site!r} is not a name; give one line of plain text")
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UserError(f"{folder} is not an empty folder; name a new one")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with TemporaryDirectory(dir=folder, prefix=".new.") as name:
            aside = Path(name)
            _write(aside, site)
            for part in ("corpus", "prompts", FILE):
                os.rename(aside / part, folder / part)
    except OSError as error:
        raise Unpublishable(f"{folder} cannot be written: {error.strerror}") from error


def _write(folder: Path, site: str) -> None:
    with as_file(files("draftbot.starter")) as starter:
        shutil.copytree(starter / "corpus", folder / "corpus")
        shutil.copy(starter / FILE, folder / FILE)
    shutil.copytree(bundled_prompts(), folder / "prompts")
    house = folder / "corpus" / "house.yaml"
    named = house.read_text(encoding="utf-8").replace(SITE, f"name: {json.dumps(site, ensure_ascii=False)}")
    house.write_text(named, encoding="utf-8")
