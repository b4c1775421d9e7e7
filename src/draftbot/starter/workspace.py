"""Copying the starter files into a new folder."""

from __future__ import annotations

import json
import shutil
from importlib.resources import as_file, files
from pathlib import Path

from draftbot.errors import Unpublishable, UserError
from draftbot.settings import FILE, bundled_prompts


def make_workspace(folder: Path, site: str) -> None:
    """Writes draftbot.toml, corpus/ and prompts/ into a new or empty folder; ``site`` is the publisher's name.

    Raises a UserError when the folder holds anything, Unpublishable when it cannot be written.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise UserError(f"{folder} is not an empty folder; name a new one")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with as_file(files("draftbot.starter")) as starter:
            shutil.copytree(starter / "corpus", folder / "corpus")
            shutil.copy(starter / "draftbot.toml", folder / FILE)
        shutil.copytree(bundled_prompts(), folder / "prompts")
        house = folder / "corpus" / "house.yaml"
        text = house.read_text(encoding="utf-8").replace(
            'name: "My site"', f"name: {json.dumps(site, ensure_ascii=False)}"
        )
        house.write_text(text, encoding="utf-8")
    except OSError as error:
        raise Unpublishable(f"{folder} cannot be written: {error.strerror}") from error
