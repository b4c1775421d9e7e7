"""What the list and the article page show, as values for their templates."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date

from markupsafe import Markup

from draftbot.errors import DraftbotError
from draftbot.report import pictures
from draftbot.review.sheet import Sheet
from draftbot.review.view import marks, progress
from draftbot.services.review import exports, merge, sign_off
from draftbot.services.review.case import Case
from draftbot.services.review.desk import Desk

SHORTCUTS = (
    (("j", "k", "↓", "↑"), "next, previous"),
    (("n", "p"), "next, previous problem"),
    (("a",), "accept and go on"),
    (("r",), "leave out"),
    (("e",), "edit in place; Ctrl Enter keeps"),
    (("c",), "cite another source"),
    (("x",), "no citation needed, with a reason"),
    (("m",), "comment"),
    (("g",), "move to another section"),
    (("v",), "verdict and reasons"),
    (("u",), "undo, all the way"),
    (("f",), "filter"),
    (("h",), "what was held back"),
    (("s",), "state and sign-off"),
    (("Enter",), "from a sentence to its evidence"),
    (("Esc",), "back"),
)


def row(desk: Desk, name: str) -> dict[str, object]:
    """One article in the list; one that cannot be read says why."""
    try:
        case = desk.case(name)
        with case.lock:
            counts = progress(marks(case))
            state = sign_off.state_now(case, desk.corpus.house.review.months, date.today())
            return {"name": name, "title": title(case), "state": state, "error": "", **counts}
    except DraftbotError as error:
        return {"name": name, "title": name, "state": "drafted", "error": str(error)}


def title(case: Case) -> str:
    """The article's heading as it now reads."""
    heads = (unit.text for chunk, unit in case.page.units() if chunk.kind == "heading" and chunk.level == 1)
    return next(heads, case.page.document.title or case.name)


def article(desk: Desk, sheet: Sheet) -> dict[str, object]:
    """The article page; the caller holds the case's lock."""
    case = sheet.case
    signed = sign_off.in_force(case)
    headings = [(c.section, c.units[0].text) for c in case.page.chunks if c.kind == "heading" and c.units]
    return {
        "name": case.name,
        "title": title(case),
        "version": sheet.version,
        "pending": sheet.progress()["pending"],
        "bar": Markup(sheet.bar()),  # our own template's output
        "article": Markup(sheet.whole()),  # our own template's output
        "person": desk.person,
        "state": sign_off.state_now(case, desk.corpus.house.review.months, date.today()),
        "shortcuts": SHORTCUTS,
        "held": case.held(),
        "findings": case.page.read.findings,
        "pictures": Markup("".join(_pictures(case))),  # our own template's output
        "redraft": _redraft(case),
        "gone": case.since_draft().gone,
        "signed": signed,
        "broken": sign_off.broken(case),
        "proposal": sign_off.proposal(case),
        "moves": sign_off.moves(desk, case),
        "exports": exports.KINDS_OFFERED,
        "sections": tuple(dict.fromkeys(headings)),
    }


def _redraft(case: Case) -> dict[str, object] | None:
    """The re-draft beside the article, and how much a merge would do; ``None`` where there is none to take over."""
    beside = merge.revision(case)
    try:
        found = merge.steps(case, beside) if beside else ()
    except DraftbotError:
        return None
    tally = Counter(step.kind for step in found)
    return {"name": beside.name, "conflicts": tally["conflict"], "changes": len(found)} if beside else None


def _pictures(case: Case) -> Iterator[str]:
    matter = case.page.document.front_matter.get("compounds")
    compounds = [str(slug) for slug in matter] if isinstance(matter, list) else []
    blocks = {u.block: c.id for c, u in case.page.units() if c.kind == "entry" and u.block}
    numbers = case.page.numbers
    places = {source: (numbers[source], f"#c-{blocks.get(f'entry-{source}', 0)}") for source in numbers}
    return pictures(case.corpus, compounds, [unit for _, unit in case.page.units()], places)
