"""Collecting refusals, so that one run names many mistakes, and telling pydantic's in plain words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from difflib import get_close_matches
from typing import get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from draftbot.corpus.yaml_file import Location, YamlFile, dotted
from draftbot.errors import BadInput, BadInputs
from draftbot.records.record import Record

LIST = "must be a list: one line each, starting with '- '"
MAPPING = "must be a mapping: lines of the form `key: value`"
WHAT = {
    "bool_parsing": "must be true or false",
    "dict_type": MAPPING,
    "int_parsing": "must be a whole number",
    "int_type": "must be a whole number",
    "list_type": LIST,
    "missing": "is missing",
    "model_attributes_type": MAPPING,
    "model_type": MAPPING,
    "tuple_type": LIST,
}
REFS = "every value needs refs: the ids of the references that state it"


class Refusals:
    """Refusals met so far; work goes on until ``raise_any``."""

    def __init__(self) -> None:
        self._met: list[BadInput] = []

    @contextmanager
    def kept(self) -> Iterator[None]:
        """Remembers what is refused inside instead of stopping there."""
        try:
            yield
        except BadInput as error:
            self.add(error)

    def add(self, error: BadInput) -> None:
        """Remembers a refusal."""
        self._met.extend(error.each())

    def raise_any(self) -> None:
        """Raises BadInput for one refusal, BadInputs for several, nothing for none."""
        if self._met:
            raise self._met[0] if len(self._met) == 1 else BadInputs(self._met)


def refusal(error: ValidationError, file: YamlFile, above: Location, model: type[Record]) -> BadInput:
    """A record's errors as lines with file, line and dotted field; misspelt keys first, and a key that is missing
    because it is misspelt not a second time. ``above`` is where in the file the record of type ``model`` begins."""
    misspelt = [details for details in error.errors() if details["type"] == "extra_forbidden"]
    meant = {(*details["loc"][:-1], near) for details in misspelt for near in _near(details, model)}
    others = [d for d in error.errors() if d["type"] != "extra_forbidden" and tuple(d["loc"]) not in meant]
    lines = [
        *(unknown("key", str(d["loc"][-1]), _keys(model, d["loc"][:-1]), file, (*above, *d["loc"])) for d in misspelt),
        *(refused(_told(d), file, (*above, *d["loc"])) for d in others),
    ]
    return lines[0] if len(lines) == 1 else BadInputs(lines)


def refused(what: str, file: YamlFile, location: Location) -> BadInput:
    """A refusal of the value at the location."""
    location = tuple(part for part in location if part != "[key]")  # pydantic's mark for a key of a mapping
    return BadInput(what, path=file.path, line=file.line(location), field=dotted(location) or None)


def unknown(what: str, name: str, known: Iterable[str], file: YamlFile, location: Location) -> BadInput:
    """A refusal of a name, with the nearest ones that are known."""
    known = list(known)
    near = get_close_matches(name, known, n=2)
    hint = f"; did you mean {' or '.join(near)}?" if near else f"; known: {', '.join(known[:12])}"
    return refused(f"unknown {what} {name!r}{hint}", file, location)


def _near(details: ErrorDetails, model: type[Record]) -> list[str]:
    return get_close_matches(str(details["loc"][-1]), _keys(model, details["loc"][:-1]), n=2)


def _keys(model: type[Record], location: Location) -> list[str]:
    """The keys of the record at the location within a record of type ``model``."""
    for part in location:
        if isinstance(part, str) and part in model.model_fields:
            model = _record_in(model.model_fields[part].annotation) or model
    return list(model.model_fields)


def _record_in(annotation: object) -> type[Record] | None:
    """The record type that an annotation such as ``tuple[Outcome, ...]`` or ``Estimate | None`` holds."""
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((found for part in get_args(annotation) if (found := _record_in(part))), None)


def _told(details: ErrorDetails) -> str:
    """One of pydantic's errors in plain words, with what to do."""
    kind, given, context = details["type"], details["input"], details.get("ctx", {})
    if details["loc"][-1:] == ("refs",) and kind in ("missing", "too_short"):
        return f"is {'missing' if kind == 'missing' else 'empty'}; {REFS}"
    if kind == "string_type":
        return "is empty; write text or leave the key out" if given is None else _not_text(given)
    if kind == "string_pattern_mismatch":
        joints = "hyphens or underscores" if "_" in str(context.get("pattern")) else "hyphens"
        return f"{given!r} is not a slug: lower-case letters and digits, joined by single {joints}"
    if kind == "literal_error":
        return f"{given!r} is not among the words allowed here: {context.get('expected')}"
    if kind == "value_error":
        return str(context.get("error"))
    message = details["msg"].replace("Input should be", "must be")
    return WHAT.get(kind, message[:1].lower() + message[1:])


def _not_text(given: object) -> str:
    if isinstance(given, list | dict):
        return "must be one text, not a list or a mapping"
    return f"must be text; write it in quotes ({given!r} is read as {type(given).__name__})"
