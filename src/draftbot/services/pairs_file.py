"""Files of pairs: rows to check in, answers out, a line each."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, TextIO

from pydantic import ConfigDict, Field, ValidationError

from draftbot.errors import BadInput, UserError
from draftbot.records.grounding import Pair
from draftbot.records.record import Record


class Row(Record):
    """A row to check; keys beside these (a benchmark's own label) are passed over."""

    model_config = Record.model_config | ConfigDict(extra="ignore", str_strip_whitespace=False)
    id: str | int
    source: str
    claim: Annotated[str, Field(min_length=1)]

    @property
    def pair(self) -> Pair:
        return Pair(source=self.source, claim=self.claim)


def read_rows(path: Path) -> Iterator[Row]:
    """The rows in order; raises BadInput with the line of the first that is none."""
    try:
        with path.open(encoding="utf-8") as lines:
            for number, line in enumerate(lines, start=1):
                if line.strip():
                    yield _row(line, number, path)
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror}", path=str(path)) from error
    except UnicodeDecodeError as error:
        raise BadInput("not UTF-8; save the file as UTF-8", path=str(path)) from error


def _row(line: str, number: int, path: Path) -> Row:
    try:
        return Row.model_validate(json.loads(line))
    except ValidationError as error:
        defect = error.errors()[0]
        where = ".".join(str(part) for part in defect["loc"])
        raise BadInput(defect["msg"], path=str(path), line=number, field=where or None) from error
    except (ValueError, RecursionError) as error:
        raise BadInput(f"not a JSON object: {error}", path=str(path), line=number) from error


@contextmanager
def written(path: Path) -> Iterator[TextIO]:
    """A file that appears whole or not at all. Raises UserError where none can be."""
    if path.is_dir() or not path.parent.is_dir():
        raise UserError(f"{path} cannot be written: name a file in a folder that exists")
    aside = path.with_name(f".{path.name}.{os.getpid()}.tmp")
    try:
        with aside.open("w", encoding="utf-8") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)
