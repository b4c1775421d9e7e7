"""Decisions folded over an article: how it reads now, and what of each decision still holds."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from draftbot.decisions import edits
from draftbot.decisions.edits import Spot
from draftbot.decisions.keys import key_of
from draftbot.decisions.page import Page
from draftbot.records.corpus import Corpus
from draftbot.records.decision import Anchor, Decision
from draftbot.records.unit import Unit
from draftbot.records.verdict import Derivation


@dataclass
class Made:
    """What a decision on the text did: the unit that was, where, and the units that stand for it now."""

    was: Unit
    now: list[Unit]
    home: Spot | None = None


@dataclass
class Index:
    """Where each key stands; good until the text changes."""

    spots: list[Spot]
    keys: list[str]
    where: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for at, key in enumerate(self.keys):
            self.where[key].append(at)

    def beside(self, at: int) -> tuple[str, str]:
        """The keys before and after a place, empty at the ends."""
        return (self.keys[at - 1] if at else "", self.keys[at + 1] if at + 1 < len(self.keys) else "")


@dataclass
class Fold:
    """An article with its decisions so far; ``apply`` takes the next one. Replaying the same decisions over the same
    file gives the same article; over a file into which they were already written it changes nothing."""

    page: Page
    corpus: Corpus
    derivations: tuple[Derivation, ...] = ()
    decisions: list[Decision] = field(default_factory=list)
    undone: set[str] = field(default_factory=set)
    made: dict[str, Made] = field(default_factory=dict)
    parents: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _keys: dict[int, tuple[Unit, str]] = field(default_factory=dict)
    _index: Index | None = None

    def key(self, unit: Unit) -> str:
        """The unit's key, computed once."""
        known = self._keys.get(id(unit))
        if known is None:
            known = self._keys[id(unit)] = (unit, key_of(unit))
        return known[1]

    def spots(self) -> list[Spot]:
        """Every visible unit's place, in reading order."""
        return self._indexed().spots

    def _indexed(self) -> Index:
        if self._index is None:
            spots = [Spot(chunk, at) for chunk in self.page.chunks for at in range(len(chunk.units))]
            self._index = Index(spots, [self.key(spot.unit) for spot in spots])
        return self._index

    def anchor(self, unit: Unit) -> Anchor:
        """What binds a decision to the unit where it stands."""
        index = self._indexed()
        at = next(i for i, spot in enumerate(index.spots) if spot.unit is unit)
        key = index.keys[at]
        before, after = index.beside(at)
        shown = unit.model_dump(include={"section", "text", "kind", "sources", "rule", "row", "column"})
        nth = index.where[key].index(at) + 1
        return Anchor(**shown, key=key, before=before, after=after, nth=nth, of=len(index.where[key]))

    def unplaced(self, unit: Unit) -> Anchor:
        """What binds a decision to a unit that stands nowhere in the article."""
        shown = unit.model_dump(include={"section", "text", "kind", "sources", "rule"})
        return Anchor(**shown, key=self.key(unit))

    def locate(self, anchor: Anchor) -> Spot | None:
        """Where the anchor's unit stands, its words, labels and sources unchanged; ``None`` where it is gone or
        cannot be told from a copy."""
        index = self._indexed()
        same = index.where.get(anchor.key, [])
        if len(same) == anchor.of:
            return index.spots[same[anchor.nth - 1]]
        beside = [at for at in same if index.beside(at) == (anchor.before, anchor.after)]
        return index.spots[beside[0]] if len(beside) == 1 else None

    def apply(self, decision: Decision) -> None:
        """Takes the next decision; one on text that is no longer there changes nothing and stays as history."""
        self.decisions.append(decision)
        if decision.action == "undo":
            self.undone.add(decision.undoes)
            self._take_back(decision.undoes)
        elif decision.anchor and decision.action in ("edit", "cite"):
            self._reword(decision, decision.anchor)
        elif decision.anchor and decision.action == "move":
            self._move(decision, decision.anchor)
        elif decision.anchor and decision.action == "restore":
            self._restore(decision, decision.anchor)

    def _replace(self, spot: Spot, units: list[Unit]) -> None:
        edits.replace(spot, units)
        self._index = None

    def _insert(self, unit: Unit, after: str, section: str) -> Unit:
        placed = edits.insert_after(self.page, unit, self._only(after), section)
        self._index = None
        return placed

    def _cite(self, sources: tuple[str, ...]) -> None:
        edits.add_entries(self.page, sources, self.corpus)
        self._index = None

    def _reword(self, decision: Decision, anchor: Anchor) -> None:
        spot = self.locate(anchor)
        was = spot.unit if spot else _rebuilt(anchor)
        sources = decision.cites if decision.action == "cite" else None
        units = edits.pieces(was, decision.text or was.text, sources)
        for unit in units:
            self.parents[self.key(unit)].add(anchor.key)
        if spot:
            self._cite(sources or ())
            self._replace(spot, units)
            self.made[decision.id] = Made(was, units)
            return
        written = [self._only(self.key(unit)) for unit in units]
        if all(written):
            self.made[decision.id] = Made(was, [found.unit for found in written if found])

    def _move(self, decision: Decision, anchor: Anchor) -> None:
        spot = self.locate(anchor)
        if spot is None:
            return
        was, home = spot.unit, Spot(spot.chunk, spot.at)
        self._replace(spot, [])
        placed = self._insert(was, decision.place, decision.to)
        self.made[decision.id] = Made(was, [placed], home)

    def _restore(self, decision: Decision, anchor: Anchor) -> None:
        unit = edits.pieces(_rebuilt(anchor), decision.text or anchor.text, decision.cites or None)[0]
        self.parents[self.key(unit)].add(anchor.key)
        there = self._only(self.key(unit))
        self._cite(decision.cites)
        placed = there.unit if there else self._insert(unit, decision.place, decision.to)
        self.made[decision.id] = Made(unit, [placed])

    def _take_back(self, key: str) -> None:
        """Undoes a decision on the text, unless another one has since changed what it made."""
        decision = next((d for d in self.decisions if d.id == key), None)
        made = self.made.pop(key, None)
        spots = [edits.find(self.page, unit) for unit in made.now] if made else []
        if not made or not decision or not all(spots):
            return
        for unit in made.now[1:]:
            if other := edits.find(self.page, unit):
                self._replace(other, [])
        if first := edits.find(self.page, made.now[0]):
            self._replace(first, [made.was] if decision.action in ("edit", "cite") else [])
        if decision.action == "move" and decision.anchor:
            self._home(made, decision.anchor)

    def _home(self, made: Made, anchor: Anchor) -> None:
        home = made.home
        if home and any(home.chunk is chunk for chunk in self.page.chunks):
            home.chunk.units.insert(min(home.at, len(home.chunk.units)), made.was)
            home.chunk.changed = True
            self._index = None
        else:
            self._insert(made.was, anchor.before, anchor.section)

    def _only(self, key: str) -> Spot | None:
        """The first unit with the key."""
        return next((spot for spot in self.spots() if key and self.key(spot.unit) == key), None)


def _rebuilt(anchor: Anchor) -> Unit:
    """The unit that an anchor speaks of, as far as it is known."""
    return Unit(
        id=f"{anchor.section}.{anchor.key[:10]}",
        section=anchor.section,
        kind=anchor.kind,
        text=anchor.text,
        sources=anchor.sources,
        rule=anchor.rule,
        row=anchor.row,
        column=anchor.column,
    )
