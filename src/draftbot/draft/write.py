"""The offline writer: from the plan, the profiles and the evidence to a draft, the same bytes every time."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from draftbot.draft.composer import Composer
from draftbot.draft.facts import clauses, facts
from draftbot.draft.faq import questions
from draftbot.draft.material import Material
from draftbot.draft.messages import KeyMessage, key_messages
from draftbot.draft.outline import Entry, outline
from draftbot.draft.studies import ranked, safety_items, study_paragraphs
from draftbot.draft.table import evidence_table, fields_table, quick_pick, targets_table
from draftbot.records.brief import Evidence
from draftbot.records.plan import Part
from draftbot.records.unit import Block, BulletList, Draft, ListItem, Message, Paragraph, Section, Unit
from draftbot.records.values import CombinationValue
from draftbot.rules.studies import in_laboratory, in_people
from draftbot.text.lists import listed

Realiser = Callable[[Composer, Entry, Part], Iterator[Block]]


def write(material: Material, evidence: Mapping[str, Evidence]) -> Draft:
    """Every section of the outline that has something to say, in order.

    ``evidence`` maps a section id to its closed set. Sections without a block are dropped (a parent heading is kept
    while one of its children has content) and named in ``left_out``.
    """
    told: set[str] = set()
    sections, left_out = [], []
    for entry in outline(material):
        composer = Composer(material, entry.id, evidence[entry.id], told)
        blocks = tuple(questions(composer)) if entry.id == "faq" else tuple(_blocks(composer, entry))
        if blocks or not entry.section.parts:
            heading = composer.fixed("heading", entry.heading, "heading")
            sections.append(Section(id=entry.id, level=entry.level, heading=heading, blocks=blocks))
        else:
            left_out.append(entry.heading)
    kept = _with_content(sections)
    top = Composer(material, "top", evidence["top"], told)
    return Draft(
        compounds=material.pair,
        title=top.fixed("title", material.fill(material.plan.title), "meta"),
        description=top.fixed("description", material.fill(material.plan.description), "meta"),
        sections=kept,
        messages=_told(material, kept),
        thin=len(material.corpus.about(*material.pair)) < material.corpus.house.thin_below,
        left_out=tuple(left_out),
    )


def _blocks(composer: Composer, entry: Entry) -> Iterator[Block]:
    for part in entry.section.parts:
        yield from REALISERS[part.use](composer, entry, part)


def _with_content(sections: list[Section]) -> tuple[Section, ...]:
    """Sections without blocks stay only as parents: when the next deeper section follows before one of their level."""
    kept: list[Section] = []
    for section in reversed(sections):
        if section.blocks or (kept and kept[-1].level > section.level):
            kept.append(section)
    return tuple(reversed(kept))


def _block(composer: Composer, _: Entry, part: Part) -> Iterator[Block]:
    if part.block in composer.material.corpus.house.blocks:
        yield Paragraph(units=(composer.fixed(part.block, composer.material.block(part.block)),))


def _lede(composer: Composer, entry: Entry, part: Part) -> Iterator[Block]:
    """Who the two are, in one sentence each, and how many sources there are."""
    units = []
    for compound in entry.compounds:
        own = [made[0] for field in part.fields if (made := clauses(composer.material, compound, field))]
        if own:
            text = own[0].text + "".join(f", {c.text.removeprefix(f'{compound.name} is ')}" for c in own[1:2])
            units.append(composer.sentence(text, [source for clause in own[:2] for source in clause.sources]))
    units.extend(_derived_units(composer, entry, part))
    if units:
        yield Paragraph(units=tuple(units))


def _facts(composer: Composer, entry: Entry, part: Part) -> Iterator[Block]:
    yield from facts(composer, entry.compounds, part.fields)


def _derived(composer: Composer, entry: Entry, part: Part) -> Iterator[Block]:
    units = tuple(_derived_units(composer, entry, part))
    if units:
        yield Paragraph(units=units)


def _derived_units(composer: Composer, entry: Entry, part: Part) -> Iterator[Unit]:
    for name in part.derived:
        for slug in composer.material.pair if "{slug}" in name else ("",):
            derivation = composer.material.derived(name.format(slug=slug, topic=entry.topic))
            if derivation:
                yield composer.derived(derivation)


def _table(composer: Composer, _: Entry, part: Part) -> Iterator[Block]:
    table = fields_table(composer, part.fields, part.derived)
    if table:
        yield table


def _targets(composer: Composer, _: Entry, part: Part) -> Iterator[Block]:
    table = targets_table(composer, part.fields[0])
    if table:
        yield table


def _evidence_table(composer: Composer, _: Entry, __: Part) -> Iterator[Block]:
    about = composer.material.corpus.about(*composer.material.pair)
    table = evidence_table(composer, ranked([ref for ref in about if in_people(ref)]))
    if table:
        yield table


def _quick_pick(composer: Composer, _: Entry, __: Part) -> Iterator[Block]:
    table = quick_pick(composer, tuple(composer.material.corpus.fields.topics))
    if table:
        yield table


def _studies(composer: Composer, entry: Entry, _: Part) -> Iterator[Block]:
    about = [ref for ref in composer.material.corpus.about(*composer.material.pair) if in_people(ref)]
    if entry.topic:
        yield from study_paragraphs(composer, ranked(about), entry.topic)


def _laboratory(composer: Composer, _: Entry, part: Part) -> Iterator[Block]:
    about = [ref for ref in composer.material.corpus.about(*composer.material.pair) if in_laboratory(ref)]
    topics = composer.material.corpus.fields.topics
    paragraphs = [p for topic in topics for p in study_paragraphs(composer, ranked(about), topic)]
    yield from paragraphs or facts(composer, composer.material.compounds, part.fields)


def _combinations(composer: Composer, entry: Entry, part: Part) -> Iterator[Block]:
    items = []
    for compound in entry.compounds:
        for value in compound.values(part.fields[0]):
            if isinstance(value, CombinationValue):
                title = f"{value.name}: " if value.name else ""
                aim = f", for {value.aim}" if value.aim else ""
                text = f"{title}{compound.name} with {listed(value.members)}{aim}"
                items.append(ListItem(units=(composer.sentence(text, value.refs, kind="item"),)))
    yield from _list(composer, part, items)


def _takeaways(composer: Composer, _: Entry, part: Part) -> Iterator[Block]:
    about = composer.material.corpus.about(*composer.material.pair)
    items = safety_items(composer, about, "according to {study}, {finding}", "item")
    yield from _list(composer, part, [ListItem(units=units) for units in items])


def _list(composer: Composer, part: Part, items: list[ListItem]) -> Iterator[Block]:
    if items:
        if part.intro:
            yield Paragraph(units=(composer.fixed("intro", part.intro),))
        yield BulletList(items=tuple(items))


def _messages(composer: Composer, _: Entry, __: Part) -> Iterator[Block]:
    items = []
    for message in key_messages(composer.material)[: composer.material.plan.key_messages]:
        if message.derivation:
            unit = composer.derived(message.derivation, "item")
        else:
            unit = composer.sentence(message.text, message.sources, kind="item")
        items.append(ListItem(units=(unit,)))
    if items:
        yield BulletList(items=tuple(items))


def _told(material: Material, sections: tuple[Section, ...]) -> tuple[Message, ...]:
    """Each key message with the units that tell it, wherever they stand."""
    return tuple(_message(message, sections) for message in key_messages(material))


def _message(message: KeyMessage, sections: tuple[Section, ...]) -> Message:
    found = [
        (section.id, unit.id)
        for section in sections
        for unit in section.all_units()
        if message.mark.lower() in unit.text.lower()
    ]
    return Message(
        id=message.id, says=message.says, section=found[0][0] if found else "", units=tuple(unit for _, unit in found)
    )


REALISERS: Mapping[str, Realiser] = {
    "block": _block,
    "combinations": _combinations,
    "derived": _derived,
    "evidence_table": _evidence_table,
    "facts": _facts,
    "laboratory": _laboratory,
    "lede": _lede,
    "messages": _messages,
    "quick_pick": _quick_pick,
    "studies": _studies,
    "table": _table,
    "takeaways": _takeaways,
    "targets": _targets,
}
