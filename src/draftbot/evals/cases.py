"""Labelled claims: what a suite asks and what the right answer is."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from draftbot.errors import BadInput
from draftbot.records.record import Record

Label = Literal["supported", "contradicted", "unsupported"]


class Case(Record):
    """A claim to judge against ``source``, an excerpt of the text of ``reference``; ``kind`` says how the claim was
    made from it."""

    id: str
    kind: str
    source: str
    reference: str
    claim: str
    label: Label
    note: str = ""


def load_cases(path: Path) -> tuple[Case, ...]:
    """The cases of a JSON Lines file, one object a line; raises BadInput with the line."""
    cases = []
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"cannot be read as a suite's cases: {error}", path=str(path)) from error
    for number, line in enumerate(lines, start=1):
        try:
            cases.append(Case.model_validate_json(line))
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(map(str, first["loc"]))
            raise BadInput(first["msg"], path=str(path), line=number, field=field) from error
    return tuple(cases)
