"""Moving an article from state to state; a sign-off proves the page once more, writes it and freezes it."""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import date

from draftbot import pipeline
from draftbot.assemble import jsonld_bytes, to_jsonld
from draftbot.decisions.decide import decide
from draftbot.decisions.finish import finished, with_matter
from draftbot.decisions.ledger import now, standing
from draftbot.decisions.page import Page
from draftbot.decisions.rebuild import rebuilt
from draftbot.decisions.signing import (
    BYLINE,
    REVIEWED,
    REVIEWER,
    bylines,
    changed_files,
    digests,
    reviewed,
    sign_off,
    signatures,
)
from draftbot.errors import UserError
from draftbot.prompts import load_plan
from draftbot.publish import overwrite
from draftbot.records.article import Article, Held
from draftbot.records.decision import MOVES, SIGNED, Action, Decision, Digests, State
from draftbot.records.unit import Unit
from draftbot.records.verdict import Finding, UnitVerdict
from draftbot.report import to_html
from draftbot.rules import RULES
from draftbot.services.review.case import Case
from draftbot.services.review.desk import Desk
from draftbot.services.review.since_draft import drafted_trace
from draftbot.settings import Settings
from draftbot.text.lists import counted, day
from draftbot.text.markdown import read_markdown
from draftbot.text.sentences import sentences
from draftbot.trace import Trace, to_trace
from draftbot.verify import new_waiver
from draftbot.waivers_file import add_waiver, load_waivers

SAYS: dict[State, str] = {
    "medically-reviewed": "Medically reviewed by {name} on {day}.",
    "compliance-approved": "Approved for publication by {name} on {day}.",
}
WORDS: dict[Action, str] = {
    "edit": "{n} reworded",
    "cite": "{n} with other sources",
    "reject": "{n} left out",
    "move": "{n} moved",
    "restore": "{n} added",
}


def in_force(case: Case) -> Decision | None:
    """The sign-off that stands, if any."""
    return sign_off(case.decisions)


def broken(case: Case) -> tuple[str, ...]:
    """The signed files that have changed since."""
    signed = in_force(case)
    return changed_files(case.folder, signed.digests) if signed and signed.digests else ()


def state_now(case: Case, months: int, today: date) -> State:
    """The case's state; a published article falls due that many months after its review."""
    review = reviewed(case.decisions)
    if case.state == "published" and review:
        at = review.at.date()
        passed = (today.year - at.year) * 12 + today.month - at.month - (today.day < at.day)
        return "due-for-review" if passed >= months else "published"
    return case.state


def moves(desk: Desk, case: Case) -> tuple[State, ...]:
    """Where the person at the desk may move the article from here."""
    may = desk.me.may
    state = state_now(case, desk.corpus.house.review.months, now().date())
    return tuple(to for to in MOVES[state] if to in may and to != state)


def proposal(case: Case) -> str:
    """The reader-facing line on what changed since the article was last signed; empty where nothing did, or where it
    never was."""
    known = standing(case.decisions)
    last = max((i for i, d in enumerate(known) if d.action == "state" and d.state in SIGNED), default=None)
    if last is None or case.state in SIGNED:
        return ""
    tally = Counter(d.action for d in known[last + 1 :])
    told = [WORDS[action].format(n=tally[action]) for action in WORDS if tally[action]]
    if not told:
        return ""
    statements = counted(sum(tally[action] for action in WORDS), "statement")
    return f"Updated {day(now().date())}: {statements} changed ({', '.join(told)})."


def move(desk: Desk, case: Case, to: State, tell: bool = False) -> Decision:
    """Moves the article and records it; raises UserError where the person may not, or where a sign-off is refused."""
    case.verify_all()
    with case.lock:
        case.load()
        if to not in moves(desk, case):
            who = f"{desk.person} ({desk.editor})"
            raise UserError(f"house.yaml does not let {who} move this from {case.state} to {to}")
        at, said = now(), ""
        if to in SIGNED:
            _refuse_open(case)
            said = SAYS[to].format(name=desk.me.printed, day=day(at.date())) if to in SAYS else ""
            if said and tell:
                said = f"{said} {proposal(case)}".strip()
        made = decide(
            case.fold, desk.editor, "state", state=to, text=said, signer=desk.me.printed if to in SIGNED else ""
        )
        made = made.model_copy(update={"at": at})
        if to != "due-for-review":
            _write(desk, case, made)
            made = made.model_copy(update={"digests": digests(case.folder) if to in SIGNED else None})
        recorded = case.record(made)
        case.reopen()
        return recorded


def _refuse_open(case: Case) -> None:
    """A sign-off needs every unit answered on, and no blocking finding open."""
    if case.pending():
        raise UserError("the verifier has not answered on every sentence yet; try again in a moment")
    if not any(chunk.kind == "heading" and chunk.level == 1 for chunk, _ in case.page.units()):
        raise UserError("the article has no title; there is nothing to sign")
    open_units = [spot.unit for spot in case.fold.spots() if case.blocking(spot.unit)]
    blocks = [f for f in case.page.read.findings if f.severity == "block"]
    if open_units or blocks:
        what = open_units[0].text if open_units else blocks[0].message
        count = len(open_units) + len(blocks)
        raise UserError(
            f"{count} blocking {'finding stands' if count == 1 else 'findings stand'} open, first: {what!r}"
        )


def _write(desk: Desk, case: Case, made: Decision) -> None:
    """Writes the page as decided, with what the sign-offs then in force say; first it is read back and verified as any
    file would be, with the waivers that the reasons given amount to."""
    after = (*case.decisions, made.model_copy(update={"digests": Digests(article="", jsonld="", trace="")}))
    page = final_page(desk.settings, case, after)
    text = final_text(page, after)
    files = {pipeline.ARTICLE: text.encode()}
    if page.document.own:
        article = final_article(case, page)
        graph = to_jsonld(article, case.corpus, case.name)
        review = reviewed(after)
        if review:
            person = {"@type": "Person", "name": review.signer}
            graph["@graph"][0] |= {"reviewedBy": person, "lastReviewed": review.at.date().isoformat()}  # type: ignore[index]  # our own graph
        files[pipeline.JSONLD] = jsonld_bytes(graph)
    if made.state in SIGNED:
        _waive(desk, case)
        _refuse_unproved(desk.settings, case, text, files, after)
    trace = case.folder / pipeline.TRACE
    if page.document.own and trace.is_file():
        files[pipeline.REPORT] = report(case, page).encode()
    overwrite(case.folder, files)


def _waive(desk: Desk, case: Case) -> None:
    """Each reason for "no citation needed" becomes a waiver, so that `verify` knows it too."""
    known = load_waivers(desk.settings.root)
    for spot in case.fold.spots():
        judged, verdict = case.standings()[id(spot.unit)].judgement, case.verdict(spot.unit)
        if judged and judged.action == "exempt" and verdict and not verdict.published:
            for check in sorted({f.check for f in verdict.findings if f.severity == "block"}):
                day_given = judged.at.date().isoformat()
                waiver = new_waiver(spot.unit, case.corpus, check, judged.text, judged.editor, day_given)
                if waiver not in known:
                    add_waiver(desk.settings.root, waiver)


def _refuse_unproved(
    settings: Settings, case: Case, text: str, files: dict[str, bytes], after: tuple[Decision, ...]
) -> None:
    document = read_markdown(text)
    graph = json.loads(files[pipeline.JSONLD]) if pipeline.JSONLD in files else {}
    context = replace(case.context, fixed={**case.context.fixed, BYLINE: bylines(after)})
    read = pipeline.checked(document, graph, context, load_waivers(settings.root))
    blocked = [unit for unit in read.units if any(finding.severity == "block" for finding in unit.findings)]
    if blocked:
        raise UserError(f"read back, {blocked[0].text!r} is not proved: {blocked[0].reasons[0]}")
    if any(finding.severity == "block" for finding in read.findings):
        raise UserError(next(f.message for f in read.findings if f.severity == "block"))


def final_page(settings: Settings, case: Case, decisions: tuple[Decision, ...]) -> Page:
    """The page as decided: what was left out is gone; the byline is that of the sign-offs in force."""
    standings = case.standings()
    left_out = {key for key, own in standings.items() if own.judgement and own.judgement.action == "reject"}
    gone = {d.text for d in case.decisions if d.action == "state" and d.text}
    gone = {part for text in gone for part in bylines_of(text)}
    byline = " ".join(d.text for d in signatures(decisions) if d.text)
    return finished(case.page, left_out, load_plan(settings.prompts).plan.withheld, byline, gone)


def bylines_of(text: str) -> set[str]:
    """A byline as the page prints it: whole, and sentence by sentence."""
    return {text, *(span.of(text) for span in sentences(text))}


def final_text(page: Page, decisions: tuple[Decision, ...]) -> str:
    """The Markdown of the page, its front matter in step with title and review."""
    review = reviewed(decisions)
    told = {REVIEWER: review.signer if review else None, REVIEWED: review.at.date().isoformat() if review else None}
    title = next((u.text for c, u in page.units() if c.kind == "heading" and c.level == 1), page.document.title)
    return with_matter(page.markdown(), title, told)


def final_article(case: Case, page: Page) -> Article:
    """The page as an article with the verdicts on its units."""
    if not any(chunk.kind == "heading" for chunk, _ in page.units()):
        raise UserError("the article has no heading; there is nothing to report on")
    exempt = {unit.id: UnitVerdict(unit=unit.id, verdict="exempt") for _, unit in page.units()}
    verdicts = {unit.id: case.verdict(unit) or exempt[unit.id] for _, unit in page.units()}
    held = tuple(
        Held(unit=Unit(id=h.id, section=h.section, kind="sentence", text=h.text), reasons=h.reasons)
        for h in case.held()
    )
    for one in held:
        finding = Finding(severity="block", check="held", message="; ".join(one.reasons))
        verdicts[one.unit.id] = UnitVerdict(unit=one.unit.id, verdict="unsupported", findings=(finding,))
    return rebuilt(page, verdicts, RULES, held)


def trace_now(case: Case, page: Page) -> Trace:
    """The trace of the page as it is, with the provenance of the draft; raises UserError where there is none."""
    drafted = drafted_trace(case.folder)
    made = to_trace(final_article(case, page), drafted.article_sha256, drafted.provenance, (), {})
    return made.model_copy(update={"retrieval": drafted.retrieval, "messages": drafted.messages})


def report(case: Case, page: Page) -> str:
    """The report of the page as it is."""
    return to_html(final_article(case, page), trace_now(case, page), case.corpus)
