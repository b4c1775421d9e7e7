"""Text from a model to a validated value."""

from __future__ import annotations

import json
from typing import TypeVar

from pydantic import BaseModel, ValidationError

MOST_CHARACTERS = 400_000
BOUNDS = ("maxLength", "maxItems")
T = TypeVar("T", bound=BaseModel)


class WrongShape(Exception):
    """A text that is not the wanted JSON; the message says what is wrong with it, for the model to mend."""


def schema_of(output: type[BaseModel]) -> str:
    """The JSON schema of the answer, in one spelling."""
    return json.dumps(output.model_json_schema(), sort_keys=True)


def unbounded(schema: str) -> str:
    """The schema without ``BOUNDS``, for a server that refuses them."""

    def without(part: dict[str, object]) -> dict[str, object]:
        return {name: value for name, value in part.items() if name not in BOUNDS}

    return json.dumps(json.loads(schema, object_hook=without), sort_keys=True)


def parsed(text: str, output: type[T]) -> T:
    """The value; a frame around the object (a code fence, a sentence before it) is passed over.

    Raises WrongShape with the first defects. Nesting and size are bounded by the parser and ``MOST_CHARACTERS``.
    """
    if len(text) > MOST_CHARACTERS:
        raise WrongShape(f"longer than {MOST_CHARACTERS:,} characters")
    start, end = text.find("{"), text.rfind("}")
    if start < 0 or end < start:
        raise WrongShape("no JSON object in it")
    try:
        return output.model_validate_json(text[start : end + 1])
    except ValidationError as error:
        defects = (f"{'.'.join(map(str, d['loc'])) or 'the object'}: {d['msg']}" for d in error.errors()[:3])
        raise WrongShape("; ".join(defects)) from None
