"""What became of each unit between two versions of an article; for history and for merging, never for approvals."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from itertools import islice, takewhile
from typing import Literal

from rapidfuzz import fuzz, process

from draftbot.records.record import Record

Kind = Literal["unchanged", "moved", "edited", "split", "merged", "new", "deleted", "ambiguous"]
# Below this likeness (0 to 100) two sentences are strangers: unrelated sentences of one article reach about 60, edits
# of a few words stay above 75.
ALIKE = 68.0
# Two candidates this close cannot be told apart.
TIE = 1.5
# How much better two sentences together must fit one than either alone.
JOINT = 6.0


class Piece(Record):
    """A unit as alignment sees it."""

    key: str
    text: str
    section: str


class Change(Record):
    """One relation between the old units and the new ones, as positions; ``score`` is the likeness, 0 to 100."""

    kind: Kind
    old: tuple[int, ...]
    new: tuple[int, ...]
    score: float = 100.0


def align(old: Sequence[Piece], new: Sequence[Piece]) -> tuple[Change, ...]:
    """Every old and every new unit in at least one relation, new ones in reading order, deleted ones last."""
    exact, unclear = _exact(old, new)
    changes = [*exact, *unclear]
    left = sorted(set(range(len(old))) - {i for c in changes for i in c.old})
    right = sorted(set(range(len(new))) - {i for c in changes for i in c.new})
    changes += _fuzzy(old, new, left, right)
    gone = set(range(len(old))) - {i for c in changes for i in c.old}
    come = set(range(len(new))) - {i for c in changes for i in c.new}
    changes += [Change(kind="new", old=(), new=(i,), score=0) for i in come]
    changes += [Change(kind="deleted", old=(i,), new=(), score=0) for i in gone]
    return tuple(sorted(changes, key=lambda c: (c.new or (len(new),), c.old)))


def _exact(old: Sequence[Piece], new: Sequence[Piece]) -> tuple[list[Change], list[Change]]:
    """Units with the same words: in order unchanged, else moved; a number of copies that changed is ambiguous."""
    before, after = _places(old), _places(new)
    pairs: list[tuple[int, int]] = []
    unclear: list[Change] = []
    for key, places in before.items():
        copies = after.get(key, [])
        if len(places) == len(copies):
            pairs += zip(places, copies, strict=True)
        elif copies:
            unclear.append(Change(kind="ambiguous", old=tuple(places), new=tuple(copies)))
    pairs.sort(key=lambda pair: pair[1])
    kept = _longest_rising([first for first, _ in pairs])
    exact = [
        Change(
            kind="unchanged" if a in kept and old[a].section == new[b].section else "moved",
            old=(a,),
            new=(b,),
        )
        for a, b in pairs
    ]
    return exact, unclear


def _places(pieces: Sequence[Piece]) -> dict[str, list[int]]:
    places: dict[str, list[int]] = defaultdict(list)
    for position, piece in enumerate(pieces):
        places[piece.key].append(position)
    return places


def _longest_rising(numbers: Sequence[int]) -> set[int]:
    """The members of a longest rising subsequence (patience sorting); the numbers differ from each other."""
    tails: list[int] = []
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        at = bisect_left(ends, number)
        before[number] = tails[at - 1] if at else None
        tails[at:] = [number]
        ends[at:] = [number]
    member: int | None = tails[-1] if tails else None
    found: set[int] = set()
    while member is not None:
        found.add(member)
        member = before[member]
    return found


def _fuzzy(old: Sequence[Piece], new: Sequence[Piece], left: list[int], right: list[int]) -> list[Change]:
    """Edited, split and merged units among those whose words changed, best likeness first."""
    if not left or not right:
        return []
    scores = process.cdist([old[i].text for i in left], [new[i].text for i in right], scorer=fuzz.ratio)
    single = {(left[i], right[j]): float(scores[i, j]) for i, j in zip(*(scores >= ALIKE / 2).nonzero(), strict=True)}
    joint = _joint(old, new, single, set(left), set(right))
    plain = [Change(kind="edited", old=(a,), new=(b,), score=s) for (a, b), s in single.items() if s >= ALIKE]
    ranked = sorted([*joint, *plain], key=lambda c: (-c.score, len(c.old) + len(c.new), c.new, c.old))
    return _chosen(ranked)


def _joint(
    old: Sequence[Piece],
    new: Sequence[Piece],
    single: dict[tuple[int, int], float],
    left: set[int],
    right: set[int],
) -> list[Change]:
    """Neighbours that fit a unit of the other version better together than apart."""
    found = []
    for a, b in single:
        for here in (b - 1, b):
            if {here, here + 1} <= right:
                alone = max(single.get((a, here), 0.0), single.get((a, here + 1), 0.0))
                score = fuzz.ratio(old[a].text, f"{new[here].text} {new[here + 1].text}")
                if score >= max(ALIKE, alone + JOINT):
                    found.append(Change(kind="split", old=(a,), new=(here, here + 1), score=score))
        for here in (a - 1, a):
            if {here, here + 1} <= left:
                alone = max(single.get((here, b), 0.0), single.get((here + 1, b), 0.0))
                score = fuzz.ratio(f"{old[here].text} {old[here + 1].text}", new[b].text)
                if score >= max(ALIKE, alone + JOINT):
                    found.append(Change(kind="merged", old=(here, here + 1), new=(b,), score=score))
    return list(dict.fromkeys(found))


def _chosen(ranked: Sequence[Change]) -> list[Change]:
    """Greedily the best; a change that another one of nearly the same likeness disputes is ambiguous."""
    taken_old: set[int] = set()
    taken_new: set[int] = set()
    chosen = []
    for place, change in enumerate(ranked):
        if taken_old & set(change.old) or taken_new & set(change.new):
            continue
        rivals = takewhile(lambda other: change.score - other.score < TIE, islice(ranked, place + 1, None))  # noqa: B023 - used before the loop goes on
        disputed = any(
            other.kind == change.kind == "edited"
            and (other.old == change.old or other.new == change.new)
            and not (taken_old & set(other.old) or taken_new & set(other.new))
            for other in rivals
        )
        chosen.append(change.model_copy(update={"kind": "ambiguous"}) if disputed else change)
        taken_old |= set(change.old)
        taken_new |= set(change.new)
    return chosen
