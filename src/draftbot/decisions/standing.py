"""What of every decision still holds for each unit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from draftbot.decisions.align import Kind, Piece, align
from draftbot.decisions.edits import Spot
from draftbot.decisions.fold import Fold
from draftbot.decisions.keys import basis_of
from draftbot.records.decision import Anchor, Decision

JUDGES = frozenset({"accept", "reject", "exempt"})


@dataclass
class Standing:
    """What holds for one unit: the judgement in force, if any, and everything that was ever decided on it; ``became``
    tells, for the key of each older wording, what became of it."""

    judgement: Decision | None = None
    changed: bool = False
    stale: Decision | None = None
    comments: list[Decision] = field(default_factory=list)
    history: list[Decision] = field(default_factory=list)
    became: dict[str, Kind] = field(default_factory=dict)


def standings(fold: Fold) -> dict[int, Standing]:
    """By ``id`` of each unit that stands. A judgement holds only while the words and everything they rest on are
    unchanged; else it is history, and ``stale`` where only the source changed."""
    found: dict[int, Standing] = defaultdict(Standing)
    by_key, became = _by_key(fold)
    for spot in fold.spots():
        key = fold.key(spot.unit)
        found[id(spot.unit)].history, found[id(spot.unit)].became = by_key.get(key, []), became.get(key, {})
    for decision in fold.decisions:
        if decision.id in fold.undone or decision.anchor is None or decision.action not in (*JUDGES, "comment"):
            continue
        place = fold.locate(decision.anchor)
        if place is None:
            continue
        own = found[id(place.unit)]
        if decision.action == "comment":
            own.comments.append(decision)
        elif decision.basis == basis_of(place.unit, fold.corpus, fold.derivations):
            own.judgement, own.stale = decision, None
        else:
            own.stale = decision
    for key, made in fold.made.items():
        for unit in made.now:
            found[id(unit)].changed = key not in fold.undone
    return found


def _by_key(fold: Fold) -> tuple[dict[str, list[Decision]], dict[str, dict[str, Kind]]]:
    """The decisions of each standing key and of all it came from; those whose words are gone go to the nearest."""
    own: dict[str, list[Decision]] = defaultdict(list)
    for decision in fold.decisions:
        if decision.anchor:
            own[decision.anchor.key].append(decision)
    spots = fold.spots()
    keys = [fold.key(spot.unit) for spot in spots]
    # most units came from nothing else: only those that did have more to look up than their own key
    lines = {key: _line(key, fold.parents) for key in keys if key in fold.parents}
    became: dict[str, dict[str, Kind]] = defaultdict(dict)
    children = Counter(parent for parents in fold.parents.values() for parent in parents)
    for key, line in lines.items():
        became[key] = {older: "split" if children[older] > 1 else "edited" for older in line - {key}}
    known = {older for found in became.values() for older in found}
    anchors = [decision.anchor for decision in fold.decisions if decision.anchor and decision.anchor.key not in known]
    # of two copies one may stand and the other be gone: each decision is looked for by itself
    orphans = list({anchor.key: anchor for anchor in anchors if fold.locate(anchor) is None}.values())
    if orphans:
        fresh = [s for s, key in zip(spots, keys, strict=True) if not any(k in own for k in lines.get(key, {key}))]
        for old, new, kind in _nearest(orphans, fresh, fold):
            lines[new] = {*lines.get(new, {new}), old}
            became[new][old] = kind
    by_key = {k: sorted((d for older in line for d in own.get(older, [])), key=_order) for k, line in lines.items()}
    by_key = {**own, **by_key}
    return by_key, became


def _order(decision: Decision) -> int:
    return decision.seq


def _nearest(orphans: Sequence[Anchor], fresh: Sequence[Spot], fold: Fold) -> Iterator[tuple[str, str, Kind]]:
    old = [Piece(key=a.key, text=a.text, section=a.section) for a in orphans]
    new = [Piece(key=fold.key(s.unit), text=s.unit.text, section=s.unit.section) for s in fresh]
    for change in align(old, new) if old else ():
        for a in change.old:
            for b in change.new:
                yield old[a].key, new[b].key, change.kind


def _line(key: str, parents: dict[str, set[str]]) -> set[str]:
    """The key and every key that it came from."""
    line, todo = {key}, [key]
    while todo:
        for parent in parents.get(todo.pop(), set()) - line:
            line.add(parent)
            todo.append(parent)
    return line
