"""JSON schemas of the corpus's files (JSON Schema 2020-12), for editors that complete and check YAML."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from draftbot.records.compound import Compound
from draftbot.records.corpus import Fields, House
from draftbot.records.record import Record
from draftbot.records.reference import Reference
from draftbot.records.values import VALUE_TYPES

DIALECT = "https://json-schema.org/draft/2020-12/schema"


def compound_schema(fields: Fields) -> dict[str, Any]:
    """A profile's schema: each field of fields.yaml is a list of values of its type."""
    schema = _of(Compound)
    definitions: dict[str, Any] = schema.setdefault("$defs", {})
    for name in sorted({field.type for field in fields.fields.values()}):
        own = VALUE_TYPES[name].model_json_schema()
        definitions |= own.pop("$defs", {})
        definitions[name] = own
    schema["properties"]["fields"] = {
        "type": "object",
        "additionalProperties": False,
        "properties": {
            key: {"title": field.label, "type": "array", "items": {"$ref": f"#/$defs/{field.type}"}}
            for key, field in fields.fields.items()
        },
    }
    return schema


def _of(model: type[Record]) -> dict[str, Any]:
    return {"$schema": DIALECT, **model.model_json_schema()}


SCHEMAS: dict[str, Callable[[Fields], dict[str, Any]]] = {
    "compound": compound_schema,
    "reference": lambda _: _of(Reference),
    "fields": lambda _: _of(Fields),
    "house": lambda _: _of(House),
}
