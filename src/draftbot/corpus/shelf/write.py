"""References to files: whole and new, or changed where they changed, so that an editor's remarks and order stay."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import yaml

from draftbot.errors import Unpublishable
from draftbot.records.record import Record
from draftbot.records.reference import Reference
from draftbot.whole_file import write_whole

DUMPER: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)
TOP = re.compile(r"^([A-Za-z_]+)\s*:", re.MULTILINE)

# Remarks at the margin at a block's end speak of the next key.
BEFORE_NEXT = re.compile(r"(?:^(?:#[^\n]*)?\n)+\Z", re.MULTILINE)


def new_text(reference: Reference) -> str:
    """The file of a reference."""
    return _dump(data(reference))


def data(record: Record) -> dict[str, Any]:
    """A record as plain data without what is empty."""
    return record.model_dump(mode="json", exclude_defaults=True, exclude_none=True)


def changed_text(text: str, old: Reference, new: Reference) -> str:
    """The file's text with the blocks of the changed top-level keys written anew; remarks inside such a block move
    above it, everything else stays byte for byte."""
    before, after = data(old), data(new)
    for key in [*before, *(key for key in after if key not in before)]:
        if before.get(key) != after.get(key):
            text = _with_block(text, key, _dump({key: after[key]}) if key in after else "")
    return text


def _with_block(text: str, key: str, block: str) -> str:
    starts = [found.start() for found in TOP.finditer(text)]
    here = next((found.start() for found in TOP.finditer(text) if found[1] == key), None)
    if here is None:
        return f"{text.rstrip(chr(10))}\n{block}" if text.strip() else block
    end = next((start for start in starts if start > here), len(text))
    end = here + len(BEFORE_NEXT.sub("", text[here:end]))
    remarks = "".join(f"{line.strip()}\n" for line in text[here:end].splitlines() if line.lstrip().startswith("#"))
    return f"{text[:here]}{remarks}{block}{text[end:]}"


def _dump(plain: dict[str, Any]) -> str:
    return str(
        yaml.dump(plain, Dumper=DUMPER, allow_unicode=True, sort_keys=False, width=118, default_flow_style=False)
    )


def write(path: Path, text: str) -> None:
    """Writes a file whole or not at all; raises Unpublishable when the disk refuses."""
    try:
        write_whole(path, text.encode(), sync=False)  # an import can be run again; thousands of syncs take minutes
    except OSError as error:
        raise Unpublishable(f"{path} cannot be written: {error.strerror}; nothing there was changed") from error
