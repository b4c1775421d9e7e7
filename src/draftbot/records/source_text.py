"""The canonical text of a source, and the passages that are cut from it."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field as Constraint

from draftbot.records.record import Record
from draftbot.records.values import Slug

TextKind = Literal["abstract", "excerpt", "digest"]
"""abstract: as fetched or imported; excerpt: verbatim from the full text, with page; digest: our own words."""

Offset = Annotated[int, Constraint(ge=0)]


class Span(Record):
    """Code points ``start`` (included) to ``end`` (excluded) of some text."""

    start: Offset
    end: Offset

    def of(self, text: str) -> str:
        return text[self.start : self.end]


class SourceText(Record):
    """The canonical text of a reference; every start and end anywhere counts its code points.

    ``sha256`` is the hash of the UTF-8 text; ``second_hand`` are the spans that report another document.
    """

    model_config = Record.model_config | {"str_strip_whitespace": False}
    source: Slug
    kind: TextKind
    text: str
    sha256: str
    second_hand: tuple[Span, ...] = ()


class Passage(Record):
    """A piece of a SourceText. ``id`` is the source's id and the first characters of the text's hash,
    so that a passage keeps its id while its words stay the same."""

    id: str
    source: Slug
    start: Offset
    end: Offset
    text: str


class ScoredPassage(Record):
    """A passage as a search returned it: each half's score (``None``: that half did not find it) and the fused one.

    Scores are rounded to six places, since the last bits differ between processors.
    """

    passage: Passage
    lexical: float | None
    vector: float | None
    fused: float
    rank: int
