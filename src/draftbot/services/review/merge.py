"""A re-draft taken over into a hand-edited article, unit by unit: what only one side changed is taken, what both
changed differently stays as the editor has it and is shown."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from draftbot.decisions.align import align
from draftbot.decisions.decide import decide
from draftbot.decisions.keys import key_of
from draftbot.decisions.page import read_page
from draftbot.errors import UserError
from draftbot.pipeline import ARTICLE, TRACE
from draftbot.publish import overwrite
from draftbot.records.record import Record
from draftbot.records.unit import Unit
from draftbot.services.review.case import Case
from draftbot.services.review.files import article_text
from draftbot.services.review.since_draft import drafted_prose, pieces, prose


class Step(Record):
    """One thing that the merge would do: ``ours`` is the unit it is done to, ``theirs`` what the re-draft says.

    ``after`` is the unit that an added one stands behind.
    """

    kind: str
    ours: Unit | None = None
    theirs: Unit | None = None
    after: Unit | None = None


def revision(case: Case) -> Path | None:
    """The newest re-draft beside the article that was not taken over yet."""
    beside = case.folder.parent.glob(f"{case.folder.name}.revision-*")
    found = [
        p for p in beside if (p / ARTICLE).is_file() and not p.is_symlink() and p.name.rpartition("-")[2].isdecimal()
    ]
    newest = max(found, key=lambda place: int(place.name.rpartition("-")[2]), default=None)
    if newest is None or _bytes(newest / TRACE) == _bytes(case.folder / TRACE):
        return None
    return newest


def _number(place: Path) -> int:
    last = place.name.rpartition("-")[2]
    return int(last) if last.isascii() and last.isdecimal() and len(last) < 10 else 0


def steps(case: Case, redraft: Path) -> tuple[Step, ...]:
    """Base is what the machine drafted (the article's trace), theirs the re-draft, ours the article as decided."""
    theirs = prose(read_page(article_text(redraft / ARTICLE), {}, case.corpus))
    return tuple(_merged(drafted_prose(case.folder), prose(case.page), theirs))


def _merged(base: Sequence[Unit], ours: Sequence[Unit], theirs: Sequence[Unit]) -> Iterator[Step]:
    own, other = _followed(base, ours), _followed(base, theirs)
    for at, unit in enumerate(base):
        mine, new = own.get(at), other.get(at)
        changed_here = mine is None or key_of(mine) != key_of(unit)
        changed_there = new is None or key_of(new) != key_of(unit)
        if not changed_there or (mine and new and key_of(mine) == key_of(new)) or (mine is None and new is None):
            continue
        if changed_here:
            yield Step(kind="conflict", ours=mine, theirs=new)
        else:
            yield Step(kind="reword" if new else "remove", ours=mine, theirs=new)
    yield from _added(base, ours, theirs, own, other)


def _added(
    base: Sequence[Unit], ours: Sequence[Unit], theirs: Sequence[Unit], own: dict[int, Unit], other: dict[int, Unit]
) -> Iterator[Step]:
    """Units that only the re-draft has, each behind the nearest unit before it that stands in both."""
    place = {id(new): at for at, new in other.items()}
    known = {key_of(unit) for unit in (*base, *ours)}
    behind: Unit | None = None
    for unit in theirs:
        if id(unit) in place:
            behind = own.get(place[id(unit)], behind)
        elif key_of(unit) not in known and unit.kind != "cell":
            yield Step(kind="add", theirs=unit, after=behind)


def _followed(base: Sequence[Unit], now: Sequence[Unit]) -> dict[int, Unit]:
    """What became of each base unit: itself, moved or reworded; nothing where it is gone, split or unclear."""
    found = {}
    for change in align(pieces(base), pieces(now)):
        if change.kind in ("unchanged", "moved", "edited") and len(change.old) == len(change.new) == 1:
            found[change.old[0]] = now[change.new[0]]
    return found


def take_over(case: Case, redraft: Path) -> dict[str, int]:
    """Records the steps as decisions of the editor, so that each can be undone; the re-draft's trace becomes the
    article's, since the next merge starts from it. Raises UserError while the article is signed."""
    with case.lock:
        case.load()
        case.refuse_signed("take a re-draft over")
        done: dict[str, int] = {}
        for step in steps(case, redraft):
            _take(case, step)
            done[step.kind] = done.get(step.kind, 0) + 1
        trace = _bytes(redraft / TRACE)
        if trace is None:
            raise UserError(f"{redraft / TRACE} cannot be read; draft the article again")
        overwrite(case.folder, {TRACE: trace})
        return done


def _take(case: Case, step: Step) -> None:
    ours, theirs = step.ours, step.theirs
    if step.kind == "reword" and ours and theirs:
        made = case.record(decide(case.fold, case.editor, "edit", ours, text=theirs.text, cites=ours.sources))
        now = case.fold.made[made.id].now[0]
        if set(now.sources) != set(theirs.sources) and not theirs.rule:
            case.record(decide(case.fold, case.editor, "cite", now, text=now.text, cites=theirs.sources))
    elif step.kind == "remove" and ours:
        case.record(decide(case.fold, case.editor, "reject", ours, text="the re-draft no longer says it"))
    elif step.kind == "conflict" and ours:
        said = f"the re-draft says: {theirs.text}" if theirs else "the re-draft no longer says this"
        case.record(decide(case.fold, case.editor, "comment", ours, text=said[:5000]))
    elif step.kind == "add" and theirs:
        place = case.fold.key(step.after) if step.after else ""
        anchor = case.fold.unplaced(theirs)
        told: dict[str, object] = {"anchor": anchor, "text": theirs.text, "cites": theirs.sources, "to": theirs.section}
        case.record(decide(case.fold, case.editor, "restore", None, place=place, **told))


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None
