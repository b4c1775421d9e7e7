"""What every record has in common: it cannot change, and it knows its keys."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Record(BaseModel):
    """A frozen noun; unknown keys are an error, so that a misspelt field is never lost in silence."""

    model_config = ConfigDict(frozen=True, extra="forbid", str_strip_whitespace=True)
