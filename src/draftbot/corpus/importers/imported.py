"""The nouns of importing: a record as a file gave it, whatever the file's format, and what could not be read."""

from __future__ import annotations

from hashlib import sha256

from draftbot.records.integrity import Notice, Upon
from draftbot.records.provenance import Indexing
from draftbot.records.record import Record
from draftbot.records.reference import Bibliography


class Section(Record):
    """A paragraph of an abstract, with its heading where it has one (``METHODS``)."""

    label: str | None = None
    text: str

    def printed(self) -> str:
        """Label and text as one text, in the way PubMed prints structured abstracts."""
        return f"{self.label}: {self.text}" if self.label else self.text


class Imported(Record):
    """One record of a file: its bibliography, abstract and notices, and everything else word for word.

    ``position`` counts the file's records from 1. ``registry`` is set when the file's format is one in which the
    registry itself (PubMed, Crossref) states its records. ``upon`` is what a notice says of other works.
    """

    format: str
    position: int
    registry: bool = False
    bibliography: Bibliography
    abstract: tuple[Section, ...] = ()
    indexing: Indexing = Indexing()
    notices: tuple[Notice, ...] = ()
    upon: tuple[Upon, ...] = ()

    @property
    def sha256(self) -> str:
        """The hash of the content, wherever in whatever file it stands."""
        return sha256(self.model_dump_json(exclude={"position"}).encode()).hexdigest()

    @property
    def text(self) -> str:
        """The abstract as one text."""
        return " ".join(section.printed() for section in self.abstract)


class Skipped(Record):
    """A record, or the rest of a file, that could not be read; ``reason`` says what to do where something can be
    done."""

    position: int
    reason: str
