"""Whether a work stands, and whether it is the work that its record says: what registries and people have said."""

from __future__ import annotations

from typing import Literal

from draftbot.records.record import Record
from draftbot.records.values import Day


class Notice(Record):
    """A retraction, concern, erratum or an open question about a work, and where it was seen."""

    kind: Literal["retraction", "concern", "erratum", "open-question"]
    citation: str | None = None
    PMID: str | None = None
    seen_in: str


class Upon(Record):
    """What a notice (a retraction note, a correction) says about another work, by that work's identifiers."""

    kind: Literal["retraction", "concern", "erratum"]
    DOI: str | None = None
    PMID: str | None = None
    citation: str | None = None


class Mismatch(Record):
    """What a registry says otherwise about the work: an identifier that it does not know (``bad-id``) or that belongs
    to another work (``wrong-work``), or a field that differs (``field-mismatch``)."""

    kind: Literal["bad-id", "wrong-work", "field-mismatch"]
    field: str
    ours: str
    theirs: str | None = None
    seen_in: str


class Integrity(Record):
    """Notices and mismatches seen, and the date of the last check; ``checked: None`` means that no check was made.

    ``upon`` is what this source, being a notice itself, says of other works.
    """

    checked: Day | None = None
    notices: tuple[Notice, ...] = ()
    mismatches: tuple[Mismatch, ...] = ()
    upon: tuple[Upon, ...] = ()

    @property
    def kinds(self) -> tuple[str, ...]:
        """Every kind of notice and mismatch, and ``unchecked`` where nobody looked."""
        found = [*(notice.kind for notice in self.notices), *(mismatch.kind for mismatch in self.mismatches)]
        return tuple(dict.fromkeys([*found, *(["unchecked"] if self.checked is None else [])]))
