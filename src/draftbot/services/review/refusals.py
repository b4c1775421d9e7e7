"""What an editor may not do to a unit, and what to do instead."""

from __future__ import annotations

from draftbot.decisions.edits import find
from draftbot.decisions.page import Page
from draftbot.errors import UserError
from draftbot.records.decision import SIGNED, Action, State
from draftbot.records.unit import Unit

CHANGES_TEXT: frozenset[Action] = frozenset({"edit", "cite", "move", "restore", "reject", "exempt"})


def refuse(action: Action, unit: Unit, text: str, page: Page) -> None:
    """Raises UserError where the unit cannot be treated so, or the reason that an action needs is missing."""
    if action in ("exempt", "comment", "edit") and not text:
        raise UserError("no citation needed: give the reason" if action == "exempt" else "write something first")
    spot = find(page, unit)
    if action in ("edit", "cite", "move", "reject") and spot and not (spot.chunk.plain or spot.chunk.changed):
        raise UserError(
            "this paragraph holds markup that draftbot does not write (emphasis, links); change it in article.md"
        )
    if action == "move" and unit.kind in ("cell", "heading"):
        raise UserError("a cell or a heading stands where it stands; edit it, or leave it out")


def refuse_signed(state: State, what: str) -> None:
    """Raises UserError where the article is signed: its text stays as it is until it is opened again."""
    if state in SIGNED:
        raise UserError(f"the article is signed ({state}); move it back to edited before you {what}")
