"""What reading a Markdown file gives: its units with their citations and places, and what could not be read."""

from __future__ import annotations

from draftbot.records.record import Record
from draftbot.records.unit import UnitKind
from draftbot.text.embedded import Embedded
from draftbot.text.inline import Cited, Link
from draftbot.text.marks import Pointer


class ReadUnit(Record):
    """A unit as read from a file: plain text without citation marks, the links that stood in it, and where it
    stands.

    ``anchor`` is the id printed before it (``ref-4``), ``section`` the anchor of the nearest heading; ``line`` counts
    from 1, ``start`` and ``end`` count the file's code points. ``cited`` are the citations in any other form;
    ``entry`` is what the unit is called by where it is an entry of the list of references or a footnote.
    """

    kind: UnitKind
    text: str
    links: tuple[Link, ...] = ()
    cited: tuple[Cited, ...] = ()
    anchor: str | None = None
    entry: Pointer | None = None
    section: str = ""
    row: str | None = None
    column: str | None = None
    line: int = 0
    start: int = 0
    end: int = 0


class Document(Record):
    """A Markdown file as units. ``problems`` are things that could not be read as prose, such as raw HTML; ``remarks``
    are lesser ones. ``own``: its front matter is that of an article of ours; else it is a foreign one, in which
    citations may have any form. ``graphs`` is the JSON-LD that stands in the file itself."""

    model_config = Record.model_config | {"str_strip_whitespace": False}
    front_matter: dict[str, object]
    title: str
    units: tuple[ReadUnit, ...]
    problems: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    own: bool = False
    graphs: tuple[Embedded, ...] = ()
    source: str = ""
