"""JSON-LD that stands inside a Markdown file: in a script, a fenced block, or bare."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from draftbot.records.record import Record

OPENS = re.compile(r'(?<!\S)[\[{]\s*(?:\{\s*)?"@(?:context|graph|type|id)"')
# A block that says what it is; its first key may be any.
DECLARED = re.compile(
    r"(?:<script\b[^>]*ld\+json[^>]*>|(?:^|\n)[ \t]*(?:```|~~~)[ \t]*(?:jsonld|json-ld|json)[ \t]*\n)\s*(?=[\[{])",
    re.IGNORECASE,
)
KEYWORD = re.compile(r'"@(?:context|graph|type|id)"')
WRAPPERS = (
    re.compile(r"<script\b[^>]*application/ld\+json[^>]*>\s*$", re.IGNORECASE),
    re.compile(r"(?:^|\n)[ \t]*(?:```|~~~)[ \t]*(?:json|jsonld|json-ld)?[ \t]*\n\s*$", re.IGNORECASE),
)
CLOSERS = (
    re.compile(r"\s*</script\s*>", re.IGNORECASE),
    re.compile(r"\s*\n[ \t]*(?:```|~~~)[ \t]*(?=\n|$)"),
)


class Embedded(Record):
    """A region of a file (code points, its wrapper included) that holds JSON-LD; ``problem`` says why it could not be
    read, and then ``graph`` is empty."""

    start: int
    end: int
    graph: object = None
    problem: str | None = None


def embedded(text: str) -> tuple[Embedded, ...]:
    """The JSON-LD regions of a file, in order; an object that does not parse reaches to the end of its lines."""
    return tuple(_regions(text))


def _regions(text: str) -> Iterator[Embedded]:
    cursor = 0
    while (opened := _next(text, cursor)) is not None:
        graph, end, problem = _decoded(text, opened)
        start, end = _unwrapped(text, opened, end)
        yield Embedded(start=max(start, cursor), end=end, graph=graph, problem=problem)
        cursor = end


def _next(text: str, cursor: int) -> int | None:
    """Where the next JSON-LD begins: a declared block that uses its keywords, or an object that opens with one."""
    bare = OPENS.search(text, cursor)
    for declared in DECLARED.finditer(text, cursor):
        if bare and bare.start() <= declared.end():
            break
        _, end, _ = _decoded(text, declared.end())
        if KEYWORD.search(text, declared.end(), end):
            return declared.end()
    return bare.start() if bare else None


def _decoded(text: str, start: int) -> tuple[object, int, str | None]:
    try:
        graph, end = json.JSONDecoder().raw_decode(text, start)
    except json.JSONDecodeError as error:
        stop = re.compile(r"\n[ \t]*(?:```|~~~|\n)|</script|\Z", re.IGNORECASE).search(text, max(error.pos, start + 1))
        return (
            None,
            stop.start() if stop else len(text),
            f"line {error.lineno}: the JSON-LD does not parse: {error.msg}",
        )
    except (RecursionError, ValueError) as error:
        line = text.count("\n", 0, start) + 1
        return None, len(text), f"line {line}: the JSON-LD does not parse: {type(error).__name__}"
    return graph, end, None


def _unwrapped(text: str, start: int, end: int) -> tuple[int, int]:
    """The region with the script tags or the fence around it."""
    before = text[max(0, start - 300) : start]
    for opener, closer in zip(WRAPPERS, CLOSERS, strict=True):
        opened, closed = opener.search(before), closer.match(text, end)
        if opened and closed:
            return start - len(before) + opened.start(), closed.end()
    return start, end
