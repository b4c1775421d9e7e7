"""The keys of a suite's file that a subject reads."""

from __future__ import annotations

from pathlib import Path
from typing import TypeVar

from pydantic import ValidationError

from draftbot.errors import BadInputs
from draftbot.evals.suite_file import FILE, SuiteFile, defect
from draftbot.records.record import Record

T = TypeVar("T", bound=Record)


class Nothing(Record):
    """No keys of its own."""


def options(suite: SuiteFile, shape: type[T]) -> T:
    """The suite's own keys as the subject wants them; raises BadInput for an unknown one."""
    try:
        return shape.model_validate(dict(suite.options))
    except ValidationError as error:
        raise BadInputs([defect(one, Path(suite.name) / FILE) for one in error.errors()]) from error
