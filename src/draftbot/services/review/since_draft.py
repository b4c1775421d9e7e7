"""What became of the machine's draft in the article as decided: unit by unit, and what is gone."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from draftbot.decisions.align import Kind, Piece, align
from draftbot.decisions.keys import key_of
from draftbot.decisions.page import Page
from draftbot.errors import UserError
from draftbot.pipeline import TRACE
from draftbot.records.unit import Unit
from draftbot.text.sentences import sentences
from draftbot.trace import Trace, TracedUnit

PROSE = ("sentence", "item", "faq", "cell")
# A page names each answer after its question; the draft has one section for all.
ANSWER = re.compile(r"faq-\d+$")
APART = ("references", "rules")


@dataclass(frozen=True)
class Became:
    """What a unit is to the draft: ``was`` are the drafted words, where they differ."""

    kind: Kind
    was: str = ""


@dataclass(frozen=True)
class SinceDraft:
    """By ``id`` of each unit; ``gone`` are drafted units that stand nowhere now."""

    units: Mapping[int, Became] = field(default_factory=dict)
    gone: tuple[Unit, ...] = ()


def drafted_trace(folder: Path) -> Trace:
    """The trace that the draft wrote; raises UserError where there is none that can be read."""
    try:
        return Trace.model_validate_json((folder / TRACE).read_bytes())
    except (OSError, ValueError) as error:
        raise UserError(f"{folder / TRACE} is no trace of ours; draft the article again") from error


def drafted_prose(folder: Path) -> list[Unit]:
    """The sentences and cells of the draft, as its trace has them; a house block's sentences one by one, as a reader of
    the page meets them."""
    drafted = [_unit(u) for u in drafted_trace(folder).units if u.kind in PROSE and u.section not in APART]
    return [part for unit in drafted for part in _parts(unit)]


def prose(page: Page) -> list[Unit]:
    """The sentences and cells that stand on the page; headings and references are left out."""
    return [unit for chunk, unit in page.units() if chunk.kind in ("paragraph", "item", "row") and unit.block is None]


def since_draft(base: Sequence[Unit], page: Page) -> SinceDraft:
    """Each unit of the page as it relates to the draft; nothing where the draft is not known."""
    if not base:
        return SinceDraft()
    now = prose(page)
    units: dict[int, Became] = {}
    gone: list[Unit] = []
    for change in align(pieces(base), pieces(now)):
        was = " ".join(base[i].text for i in change.old)
        for at in change.new:
            units[id(now[at])] = Became(change.kind, was if was != now[at].text else "")
        if change.kind == "deleted":
            gone += [base[i] for i in change.old]
    return SinceDraft(units, tuple(gone))


def pieces(units: Sequence[Unit]) -> list[Piece]:
    """Units as alignment sees them."""
    return [Piece(key=key_of(u), text=u.text, section=ANSWER.sub("faq", u.section)) for u in units]


def _parts(unit: Unit) -> list[Unit]:
    if unit.sources or unit.rule or unit.kind == "cell":
        return [unit]
    return [unit.model_copy(update={"text": span.of(unit.text)}) for span in sentences(unit.text)]


def _unit(traced: TracedUnit) -> Unit:
    told: dict[str, object] = traced.model_dump(include={"id", "section", "kind", "text", "sources", "row", "column"})
    return Unit.model_validate({**told, "rule": traced.derivation.rule if traced.derivation else None})
