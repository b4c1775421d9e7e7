"""In what state a reference is: whether it stands, is what it says it is, and was looked at."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Literal, get_args

from draftbot.records.record import Record
from draftbot.records.reference import Reference

State = Literal[
    "RETRACTED", "CONCERN", "BAD-ID", "WRONG-WORK", "FIELD-MISMATCH", "ERRATUM", "OPEN-QUESTION", "UNCHECKED", "OK"
]
STATES: tuple[State, ...] = get_args(State)
OF_NOTICE: dict[str, State] = {
    "retraction": "RETRACTED",
    "concern": "CONCERN",
    "erratum": "ERRATUM",
    "open-question": "OPEN-QUESTION",
}
OF_MISMATCH: dict[str, State] = {"bad-id": "BAD-ID", "wrong-work": "WRONG-WORK", "field-mismatch": "FIELD-MISMATCH"}


class Standing(Record):
    """A reference's gravest state, all that was found, and the day of the last check (``None``: never checked)."""

    id: str
    state: State
    also: tuple[State, ...] = ()
    reasons: tuple[str, ...] = ()
    checked: date | None = None

    def printed(self) -> str:
        """The state on a line: ``OK (2026-01-31): id``."""
        day = f" ({self.checked})" if self.checked else ""
        why = f": {'; '.join(self.reasons)}" if self.reasons else ""
        return f"{self.state}{day}: {self.id}{why}"

    def differs(self, other: Standing) -> bool:
        """Whether the work stands otherwise than before; another day of checking is no difference."""
        return (self.state, self.also, self.reasons) != (other.state, other.also, other.reasons)


def standing(reference: Reference) -> Standing:
    """The state as recorded: "not checked" is not "clean", so a reference without notices that nobody checked is
    UNCHECKED."""
    found = list(_found(reference))
    states = sorted({state for state, _ in found}, key=STATES.index)
    if not found:
        states = ["OK" if reference.integrity.checked else "UNCHECKED"]
    reasons = tuple(reason for _, reason in sorted(found, key=lambda pair: STATES.index(pair[0])))
    return Standing(
        id=reference.id, state=states[0], also=tuple(states[1:]), reasons=reasons, checked=reference.integrity.checked
    )


def _found(reference: Reference) -> Iterator[tuple[State, str]]:
    for notice in reference.integrity.notices:
        where = notice.citation or (f"PMID {notice.PMID}" if notice.PMID else "")
        yield OF_NOTICE[notice.kind], f"{where} ({notice.seen_in})" if where else notice.seen_in
    for other in reference.integrity.mismatches:
        theirs = f", {other.theirs!r} there" if other.theirs else ""
        yield OF_MISMATCH[other.kind], f"{other.field}: {other.ours!r} here{theirs} ({other.seen_in})"
