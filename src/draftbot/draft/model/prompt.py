"""Requests as messages: everything from the corpus goes in as JSON, so that no text can close its own fence."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence

from draftbot.draft.model.made import Made
from draftbot.draft.model.request import Group, SectionRequest, Shown
from draftbot.draft.model.telling import ALIKE, share
from draftbot.llm import Message
from draftbot.records.corpus import House
from draftbot.records.prompt import Prompt
from draftbot.records.record import Record
from draftbot.records.unit import Unit

MOST_PROVED, MOST_MEANT = 2, 2
LEAST_ALIKE = 0.25


class Prompts(Record):
    """The three prompts of the writer."""

    section: Prompt
    last: Prompt
    repair: Prompt

    def each(self) -> tuple[Prompt, ...]:
        return self.section, self.last, self.repair


def section_messages(
    prompts: Prompts, request: SectionRequest, house: House, proved: Sequence[Unit]
) -> tuple[Message, ...]:
    """Asks for a section; one that sums up is also given the proved sentences that its statements meet."""
    slots = {
        **_style(house),
        "heading": request.section.heading.text,
        "groups": _json(_group(group, house) for group in request.groups),
        "facts": _json(fact.model_dump() for fact in request.facts),
        "evidence": _evidence(request.shown),
    }
    if not request.last:
        return _messages(prompts.section, slots)
    return _messages(prompts.last, {**slots, "proved": _json(_proved(request, proved))})


def repair_messages(
    prompts: Prompts, request: SectionRequest, house: House, held: Mapping[str, tuple[Made, Sequence[str]]]
) -> tuple[Message, ...]:
    """Asks for held sentences again, each with its reasons, and with the passages of the section that bear on them."""
    groups = {made.group for made, _ in held.values()}
    sources = {
        source for group in request.groups if group.id in groups for unit in group.statements for source in unit.sources
    }
    sources |= {source for made, _ in held.values() if made.unit for source in made.unit.sources}
    shown = [item for item in request.shown if item.passage.source in sources]
    named = (
        {"id": key, "text": made.text, "reasons": list(reasons), "must_say": _meant(made, request, house)}
        for key, (made, reasons) in held.items()
    )
    slots = {"heading": request.section.heading.text, "held": _json(named), "evidence": _evidence(shown)}
    return _messages(prompts.repair, {**_style(house), **slots})


def _group(group: Group, house: House) -> dict[str, object]:
    asked: dict[str, object] = {"id": group.id, "kind": group.kind}
    if group.question:
        fixed = sum(len(unit.text.split()) for unit in group.offline if unit not in group.statements)
        shortest, longest = house.lengths.faq_answer
        asked |= {"question": group.question, "words": [max(0, shortest - fixed), max(0, longest - fixed)]}
    return {**asked, "must_say": [_plain(unit, house) for unit in group.statements]}


def _meant(made: Made, request: SectionRequest, house: House) -> list[str]:
    """The statements of its group that a held sentence is most like, at most two."""
    statements = [unit for group in request.groups if group.id == made.group for unit in group.statements]
    near = sorted(statements, key=lambda unit: -share(made.text, unit.text))[:MOST_MEANT]
    return [_plain(unit, house) for unit in near if share(made.text, unit.text) >= LEAST_ALIKE]


def _proved(request: SectionRequest, proved: Sequence[Unit]) -> list[str]:
    """Proved sentences that speak of the section's statements, at most two for each."""
    chosen: dict[str, None] = {}
    for statement in request.statements:
        near = [u for u in proved if set(u.sources) & set(statement.sources) and share(u.text, statement.text) >= ALIKE]
        chosen.update(dict.fromkeys(unit.text for unit in near[:MOST_PROVED]))
    return list(chosen)


def _evidence(shown: Sequence[Shown]) -> str:
    return _json(
        {"id": item.id, "study": item.study, "against": item.against, "text": item.passage.text} for item in shown
    )


def _style(house: House) -> dict[str, str]:
    """The house's spelling, and what it bars: words, and what its policy holds back."""
    words = ", ".join(house.banned) or "nothing in particular"
    barred = "".join(f"; nothing that {rule.why.partition(';')[0]}" for rule in house.policy)
    return {"spelling": house.spelling, "banned": words + barred}


def _plain(unit: Unit, house: House) -> str:
    return unit.text.replace(house.second_hand_mark, "")


def _messages(prompt: Prompt, slots: dict[str, str]) -> tuple[Message, ...]:
    system, user = prompt.filled(**slots)
    return Message(role="system", content=system), Message(role="user", content=user)


def _json(items: Iterable[object]) -> str:
    return json.dumps(list(items), ensure_ascii=False)
