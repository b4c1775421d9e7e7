"""What a check of the corpus says, and where."""

from __future__ import annotations

from typing import Literal

from draftbot.corpus.yaml_file import Location
from draftbot.records.record import Record

Severity = Literal["error", "warn", "note"]


class Defect(Record):
    """A finding before its line is known: the record it is in and the path of keys and indices."""

    severity: Severity
    kind: Literal["compounds", "references"]
    key: str
    location: Location
    message: str


class CorpusFinding(Record):
    """A finding as people and scripts read it."""

    severity: Severity
    file: str
    line: int
    field: str
    message: str


class Subject(Record):
    """The record that a check looks at; its methods make findings about the value at a location."""

    kind: Literal["compounds", "references"]
    key: str

    def error(self, message: str, *location: str | int) -> Defect:
        """Something that must be mended before anything is published."""
        return self.finding("error", message, location)

    def warn(self, message: str, *location: str | int) -> Defect:
        """Something that is probably wrong, or that an editor must know."""
        return self.finding("warn", message, location)

    def note(self, message: str, *location: str | int) -> Defect:
        """Something that is open and stays visible."""
        return self.finding("note", message, location)

    def finding(self, severity: Severity, message: str, location: Location) -> Defect:
        return Defect(severity=severity, kind=self.kind, key=self.key, location=location, message=message)
