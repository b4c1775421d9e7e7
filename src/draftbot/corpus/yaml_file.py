"""Reading one YAML file safely: plain data, and the line on which each value stands.

The file is read as a stream of events, never composed, so an alias bomb is met before anything is expanded. Of YAML
only what records need is understood: mappings, lists, text, whole numbers, true, false and null. Everything else that
is not quoted, dates too, stays text; a record says where it wants a date.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import yaml

from draftbot.errors import BadInput
from draftbot.records.record import Record
from draftbot.text.hygiene import hidden, problems

# Records are some kilobytes of some hundred values; a file at these limits is still read in under a second.
MOST_BYTES = 1_000_000
MOST_VALUES = 50_000
MOST_DEPTH = 30
Location = tuple[str | int, ...]
INTEGER = re.compile(r"-?(?:0|[1-9]\d{0,14})")
WORDS: dict[str, bool | None] = {"": None, "~": None, "null": None, "true": True, "false": False}
# The parser in C is some thirty times faster; the wheels of PyYAML bring it, builds without libyaml do not.
PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class YamlFile(Record):
    """The data of a file; ``lines`` maps the path of keys and indices of every value to its line, counted from 1."""

    path: str
    data: object
    lines: dict[Location, int]

    def line(self, location: Location) -> int:
        """The line of the value at the location, or of the nearest one above it."""
        while location and location not in self.lines:
            location = location[:-1]
        return self.lines.get(location, 1)


def read_yaml(path: Path) -> YamlFile:
    """The file as data: mappings, lists, strings, integers, booleans and null only.

    Raises BadInput, with file and line, for tags, anchors and aliases, duplicate and merge keys, nesting deeper than
    30, files above one megabyte or 50,000 values, bytes that are not UTF-8, hidden characters (NUL too), and HTML.
    """
    text = _text(path)
    reading = _Reading(str(path), yaml.parse(text, Loader=PARSER))
    try:
        data = reading.document()
    except (yaml.YAMLError, ValueError, OverflowError) as error:  # the last two: "\\UFFFFFFFF" in the parser without C
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        what = getattr(error, "problem", None) or "cannot be read"
        raise BadInput(f"not valid YAML: {what}", path=str(path), line=mark.line + 1 if mark else None) from error
    return YamlFile(path=str(path), data=data, lines=reading.lines)


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror}", path=str(path)) from error
    if len(raw) > MOST_BYTES:
        raise BadInput(f"larger than {MOST_BYTES // 1_000_000} MB; split it into records", path=str(path))
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise BadInput("not UTF-8; save the file as UTF-8", path=str(path), line=line) from error
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    for problem in hidden(text):
        line = text[: problem.start].count("\n") + 1
        raise BadInput(f"{problem.what}; remove it", path=str(path), line=line)
    return text


class _Reading:
    """One pass over the events of a file; ``lines`` fills as values are met."""

    def __init__(self, path: str, events: Iterator[yaml.Event]) -> None:
        self.path, self.events = path, events
        self.lines: dict[Location, int] = {}

    def document(self) -> object:
        """The data of the only document."""
        next(self.events)  # the start of the stream
        if isinstance(next(self.events), yaml.StreamEndEvent):
            raise BadInput("the file is empty", path=self.path, line=1)
        data = self._value(next(self.events), ())
        next(self.events)  # the end of the document
        after = next(self.events)
        if not isinstance(after, yaml.StreamEndEvent):
            raise self._refused("a second document starts here; keep one a file", after)
        return data

    def _value(self, event: yaml.Event, location: Location) -> object:
        if _is_decorated(event):
            raise self._refused("anchors, aliases and tags are not allowed; write the value out", event, location)
        self.lines.setdefault(location, _line(event))
        if len(self.lines) > MOST_VALUES:
            raise self._refused(f"more than {MOST_VALUES:,} values; split the file into records", event)
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, location)
        if len(location) >= MOST_DEPTH:
            raise self._refused("nested too deeply; keep records flat", event)
        return self._mapping(location) if isinstance(event, yaml.MappingStartEvent) else self._list(location)

    def _list(self, location: Location) -> list[object]:
        items: list[object] = []
        while not isinstance(event := next(self.events), yaml.SequenceEndEvent):
            items.append(self._value(event, (*location, len(items))))
        return items

    def _mapping(self, location: Location) -> dict[str, object]:
        built: dict[str, object] = {}
        while not isinstance(event := next(self.events), yaml.MappingEndEvent):
            key = self._key(event, location)
            if key in built:
                raise self._refused("this key stands twice; keep one", event, (*location, key))
            # a value's line is its key's: a block value starts on the line below
            self.lines[(*location, key)] = _line(event)
            built[key] = self._value(next(self.events), (*location, key))
        return built

    def _key(self, event: yaml.Event, location: Location) -> str:
        if not isinstance(event, yaml.ScalarEvent) or _is_decorated(event) or event.value == "<<":
            raise self._refused("a key must be plain text", event, location)
        return self._clean(event, location)

    def _scalar(self, event: yaml.ScalarEvent, location: Location) -> str | int | bool | None:
        text = self._clean(event, location)
        if event.style:
            return text
        if text.lower() in WORDS:
            return WORDS[text.lower()]
        return int(text) if INTEGER.fullmatch(text) else text

    def _clean(self, event: yaml.ScalarEvent, location: Location) -> str:
        text = str(event.value)
        for problem in problems(text):
            raise self._refused(f"{problem.what}; write plain text", event, location)
        return text

    def _refused(self, what: str, event: yaml.Event, location: Location = ()) -> BadInput:
        return BadInput(what, path=self.path, line=_line(event), field=dotted(location) or None)


def _is_decorated(event: yaml.Event) -> bool:
    """Whether the value is an alias, or carries an anchor or a tag."""
    if isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
        return event.anchor is not None or event.tag is not None
    return isinstance(event, yaml.AliasEvent)


def _line(event: yaml.Event) -> int:
    return event.start_mark.line + 1 if event.start_mark else 1


def dotted(location: Location) -> str:
    """The path of keys and indices as people write it: ``card.outcomes.0.p``."""
    return ".".join(str(part) for part in location)
