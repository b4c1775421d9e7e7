"""Labelled claims: what a suite asks and what the right answer is; and how the cases of any suite are read."""

from __future__ import annotations

from pathlib import Path
from typing import Literal, TypeVar, overload

from pydantic import ValidationError

from draftbot.errors import BadInput
from draftbot.records.record import Record

Label = Literal["supported", "contradicted", "unsupported"]
T = TypeVar("T", bound=Record)


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


@overload
def load_cases(path: Path) -> tuple[Case, ...]: ...


@overload
def load_cases(path: Path, shape: type[T]) -> tuple[T, ...]: ...


def load_cases(path: Path, shape: type[Record] = Case) -> tuple[Record, ...]:
    """The cases of a JSON Lines file, one object a line; raises BadInput with the line, also for an id met twice."""
    cases: dict[str, Record] = {}
    try:
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise BadInput(f"cannot be read as a suite's cases: {error}", path=str(path)) from error
    for number, line in enumerate(lines, start=1):
        try:
            case = shape.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(map(str, first["loc"]))
            what = "unknown key" if first["type"] == "extra_forbidden" else first["msg"]
            raise BadInput(what, path=str(path), line=number, field=field) from error
        key = str(getattr(case, "id", number))
        if key in cases:
            raise BadInput(f"the id {key!r} was used before", path=str(path), line=number, field="id")
        cases[key] = case
    if not cases:
        raise BadInput("a suite without cases proves nothing; add one JSON object a line", path=str(path))
    return tuple(cases.values())
