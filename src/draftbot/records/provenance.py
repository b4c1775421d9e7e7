"""What a registry's record holds beside the bibliography, and where each field of a reference came from."""

from __future__ import annotations

from draftbot.records.record import Record
from draftbot.records.values import Day


class Indexing(Record):
    """What a registry's record says beside bibliography and abstract, word for word.

    ``subjects`` are MeSH headings (``Adenoma/genetics``), ``other_texts`` abstracts in other languages or for other
    readers, ``notes`` whatever else the record held, each with its name.
    """

    publication_types: tuple[str, ...] = ()
    subjects: tuple[str, ...] = ()
    substances: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    grants: tuple[str, ...] = ()
    affiliations: tuple[str, ...] = ()
    interests: str | None = None
    related: tuple[str, ...] = ()
    other_texts: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


class Provenance(Record):
    """Which fields came from where, and when. ``sha256`` is the hash of the record that was read, by which reading it
    again is known to change nothing."""

    origin: str
    on: Day
    fields: tuple[str, ...]
    sha256: str | None = None
