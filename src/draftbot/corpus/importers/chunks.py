"""Text files as a stream of records, so that a file of any size is read in constant memory."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import IO

from draftbot.errors import BadInput

MOST_CHARACTERS = 2_000_000
MOST_LINE = 1_000_000
# European text has no four letters with accents in a row; encodings of two bytes a letter do.
FOREIGN = re.compile(rb"[\x80-\xff]{4}")


def lines(file: IO[bytes], path: str) -> Iterator[str]:
    """Lines of a text file, decoded; UTF-8 and UTF-16 with a mark, else UTF-8, else Windows-1252 line by line."""
    start = file.read(3)
    file.seek(0)
    if start[:2] in (b"\xff\xfe", b"\xfe\xff"):
        yield from _wide(file, path)
        return
    while raw := file.readline(MOST_LINE):
        if len(raw) == MOST_LINE:
            raise BadInput(f"a line is longer than {MOST_LINE // 1_000_000} MB", path=path)
        yield _decoded(raw, path).removeprefix("\ufeff").rstrip("\r\n")


def _wide(file: IO[bytes], path: str) -> Iterator[str]:
    import io

    reader = io.TextIOWrapper(file, encoding="utf-16", errors="replace")
    while line := reader.readline(MOST_LINE):
        if len(line) == MOST_LINE:
            raise BadInput(f"a line is longer than {MOST_LINE // 1_000_000} MB", path=path)
        yield line.rstrip("\r\n")


def _decoded(raw: bytes, path: str) -> str:
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        if FOREIGN.search(raw):
            raise BadInput("is written in another encoding than UTF-8; save it as UTF-8", path=path) from error
        return raw.decode("cp1252", errors="replace")


def until(stream: Iterator[str], last: re.Pattern[str], path: str) -> Iterator[list[str]]:
    """Groups of lines, each ending with a line that matches ``last``; what follows the last one is a group too."""
    yield from _groups(stream, path, lambda line: bool(last.match(line)), closes=True)


def starting(stream: Iterator[str], first: re.Pattern[str], path: str) -> Iterator[list[str]]:
    """Groups of lines, each beginning with a line that matches ``first``."""
    yield from _groups(stream, path, lambda line: bool(first.match(line)), closes=False)


def _groups(stream: Iterator[str], path: str, border: Callable[[str], bool], *, closes: bool) -> Iterator[list[str]]:
    group: list[str] = []
    size = 0
    for line in stream:
        here = border(line)
        if here and not closes and any(part.strip() for part in group):
            yield group
            group, size = [], 0
        group.append(line)
        size += len(line)
        if size > MOST_CHARACTERS:
            raise BadInput(f"a record is larger than {MOST_CHARACTERS // 1_000_000} MB", path=path)
        if here and closes:
            yield group
            group, size = [], 0
    if any(part.strip() for part in group):
        yield group
