"""What a check of the corpus says, and where."""

from __future__ import annotations

from typing import Literal

from draftbot.corpus.yaml_file import Location
from draftbot.records.record import Record


class Defect(Record):
    """A finding before its line is known: the record it is in and the path of keys and indices."""

    severity: Literal["error", "warn", "note"]
    kind: Literal["compounds", "references"]
    key: str
    location: Location
    message: str


class CorpusFinding(Record):
    """A finding as people and scripts read it."""

    severity: Literal["error", "warn", "note"]
    file: str
    line: int
    field: str
    message: str
