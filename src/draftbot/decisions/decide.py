"""Making a decision: the next line of an editor's file, bound to what the editor saw."""

from __future__ import annotations

from draftbot.decisions.fold import Fold
from draftbot.decisions.keys import basis_of
from draftbot.decisions.ledger import new_id, now
from draftbot.records.decision import Action, Decision
from draftbot.records.unit import Unit


def decide(fold: Fold, editor: str, action: Action, unit: Unit | None = None, **said: object) -> Decision:
    """A decision on a unit that stands in the fold (or on the article); ``said`` are its other fields."""
    bound: dict[str, object] = {}
    if unit is not None:
        bound = {"anchor": fold.anchor(unit), "basis": basis_of(unit, fold.corpus, fold.derivations)}
    seq = max((decision.seq for decision in fold.decisions), default=0) + 1
    given = {"id": new_id(), "seq": seq, "at": now(), "editor": editor, "action": action, **bound, **said}
    return Decision.model_validate(given)


def undoable(fold: Fold, editor: str) -> Decision | None:
    """The editor's last decision that still stands."""
    own = [d for d in fold.decisions if d.editor == editor and d.action != "undo" and d.id not in fold.undone]
    return own[-1] if own else None
