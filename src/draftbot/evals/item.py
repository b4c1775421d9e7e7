"""What a suite scores: one thing that the product said, with everything that a measure may ask of it."""

from __future__ import annotations

from collections.abc import Mapping

from draftbot.records.record import Record

Fact = bool | int | float | str | tuple[str, ...] | None


class Item(Record):
    """One scored thing.

    ``cluster`` is what it shares its luck with (an article, a source); ``text`` what was judged, ``said`` what the
    product made of it; ``facts`` are what measures read. ``error`` says why there is no answer: such an item has the
    worst score in every measure, and never leaves the count.
    """

    model_config = Record.model_config | {"str_strip_whitespace": False}
    id: str
    cluster: str
    kind: str
    text: str
    said: str = ""
    facts: Mapping[str, Fact] = {}
    error: str | None = None
