"""One article on the desk: its text with the decisions folded in, and the verifier's answers, always of these words."""

from __future__ import annotations

import json
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from draftbot.decisions import append, read_decisions, state_of
from draftbot.errors import BadInput, UserError
from draftbot.records.decision import Action, Decision, State
from draftbot.records.unit import Unit
from draftbot.records.verdict import Finding, UnitVerdict
from draftbot.review.decide import decide, undoable
from draftbot.review.fold import Fold
from draftbot.review.page import Page, read_page
from draftbot.review.standing import Standing, standings
from draftbot.verify import Context, verify_unit

MOST_BYTES = 5_000_000
Opened = Callable[[Page], Context]


class Conflict(UserError):
    """Somebody decided on the unit, or the file changed, after the page was shown; nothing was recorded."""


class Case:
    """An article folder and its decisions. Every public method may be called from any thread."""

    def __init__(self, folder: Path, reviews: Path, editor: str, library: Context, opened: Opened) -> None:
        self.folder, self.reviews, self.editor = folder, reviews / folder.name, editor
        self.name = folder.name
        self.lock = threading.RLock()
        self._library, self._opened = library, opened
        self._stamp: object = None
        self._verdicts: dict[str, UnitVerdict] = {}
        self.load()

    def load(self) -> None:
        """Reads file and decisions again where either changed on disk."""
        with self.lock:
            stamp = self._now()
            if stamp == self._stamp:
                return
            page = read_page(_text(self.folder / "article.md"), {}, self._library.library.corpus)
            self.context = self._opened(page)
            self.fold = Fold(page, self.context.library.corpus, self.context.derivations)
            for decision in read_decisions(self.reviews):
                self.fold.apply(decision)
            self.trace = _json(self.folder / "trace.json")
            self._stamp = stamp
            self._standings: dict[int, Standing] | None = None

    def _now(self) -> object:
        files = [self.folder / "article.md", *sorted(self.reviews.glob("*.jsonl"))]
        return [(str(path), path.stat().st_mtime_ns, path.stat().st_size) for path in files if path.exists()]

    @property
    def state(self) -> State:
        return state_of(tuple(self.fold.decisions))

    def units(self) -> dict[str, Unit]:
        """Every visible unit by its address: its key, and its number among units that say the same."""
        seen: Counter[str] = Counter()
        found = {}
        for spot in self.fold.spots():
            key = self.fold.key(spot.unit)
            seen[key] += 1
            found[f"{key}-{seen[key]}"] = spot.unit
        return found

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
        return self._verdicts.get(f"{self.fold.key(unit)}|{unit.kind}|{unit.block}")

    def verify(self, unit: Unit) -> UnitVerdict:
        """Asks the verifier, unless it has answered on these words already."""
        known = self.verdict(unit)
        if known is None:
            known = verify_unit(unit, self.context)
            self._verdicts[f"{self.fold.key(unit)}|{unit.kind}|{unit.block}"] = known
        return known

    def verify_all(self) -> None:
        """Verifies what is not yet verified, unit by unit, so that the page may be used meanwhile."""
        with self.lock:
            todo = [spot.unit for spot in self.fold.spots() if spot.unit.kind != "meta"]
        for unit in todo:
            self.verify(unit)

    def blocking(self, unit: Unit) -> tuple[Finding, ...]:
        """The findings that keep the article from being signed: none for a unit left out, or excused with a reason
        where nothing is contradicted."""
        verdict = self.verdict(unit)
        judged = self.standings()[id(unit)].judgement
        if verdict is None or verdict.published or unit.kind == "meta":
            return ()
        if judged and (judged.action == "reject" or (judged.action == "exempt" and verdict.verdict != "contradicted")):
            return ()
        found = tuple(finding for finding in verdict.findings if finding.severity == "block")
        return found or (Finding(severity="block", check="verdict", message=f"the unit is {verdict.verdict}"),)

    def seen(self, unit: Unit) -> str:
        """The last decision on a unit: who decides must have seen it."""
        history = self.standings()[id(unit)].history
        return history[-1].id if history else ""

    def act(self, action: Action, address: str, seen: str, **said: object) -> Decision:
        """Records a decision on a unit; raises Conflict where it rests on a page that is no longer true."""
        with self.lock:
            self.load()
            unit = self.unit(address)
            if self.seen(unit) != seen:
                last = self.standings()[id(unit)].history[-1]
                raise Conflict(f"{last.editor} decided on this sentence ({last.action}) after your page was opened")
            if action == "exempt" and not str(said.get("text", "")).strip():
                raise UserError("no citation needed: give the reason")
            return self.record(decide(self.fold, self.editor, action, unit, **said))

    def undo(self) -> Decision | None:
        """Takes back the editor's last decision that stands; ``None`` where there is none."""
        with self.lock:
            self.load()
            last = undoable(self.fold, self.editor)
            if last is None:
                return None
            made = self.fold.made.get(last.id)
            standing = {id(spot.unit) for spot in self.fold.spots()}
            if made and not all(id(unit) in standing for unit in made.now):
                raise Conflict("somebody has since changed what you would take back; settle that first")
            return self.record(decide(self.fold, self.editor, "undo", undoes=last.id))

    def record(self, decision: Decision) -> Decision:
        """Writes a decision to the disk, then shows it."""
        append(self.reviews, decision)
        self.fold.apply(decision)
        self._standings = None
        self._stamp = self._now()
        return decision


def _text(path: Path) -> str:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise BadInput(f"larger than {MOST_BYTES:,} bytes", path=str(path))
        return path.read_bytes().decode("utf-8")
    except OSError as error:
        raise BadInput(f"cannot be read: {error.strerror}", path=str(path)) from error
    except UnicodeDecodeError as error:
        raise BadInput("not UTF-8; save the file as UTF-8", path=str(path)) from error


def _json(path: Path) -> dict[str, object]:
    """A JSON object, empty where there is none: nothing that an article rests on is taken from here."""
    try:
        found = json.loads(path.read_bytes()) if path.is_file() else {}
    except (ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
