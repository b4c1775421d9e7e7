"""The texts that need no source: the plan's own words and the house's blocks, filled in for the pair."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftbot.draft.material import Material
from draftbot.draft.outline import outline
from draftbot.records.article import Rule
from draftbot.records.values import TargetValue
from draftbot.text.citation import bibliographic_line, source_note
from draftbot.text.lists import capitalised
from draftbot.text.sentences import sentences


def approved_texts(material: Material, rules: Sequence[Rule]) -> dict[str, frozenset[str]]:
    """Block id to the texts that a unit of that block may print, byte for byte; a block of several sentences also
    stands sentence by sentence, as a reader of the file meets it."""
    plan, house = material.plan, material.corpus.house
    texts: dict[str, set[str]] = {
        "title": {material.fill(plan.title)},
        "description": {material.fill(plan.description)},
        "heading": {*(entry.heading for entry in outline(material)), plan.references_heading, plan.rules_heading},
        "question": set(_questions(material)),
        "label": set(_labels(material)),
        "intro": {part.intro for section in plan.sections for part in section.parts if part.intro},
        "withheld": {plan.withheld},
        "legend": _with_sentences(house.second_hand_legend),
        "rule": {f"{rule.name}. {rule.text}" for rule in rules},
    }
    for block in house.blocks:
        texts[block] = _with_sentences(material.block(block))
    for key, reference in material.corpus.references.items():
        texts[f"entry-{key}"] = {bibliographic_line(reference)}
        texts[f"note-{key}"] = {source_note(reference, house)}
    return {block: frozenset(own) for block, own in texts.items()}


def _with_sentences(text: str) -> set[str]:
    return {text, *(span.of(text) for span in sentences(text))}


def _questions(material: Material) -> Iterator[str]:
    for planned in material.plan.questions:
        if planned.each == "topic":
            for topic in material.topics():
                yield material.fill(planned.ask, topic=material.corpus.fields.topics[topic].phrase)
        else:
            yield material.fill(planned.ask)


def _labels(material: Material) -> Iterator[str]:
    plan, fields = material.plan, material.corpus.fields
    yield from (plan.column, plan.goal_column, *plan.study_columns)
    yield from (field.label for field in fields.fields.values())
    yield from (topic.label for topic in fields.topics.values())
    yield from (reference_label(reference.card.called) for reference in material.corpus.references.values())
    for compound in material.compounds:
        yield compound.name
        values = (value for own in compound.fields.values() for value in own)
        yield from (capitalised(value.target) for value in values if isinstance(value, TargetValue))
    yield from (label for d in material.derivations if d.cell for label in d.cell)


def reference_label(called: str) -> str:
    """How a study is named in a row label."""
    return capitalised(called)
