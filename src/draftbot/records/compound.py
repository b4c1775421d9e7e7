"""A compound's profile: its fields, what is not stated, what is unproved, and its open conflicts."""

from __future__ import annotations

from typing import Literal

from pydantic import Field as Constraint

from draftbot.records.record import Record
from draftbot.records.values import Key, Slug, TextValue, Value


class NotStated(Record):
    """A field for which the sources are silent; ``refs`` are sources that say so themselves, if any."""

    field: Key
    refs: tuple[Slug, ...] = ()
    note: str | None = None


class Unproved(Record):
    """A value that was met somewhere but that no source in the corpus carries; kept for editors, never published."""

    field: Key
    text: str
    reason: str


class Conflict(Record):
    """Two values that disagree; both print, attributed, until ``resolution`` gives an editor's reason."""

    id: str
    about: str
    first: str
    first_where: str
    second: str
    second_where: str
    refs: tuple[Slug, ...] = ()
    note: str | None = None
    resolution: str | None = None


IdentifierKind = Literal["CAS", "UNII", "InChIKey", "PubChem CID", "PubChem SID", "ChEMBL", "UniProt", "RxCUI"]


class Identifier(Record):
    """A register's name for the substance. Kept for editors and look-ups; an article does not print it."""

    kind: IdentifierKind
    value: str
    note: str | None = None


class LookAlike(Record):
    """Something else that goes by a like name: sources about it are not about this compound."""

    name: str
    why: str | None = None
    refs: tuple[Slug, ...] = ()


class Compound(Record):
    """One profile file. ``fields`` maps a key of fields.yaml to its values, in the order in which they print.

    ``synonyms`` are names of the same thing, ``look_alikes`` what it must not be taken for.
    """

    slug: Slug
    name: str
    synonyms: tuple[TextValue, ...] = ()
    look_alikes: tuple[LookAlike, ...] = ()
    identifiers: tuple[Identifier, ...] = ()
    fields: dict[Key, tuple[Value, ...]] = Constraint(default_factory=dict)
    not_stated: tuple[NotStated, ...] = ()
    unproved: tuple[Unproved, ...] = ()
    conflicts: tuple[Conflict, ...] = ()

    def values(self, field: str) -> tuple[Value, ...]:
        """The field's values, empty where the profile has none."""
        return self.fields.get(field, ())

    def without(self, blocked: frozenset[str]) -> Compound:
        """The profile as it is without these references; a value that only they state goes with them."""
        fields = {
            key: tuple(
                value.model_copy(update={"refs": rest})
                for value in values
                if (rest := tuple(ref for ref in value.refs if ref not in blocked))
            )
            for key, values in self.fields.items()
        }
        return self.model_copy(update={"fields": fields})

    def references(self) -> frozenset[str]:
        """Ids of every reference that any value rests on."""
        return frozenset(ref for values in self.fields.values() for value in values for ref in value.refs)
