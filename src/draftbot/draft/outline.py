"""The plan opened out for one pair: repeated sections get one entry a compound or topic; each entry gets its brief."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from draftbot.draft.material import Material
from draftbot.records.brief import Brief
from draftbot.records.compound import Compound
from draftbot.records.plan import Part, PlanSection
from draftbot.records.record import Record
from draftbot.text.slots import fill


class Entry(Record):
    """One section of one article: its anchor, its heading, and what it is about (both compounds, one, or a topic)."""

    id: str
    level: int
    heading: str
    section: PlanSection
    compounds: tuple[Compound, ...]
    topic: str | None = None
    queries: tuple[str, ...] = ()


def outline(material: Material) -> tuple[Entry, ...]:
    """Every section that the plan names for the pair, in order; empty ones are left out later."""
    return tuple(chain.from_iterable(_entries(material, section) for section in material.plan.sections))


def _entries(material: Material, section: PlanSection) -> Iterator[Entry]:
    if section.each == "compound":
        for compound in material.compounds:
            yield _entry(material, section, f"{section.id}-{compound.slug}", (compound,), name=compound.name)
    elif section.each == "topic":
        for topic in material.topics():
            known = material.corpus.fields.topics[topic]
            entry = _entry(material, section, f"{section.id}-{topic}", material.compounds, topic=known.phrase)
            yield entry.model_copy(update={"topic": topic, "heading": fill(section.heading, topic=known.label)})
    else:
        yield _entry(material, section, section.id, material.compounds)


def _entry(
    material: Material, section: PlanSection, anchor: str, compounds: tuple[Compound, ...], **slots: str
) -> Entry:
    return Entry(
        id=anchor,
        level=section.level,
        heading=material.fill(section.heading, **slots),
        section=section,
        compounds=compounds,
        queries=tuple(material.fill(query, **slots) for query in section.queries),
    )


def briefs(material: Material) -> tuple[Brief, ...]:
    """One brief a section: its queries, and the references that its parts may rest on."""
    faq = [part for question in material.plan.questions for part in question.parts]
    made = []
    for entry in outline(material):
        parts = (*entry.section.parts, *(faq if entry.id == "faq" else ()))
        references = dict.fromkeys(ref for part in parts for ref in _references(material, entry, part))
        made.append(Brief(section=entry.id, queries=entry.queries, references=tuple(sorted(references))))
    return tuple(made)


def _references(material: Material, entry: Entry, part: Part) -> Iterator[str]:
    for field in part.fields:
        for compound in entry.compounds:
            yield from (ref for value in compound.values(field) for ref in value.refs)
    for reference in material.corpus.about(*material.pair):
        topical = entry.topic is None or entry.topic in {outcome.topic for outcome in reference.card.outcomes}
        if part.use in {"studies", "evidence_table", "laboratory", "messages", "takeaways"} and topical:
            yield reference.id
    if part.use in {"messages", "lede"}:
        yield from (ref for compound in material.compounds for v in compound.values("regulatory") for ref in v.refs)
