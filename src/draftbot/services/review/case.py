"""One article under review: its text with the decisions folded in, and the verifier's answers on these words."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from draftbot.decisions.decide import decide, undoable
from draftbot.decisions.fold import Fold
from draftbot.decisions.ledger import append, read_decisions, standing
from draftbot.decisions.page import Page, read_page
from draftbot.decisions.signing import BYLINE, bylines, state_of
from draftbot.decisions.standing import Standing, standings
from draftbot.errors import UserError
from draftbot.records.corpus import Corpus
from draftbot.records.decision import Action, Decision, State
from draftbot.records.unit import Unit
from draftbot.records.verdict import Finding, UnitVerdict
from draftbot.services.review.answers import Answers, asked
from draftbot.services.review.files import article_text, held_units
from draftbot.services.review.refusals import CHANGES_TEXT, refuse, refuse_signed
from draftbot.services.review.since_draft import SinceDraft, drafted_prose, since_draft
from draftbot.text.document import Document
from draftbot.trace import TracedHold
from draftbot.verify import Context

# Few at a time, so that an edit made meanwhile waits for no more than these.
BATCH = 4
Opened = Callable[[Document], Context]


class Conflict(UserError):
    """Somebody decided on the unit, or the file changed, after the page was shown; nothing was recorded."""


class Case:
    """An article folder and its decisions. Every public method may be called from any thread.

    ``version`` grows whenever anything that is shown may have changed.
    """

    def __init__(self, folder: Path, reviews: Path, editor: str, corpus: Corpus, opened: Opened) -> None:
        self.folder, self.reviews, self.editor, self.name = folder, reviews / folder.name, editor, folder.name
        self.lock = threading.RLock()
        self.version = 0
        self._corpus, self._opened = corpus, opened
        self._answers = Answers(lambda unit: self.fold.key(unit))
        self._stamp: object = None
        self._units: dict[str, Unit] = {}
        self._units_of: object = None
        self._since: tuple[object, SinceDraft] = (None, SinceDraft())
        self.load()

    def load(self) -> None:
        """Reads file and decisions again where either changed on disk."""
        with self.lock:
            stamp = self._now()
            if stamp == self._stamp:
                return
            page = read_page(article_text(self.folder / "article.md"), {}, self._corpus)
            context, decisions = self._opened(page.document), read_decisions(self.reviews)
            self.context = replace(context, fixed={**context.fixed, BYLINE: bylines(decisions)})
            self.fold = Fold(page, self._corpus, self.context.derivations)
            for decision in decisions:
                self.fold.apply(decision)
            self._drafted = self._draft()
            self._changed()
            self._stamp = stamp

    def _now(self) -> object:
        files = [self.folder / "article.md", *sorted(self.reviews.glob("*.jsonl"))]
        return [(str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files if path.exists()]

    def _changed(self) -> None:
        self._standings: dict[int, Standing] | None = None
        self.version += 1

    def _draft(self) -> list[Unit]:
        try:
            return drafted_prose(self.folder)
        except UserError:
            return []  # an article of somebody else's has no draft

    def since_draft(self) -> SinceDraft:
        """What became of the machine's draft."""
        spots = self.fold.spots()
        if self._since[0] is not spots:
            self._since = (spots, since_draft(self._drafted, self.page))
        return self._since[1]

    @property
    def page(self) -> Page:
        return self.fold.page

    @property
    def decisions(self) -> tuple[Decision, ...]:
        return tuple(self.fold.decisions)

    @property
    def state(self) -> State:
        """Where the last move put the article; ``edited`` where somebody changed it since it was drafted."""
        state = state_of(self.decisions)
        return "edited" if state == "drafted" and self.fold.made else state

    def units(self) -> dict[str, Unit]:
        """Every visible unit by its address: its key, and its number among units that say the same."""
        spots = self.fold.spots()
        if self._units_of is not spots:
            seen: Counter[str] = Counter()
            self._units_of, self._units = spots, {}
            for spot in spots:
                key = self.fold.key(spot.unit)
                seen[key] += 1
                self._units[f"{key}-{seen[key]}"] = spot.unit
        return self._units

    def unit(self, address: str) -> Unit:
        """The unit at an address; raises Conflict where the text has changed since the page was shown."""
        unit = self.units().get(address)
        if unit is None:
            raise Conflict("this sentence was changed or removed meanwhile; here is the article as it is now")
        return unit

    def standings(self) -> dict[int, Standing]:
        """What holds for each unit, by ``id`` of the unit."""
        if self._standings is None:
            self._standings = standings(self.fold)
        return self._standings

    def verdict(self, unit: Unit) -> UnitVerdict | None:
        """The verifier's answer on these very words and sources, ``None`` while it has not answered."""
        return self._answers.on(unit)

    def pending(self) -> list[Unit]:
        """The units that the verifier has not answered on, reworded ones first."""
        todo = [unit for unit in self._judged() if self._answers.lacks(unit)]
        made = {id(unit) for made in self.fold.made.values() for unit in made.now}
        return sorted(todo, key=lambda unit: id(unit) not in made)

    def verify_some(self, most: int = BATCH) -> bool:
        """Verifies the next few units; tells whether there was anything to do. The article may be used meanwhile."""
        with self.lock:
            todo = self.pending()[:most]
            article, context = self.page.read, self.context
            if not todo:
                self.version += self._answers.compare(self._judged(), context.library, self.version)
                return False
        answers = {unit.id: asked(unit, article, context) for unit in todo}
        with self.lock:
            self._answers.learn(todo, answers)
            self.version += 1
        return True

    def _judged(self) -> list[Unit]:
        return [spot.unit for spot in self.fold.spots() if spot.unit.kind != "meta"]

    def verify_all(self) -> None:
        """Verifies what is not yet verified."""
        while self.verify_some():
            pass

    def blocking(self, unit: Unit) -> tuple[Finding, ...]:
        """The findings that keep the article from being signed: none for a unit left out, or excused with a reason
        where nothing is contradicted."""
        verdict = self.verdict(unit)
        if verdict is None or verdict.published or unit.kind == "meta":
            return ()
        judged = self.standings()[id(unit)].judgement
        if judged and (judged.action == "reject" or (judged.action == "exempt" and verdict.verdict != "contradicted")):
            return ()
        found = tuple(finding for finding in verdict.findings if finding.severity == "block")
        return found or (Finding(severity="block", check="verdict", message=f"the unit is {verdict.verdict}"),)

    def seen(self, unit: Unit) -> str:
        """The last decision on a unit: who decides must have seen it."""
        history = self.standings()[id(unit)].history
        return history[-1].id if history else ""

    def act(self, action: Action, address: str, seen: str, **said: object) -> Decision:
        """Records a decision on a unit; raises Conflict where it rests on a page that is no longer true, UserError
        where it cannot be done."""
        with self.lock:
            self.load()
            unit = self.unit(address)
            if self.seen(unit) != seen:
                last = self.standings()[id(unit)].history[-1]
                raise Conflict(f"{last.editor} decided on this sentence ({last.action}) after your page was opened")
            if action in CHANGES_TEXT:
                self.refuse_signed(action)
            refuse(action, unit, str(said.get("text", "")).strip(), self.page)
            return self.record(decide(self.fold, self.editor, action, unit, **said))

    def address_after(self, decision: Decision) -> str:
        """Where the unit of a decision stands now, as an address; empty where it is gone."""
        undone = next((d for d in self.decisions if d.id == decision.undoes), decision)
        made = self.fold.made.get(undone.id)
        units = made.now if made else []
        if not units and undone.anchor and (spot := self.fold.locate(undone.anchor)):
            units = [spot.unit]
        return next((a for a, unit in self.units().items() if units and unit is units[0]), "")

    def held(self) -> tuple[TracedHold, ...]:
        """What the draft held back, as its trace says, and is not back yet."""
        back = {d.anchor.text for d in standing(self.decisions) if d.action == "restore" and d.anchor}
        return tuple(hold for hold in held_units(self.folder / "trace.json") if hold.text not in back)

    @property
    def corpus(self) -> Corpus:
        return self._corpus

    def restore(self, text: str, section: str, cites: tuple[str, ...]) -> Decision:
        """Brings a held unit back at the end of its section, with these sources."""
        with self.lock:
            self.load()
            self.refuse_signed("restore")
            if not cites:
                raise UserError("choose the source that proves it")
            unit = Unit(id=f"{section}.held", section=section, kind="sentence", text=text)
            anchor = self.fold.unplaced(unit)
            return self.record(
                decide(self.fold, self.editor, "restore", anchor=anchor, text=text, cites=cites, to=section)
            )

    def refuse_signed(self, what: str) -> None:
        """Raises UserError where the article is signed: its text stays as it is until it is opened again."""
        refuse_signed(self.state, what)

    def undo(self) -> Decision | None:
        """Takes back the editor's last decision that stands; ``None`` where there is none."""
        with self.lock:
            self.load()
            last = undoable(self.fold, self.editor)
            if last is None:
                return None
            if last.action != "comment" and last.action != "state":
                self.refuse_signed("undo")
            made = self.fold.made.get(last.id)
            there = {id(spot.unit) for spot in self.fold.spots()}
            if made and not all(id(unit) in there for unit in made.now):
                raise Conflict("somebody has since changed what you would take back; settle that first")
            return self.record(decide(self.fold, self.editor, "undo", undoes=last.id))

    def reopen(self) -> None:
        """Reads everything again, answers on fixed texts too: who signed decides what a byline may say."""
        with self.lock:
            self._stamp = None
            self._answers.forget_fixed()
            self.load()

    def record(self, decision: Decision) -> Decision:
        """Writes a decision to the disk, then shows it."""
        append(self.reviews, decision)
        self.fold.apply(decision)
        self._changed()
        self._stamp = self._now()
        return decision
