"""The changes since the draft as CriticMarkup (criticmarkup.com): additions, deletions, substitutions, comments."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from draftbot.decisions.align import Piece, align
from draftbot.decisions.keys import key_of
from draftbot.decisions.page import Page, read_page
from draftbot.records.decision import Decision
from draftbot.records.unit import Unit
from draftbot.services.review.case import Case
from draftbot.services.review.files import article_text

SIGNS = ("{++", "++}", "{--", "--}", "{~~", "~>", "~~}", "{>>", "<<}")


def critic_markup(case: Case, page: Page) -> str:
    """The page unit by unit, in paragraphs by place, each change marked against article.md as it is on disk."""
    before = read_page(article_text(case.folder / "article.md"), {}, case.corpus)
    old = [unit for chunk, unit in before.units() if chunk.kind not in ("front", "entry")]
    new = [unit for chunk, unit in page.units() if chunk.kind not in ("front", "entry")]
    marked = dict(_marked(old, new))
    gone = _gone(old, new, marked)
    comments = _comments(case)
    lines = list(gone.get(-1, []))
    at = 0
    for chunk in page.chunks:
        if not chunk.units or chunk.kind in ("front", "entry"):
            continue
        told = []
        for unit in chunk.units:
            told.append(marked[at] + "".join(comments.get(id(unit), [])))
            told += gone.get(at, [])
            at += 1
        joint = " | " if chunk.kind == "row" else " "
        lines.append(chunk.prefix + joint.join(told))
    return "\n\n".join(lines) + "\n"


def _marked(old: Sequence[Unit], new: Sequence[Unit]) -> list[tuple[int, str]]:
    found = {}
    for change in align(_pieces(old), _pieces(new)):
        for place, at in enumerate(change.new):
            now = _plain(new[at].text)
            was = _plain(" ".join(old[i].text for i in change.old))
            if change.kind in ("unchanged", "moved", "ambiguous"):
                found[at] = now
            elif change.kind == "new":
                found[at] = f"{{++{now}++}}"
            elif place == 0:
                found[at] = f"{{~~{was}~>{now}~~}}"
            else:
                found[at] = f"{{++{now}++}}"
    return list(found.items())


def _gone(old: Sequence[Unit], new: Sequence[Unit], marked: Mapping[int, str]) -> dict[int, list[str]]:
    """Deleted units by the new unit that they stood behind; -1: at the top."""
    del marked
    where: dict[int, int] = {}
    deleted: list[int] = []
    for change in align(_pieces(old), _pieces(new)):
        if change.kind == "deleted":
            deleted += change.old
        else:
            where.update({i: max(change.new) for i in change.old if change.new})
    found: dict[int, list[str]] = {}
    for i in sorted(deleted):
        before = next((where[j] for j in range(i - 1, -1, -1) if j in where), -1)
        found.setdefault(before, []).append(f"{{--{_plain(old[i].text)}--}}")
    return found


def _pieces(units: Sequence[Unit]) -> list[Piece]:
    return [Piece(key=key_of(unit), text=unit.text, section=unit.section) for unit in units]


def _comments(case: Case) -> dict[int, list[str]]:
    return {key: [_comment(d) for d in own.comments] for key, own in case.standings().items() if own.comments}


def _comment(decision: Decision) -> str:
    return f"{{>>{decision.editor}: {_plain(decision.text)}<<}}"


def _plain(text: str) -> str:
    """The text without CriticMarkup's own signs, so that no text opens or closes a mark."""
    for sign in SIGNS:
        text = text.replace(sign, sign.replace("{", "{ ").replace("}", " }").replace("~>", "~ >"))
    return " ".join(text.split())
