"""Reading one YAML file safely: plain data, and the line on which each value stands."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from draftbot.errors import BadInput
from draftbot.records.record import Record
from draftbot.text.hygiene import problems

MOST_BYTES = 2_000_000
MOST_DEPTH = 30
Data = dict[str, object] | list[object] | str | int | float | bool | None
Location = tuple[str | int, ...]
INTEGER = re.compile(r"^-?(?:0|[1-9]\d*)$")


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

    Raises BadInput, with file and line, for tags, anchors and aliases, duplicate keys, deep nesting, files above two
    megabytes, bytes that are not UTF-8, NUL and other hidden characters, and HTML.
    """
    text = _text(path)
    try:
        loader = yaml.SafeLoader(text)
        _refuse_anchors(text, path)
        node = loader.get_single_node()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        what = getattr(error, "problem", None) or "cannot be read"
        raise BadInput(f"not valid YAML: {what}", path=str(path), line=mark.line + 1 if mark else None) from error
    except RecursionError as error:
        raise BadInput("nested too deeply; keep records flat", path=str(path)) from error
    if node is None:
        raise BadInput("the file is empty", path=str(path), line=1)
    lines: dict[Location, int] = {}
    return YamlFile(path=str(path), data=_Builder(str(path), lines).build(node, ()), lines=lines)


def _text(path: Path) -> str:
    if path.stat().st_size > MOST_BYTES:
        raise BadInput(f"larger than {MOST_BYTES // 1_000_000} MB; split it into records", path=str(path))
    raw = path.read_bytes()
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw[: error.start].count(b"\n") + 1
        raise BadInput("not UTF-8; save the file as UTF-8", path=str(path), line=line) from error
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    for problem in problems(text):
        if problem.what.startswith("hidden"):
            line = text[: problem.start].count("\n") + 1
            raise BadInput(f"{problem.what}; remove it", path=str(path), line=line)
    return text


def _refuse_anchors(text: str, path: Path) -> None:
    """Scans without composing, so that an alias bomb is met before it is expanded."""
    depth = 0
    for token in yaml.scan(text, Loader=yaml.SafeLoader):
        line = token.start_mark.line + 1
        if isinstance(token, yaml.AnchorToken | yaml.AliasToken | yaml.TagToken):
            raise BadInput("anchors, aliases and tags are not allowed; write the value out", path=str(path), line=line)
        opening = (
            yaml.BlockMappingStartToken,
            yaml.BlockSequenceStartToken,
            yaml.FlowMappingStartToken,
            yaml.FlowSequenceStartToken,
        )
        closing = (yaml.BlockEndToken, yaml.FlowMappingEndToken, yaml.FlowSequenceEndToken)
        depth += isinstance(token, opening) - isinstance(token, closing)
        if depth > MOST_DEPTH:
            raise BadInput("nested too deeply; keep records flat", path=str(path), line=line)


class _Builder:
    """Turns nodes into plain data; only what a record needs is understood, everything else stays a string."""

    def __init__(self, path: str, lines: dict[Location, int]) -> None:
        self.path, self.lines = path, lines

    def build(self, node: yaml.Node, location: Location) -> object:
        self.lines[location] = node.start_mark.line + 1
        if isinstance(node, yaml.MappingNode):
            return self._mapping(node, location)
        if isinstance(node, yaml.SequenceNode):
            return [self.build(child, (*location, index)) for index, child in enumerate(node.value)]
        if isinstance(node, yaml.ScalarNode):
            return self._scalar(node, location)
        raise BadInput("cannot be read as data", path=self.path, line=node.start_mark.line + 1)

    def _mapping(self, node: yaml.MappingNode, location: Location) -> dict[str, object]:
        built: dict[str, object] = {}
        for key_node, value_node in node.value:
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            line = key_node.start_mark.line + 1
            if not isinstance(key, str) or key == "<<":
                raise BadInput("a key must be plain text", path=self.path, line=line)
            if key in built:
                raise BadInput(
                    "this key stands twice; keep one", path=self.path, line=line, field=_dotted((*location, key))
                )
            built[key] = self.build(value_node, (*location, key))
            # a value's line is its key's: a block value starts on the line below
            self.lines[(*location, key)] = line
        return built

    def _scalar(self, node: yaml.ScalarNode, location: Location) -> object:
        text = str(node.value)
        for problem in problems(text):
            line = node.start_mark.line + 1
            raise BadInput(f"{problem.what}; write plain text", path=self.path, line=line, field=_dotted(location))
        if node.style is not None:
            return text
        if node.tag.endswith(":null"):
            return None
        if text.lower() in ("true", "false"):
            return text.lower() == "true"
        return int(text) if INTEGER.match(text) and len(text) < 16 else text


def _dotted(location: Location) -> str:
    return ".".join(str(part) for part in location)
