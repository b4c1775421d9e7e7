"""Where a unit stands in its file: its words are found again, in order, between two lines."""

from __future__ import annotations

import bisect
import re

from draftbot.records.record import Record

NEWLINE = re.compile(r"\r\n?|\n")
# How far the next word may be: an address or a note may stand between two words of a sentence.
FARTHEST = 600


class Place(Record):
    """Code points ``start`` to ``end`` of the file, and the line of ``start``, from 1."""

    line: int
    start: int
    end: int


class Locator:
    """Finds texts in a file in reading order; a search begins where the last one in the same lines ended."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0, *(match.end() for match in NEWLINE.finditer(text))]
        self._cursor = 0

    def place(self, text: str, first: int, last: int) -> Place:
        """The span of the text's words between the lines ``first`` and ``last`` (from 0, the last one excluded); where
        they cannot be found, those lines."""
        low = self._start(first)
        high = self._start(max(last, first + 1))
        cursor = max(low, self._cursor) if self._cursor < high else low
        found = self._words(text.split(), cursor, high)
        if found is None and cursor > low:
            found = self._words(text.split(), low, high)
        start, end = found or (low, max(low, low + len(self._text[low:high].rstrip())))
        self._cursor = end
        return Place(line=bisect.bisect_right(self._starts, start), start=start, end=end)

    def _start(self, line: int) -> int:
        return self._starts[line] if line < len(self._starts) else len(self._text)

    def _words(self, words: list[str], cursor: int, high: int) -> tuple[int, int] | None:
        start: int | None = None
        for word in words:
            at, length = self._find(
                word, cursor, min(high, cursor + FARTHEST + len(word)) if start is not None else high
            )
            if at >= 0:
                start = at if start is None else start
                cursor = at + length
        return None if start is None else (start, cursor)

    def _find(self, word: str, low: int, high: int) -> tuple[int, int]:
        """The word as it stands, or without the punctuation that a citation mark parts from it."""
        at = self._text.find(word, low, high)
        if at >= 0:
            return at, len(word)
        bare = word.rstrip(".,;:!?)”’\"'")
        return (self._text.find(bare, low, high) if bare else -1), len(bare)
