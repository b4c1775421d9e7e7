"""What an editor decides, and what the decision is bound to."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field as Constraint

from draftbot.records.record import Record
from draftbot.records.unit import UnitKind
from draftbot.records.values import Slug

Action = Literal["accept", "reject", "edit", "cite", "exempt", "comment", "move", "restore", "state", "undo"]
State = Literal["drafted", "edited", "medically-reviewed", "compliance-approved", "published", "due-for-review"]

# Where an article may go from each state; house.yaml says who may move it there.
MOVES: dict[State, tuple[State, ...]] = {
    "drafted": ("medically-reviewed", "edited"),
    "edited": ("medically-reviewed",),
    "medically-reviewed": ("compliance-approved", "edited"),
    "compliance-approved": ("published", "edited"),
    "published": ("due-for-review", "edited"),
    "due-for-review": ("edited", "medically-reviewed"),
}
# Who reaches one of these signs the article off: nothing blocking may stand open, and the files are frozen.
SIGNED: frozenset[State] = frozenset({"medically-reviewed", "compliance-approved", "published"})

Words = Annotated[str, Constraint(max_length=5_000)]


class Anchor(Record):
    """The place of a decision.

    ``key`` is the hash of the unit's words, labels and source ids. ``before`` and ``after`` are the keys beside it;
    ``nth`` of ``of`` tells apart units that say the same. The rest is for people, for undoing and for finding the
    unit's history after an edit; no approval ever rests on it.
    """

    key: str
    section: str
    text: Words
    before: str = ""
    after: str = ""
    nth: int = 1
    of: int = 1
    kind: UnitKind = "sentence"
    sources: tuple[str, ...] = ()
    rule: str | None = None
    row: str | None = None
    column: str | None = None


class Digests(Record):
    """SHA-256 of the three files that a sign-off freezes."""

    article: str
    jsonld: str
    trace: str


class Decision(Record):
    """One line of an editor's file; nothing in it changes once it is written.

    ``seq`` orders the decisions of all editors: one more than the highest that its author had seen. ``basis`` are the
    hashes of the sources (and rules) that the unit rested on. ``text`` is the new wording (edit, restore) or what is
    said (comment, reason); ``cites`` the new sources (cite, restore; on an edit: the unit's own); ``undoes`` another
    decision's id; ``place`` the key that a moved unit then stands behind, ``to`` the section.
    """

    id: str
    seq: Annotated[int, Constraint(ge=1)]
    at: datetime
    editor: Slug
    action: Action
    anchor: Anchor | None = None
    basis: tuple[str, ...] = ()
    text: Words = ""
    cites: tuple[str, ...] = ()
    to: str = ""
    place: str = ""
    undoes: str = ""
    state: State | None = None
    digests: Digests | None = None
    signer: str = ""


class Person(Record):
    """Somebody who may act on articles: the name as printed in a byline, and the states they may move one to."""

    name: str
    credentials: str | None = None
    may: tuple[State, ...] = ("edited",)

    @property
    def printed(self) -> str:
        return f"{self.name}, {self.credentials}" if self.credentials else self.name


class ReviewPolicy(Record):
    """Who may move what (``people`` by editor id), and after how many months a published article is due again."""

    people: dict[Slug, Person] = Constraint(default_factory=dict)
    months: Annotated[int, Constraint(ge=1, le=120)] = 12
