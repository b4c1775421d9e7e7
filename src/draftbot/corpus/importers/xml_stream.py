"""XML files as a stream of elements: bounded in memory, and with no entity ever expanded."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import IO, Any

from draftbot.errors import BadInput

CHUNK = 1 << 16
# The largest real PubMed record is below 5 MB; a record that outgrows this is no record.
MOST_BYTES = 16_000_000
DECLARES = re.compile(rb"<\x00?!\x00?E\x00?N\x00?T\x00?I\x00?T\x00?Y")


def elements(file: IO[bytes], tags: tuple[str, ...], path: str) -> Iterator[Any]:
    """Each element of the names, complete; it is emptied after use.

    Raises BadInput for broken XML, for files that declare entities (entity bombs and files on other machines come
    that way; no registry's export does) and for a record above 16 MB.
    """
    from lxml import etree

    def fed() -> Iterator[Any]:
        parser: Any = etree.XMLPullParser(
            events=("end",), tag=tags, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False
        )
        since, prolog = 0, b""
        while chunk := file.read(CHUNK):
            prolog = _prolog(prolog, chunk, path)
            parser.feed(chunk)
            since += len(chunk)
            for _, element in parser.read_events():
                since = 0
                yield element
                _forget(element)
            if since > MOST_BYTES:
                raise BadInput(f"a record is larger than {MOST_BYTES // 1_000_000} MB", path=path)
        parser.close()

    try:
        yield from fed()
    except etree.XMLSyntaxError as error:
        raise BadInput(f"not valid XML: {error.msg}", path=path, line=error.lineno) from error


def _prolog(seen: bytes, chunk: bytes, path: str) -> bytes:
    """Declarations may stand before the root element only; chunks are looked at until it has long begun."""
    if len(seen) > 4 * CHUNK:
        return seen
    seen += chunk
    if DECLARES.search(seen):
        raise BadInput("declares entities; export the records again without them", path=path)
    return seen


def _forget(element: Any) -> None:
    element.clear()
    while element.getprevious() is not None:
        del element.getparent()[0]
