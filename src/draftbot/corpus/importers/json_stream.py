"""The items of a JSON list, one by one, so that a file of any size is read in constant memory."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import IO

from draftbot.errors import BadInput

CHUNK = 1 << 16
MOST_BYTES = 2_000_000


def json_items(file: IO[bytes], path: str) -> Iterator[object]:
    """Items of a list, of one object (or Crossref's ``message.items``), or of a file with an object a line."""
    from draftbot.corpus.importers.csl_json import items

    text = _Text(file, path)
    if text.peek() == "[":
        yield from text.listed()
        return
    file.seek(0)
    raw = file.read(64 * MOST_BYTES + 1)
    if len(raw) > 64 * MOST_BYTES:
        raise BadInput("is one JSON object of more than 128 MB; export a list of records", path=path)
    whole = raw.decode("utf-8-sig", errors="replace")
    try:
        yield from items(whole)
    except ValueError:
        yield from _by_line(whole, path)


def _by_line(whole: str, path: str) -> Iterator[object]:
    for number, line in enumerate(whole.splitlines(), start=1):
        if line.strip():
            try:
                yield json.loads(line)
            except (ValueError, RecursionError) as error:
                raise BadInput(f"not valid JSON: {error}", path=path, line=number) from error


class _Text:
    """Decoded text that is read on as far as it is needed."""

    def __init__(self, file: IO[bytes], path: str) -> None:
        import codecs

        self.file, self.path, self.text, self.done = file, path, "", False
        self.decoder = codecs.getincrementaldecoder("utf-8-sig")(errors="replace")

    def more(self) -> bool:
        chunk = self.file.read(CHUNK)
        self.done = not chunk
        self.text += self.decoder.decode(chunk, final=self.done)
        return not self.done

    def peek(self) -> str:
        """The first character that is not white space."""
        while not self.text.lstrip() and self.more():
            pass
        return self.text.lstrip()[:1]

    def listed(self) -> Iterator[object]:
        """The items of the list that begins here."""
        decoder = json.JSONDecoder()
        self.text = self.text.lstrip()[1:]
        while (first := self.peek()) not in ("]", ""):
            self.text = self.text.lstrip().removeprefix(",").lstrip() if first == "," else self.text.lstrip()
            if not self.text and self.more():
                continue
            yield self._item(decoder)
        if not first:
            raise BadInput("the JSON list is cut off; export it again", path=self.path)

    def _item(self, decoder: json.JSONDecoder) -> object:
        while True:
            try:
                item, end = decoder.raw_decode(self.text)
            except RecursionError as error:
                raise BadInput("not valid JSON: nested too deeply", path=self.path) from error
            except ValueError as error:
                if len(self.text) > MOST_BYTES:
                    raise BadInput(f"a record is larger than {MOST_BYTES // 1_000_000} MB", path=self.path) from error
                if not self.more():
                    raise BadInput(f"not valid JSON: {error}", path=self.path) from error
                continue
            if end < len(self.text) or self.done or not self.more():
                self.text = self.text[end:]
                return item
