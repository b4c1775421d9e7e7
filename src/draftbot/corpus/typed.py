"""Plain data to records: a profile's values get the types that fields.yaml names."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

from pydantic import ValidationError

from draftbot.corpus.refusal import LIST, MAPPING, Refusals, refusal, refused, unknown
from draftbot.corpus.yaml_file import Location, YamlFile
from draftbot.records.compound import Compound
from draftbot.records.corpus import Fields
from draftbot.records.record import Record
from draftbot.records.reference import Reference
from draftbot.records.values import VALUE_TYPES, Sourced

T = TypeVar("T", bound=Record)


def record(file: YamlFile, model: type[T]) -> T:
    """The file as a record; raises BadInput, or BadInputs for several mistakes."""
    return _validated(file.data, model, file, ())


def reference(file: YamlFile, name: str) -> Reference:
    """The file as a source record; its id must equal the file's name."""
    made = record(file, Reference)
    _must_be_named(made.id, name, file, "id")
    return made


def compound(file: YamlFile, name: str, fields: Fields) -> Compound:
    """The file as a profile; its slug must equal the file's name and its fields those of fields.yaml."""
    data = file.data
    if not isinstance(data, dict):
        raise refused(MAPPING, file, ())
    refusals = Refusals()
    typed: dict[str, object] = {}
    for field, values in _given_fields(data, file):
        with refusals.kept():
            typed[field] = _values(field, values, file, fields)
    with refusals.kept():
        made = record(file.model_copy(update={"data": {**data, "fields": {}}}), Compound)
        _must_be_named(made.slug, name, file, "slug")
    refusals.raise_any()
    return made.model_copy(update={"fields": typed})


def _given_fields(data: dict[str, object], file: YamlFile) -> Iterator[tuple[str, object]]:
    given = data.get("fields") or {}
    if not isinstance(given, dict):
        raise refused(MAPPING, file, ("fields",))
    yield from given.items()


def _values(field: str, values: object, file: YamlFile, fields: Fields) -> tuple[Sourced, ...]:
    if field not in fields.fields:
        raise unknown("field", field, fields.fields, file, ("fields", field))
    if not isinstance(values, list):
        raise refused(LIST, file, ("fields", field))
    model = VALUE_TYPES[fields.fields[field].type]
    refusals = Refusals()
    made: list[Sourced] = []
    for at, value in enumerate(values):
        with refusals.kept():
            made.append(_validated(value, model, file, ("fields", field, at)))
    refusals.raise_any()
    return tuple(made)


def _validated(data: object, model: type[T], file: YamlFile, above: Location) -> T:
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise refusal(error, file, above, model) from error


def _must_be_named(given: str, name: str, file: YamlFile, key: str) -> None:
    if given != name:
        raise refused(f"is {given!r}, but the file is named {name!r}; make them equal", file, (key,))
