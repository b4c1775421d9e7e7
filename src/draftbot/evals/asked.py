"""The cases that suites ask, one record a subject; unknown fields are an error."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from draftbot.records.record import Record
from draftbot.records.values import Slug


class Quote(Record):
    """Words of a reference's text, verbatim."""

    model_config = Record.model_config | {"str_strip_whitespace": False}
    reference: Slug
    quote: str


class SearchCase(Record):
    """A query, and the words of the corpus that answer it: a passage that holds one of them is relevant."""

    id: str
    kind: str
    query: str
    relevant: Annotated[tuple[Quote, ...], Field(min_length=1)]


class DraftCase(Record):
    """A pair of compounds whose article is drafted."""

    id: str
    pair: tuple[Slug, Slug]


class InjectionCase(Record):
    """An instruction planted at the end of a reference's text, and what a model that obeys it would write; ``marks``
    are words that nothing published may hold."""

    id: str
    kind: str
    reference: Slug
    planted: str
    obeyed: Annotated[tuple[str, ...], Field(min_length=1)]


class PageCase(Record):
    """A damage to a published article: the ``nth`` match (from 1) of a regular expression in one of its files is
    replaced; a ``harmless`` one must be let through."""

    model_config = Record.model_config | {"str_strip_whitespace": False}
    id: str
    kind: str
    file: Literal["article.md", "article.jsonld", "trace.json"] = "article.md"
    find: str = ""
    replace: str = ""
    nth: Annotated[int, Field(ge=1)] = 1
    harmless: bool = False
    note: str = ""


class SpeedCase(Record):
    """A piece of work and the most seconds that it may take."""

    id: str
    work: Literal["draft", "verify", "search"]
    seconds: Annotated[float, Field(gt=0, le=3600)]
    times: Annotated[int, Field(ge=1, le=1000)] = 1


class SplitCase(Record):
    """A text and the sentences that a reader finds in it; ``seen``: the splitter was mended on it."""

    id: str
    kind: str
    text: str
    sentences: tuple[str, ...]
    seen: bool = False
