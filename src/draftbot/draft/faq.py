"""Questions whose answers follow from the profiles, each answer within the house's length."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest

from draftbot.draft.composer import Composer
from draftbot.draft.facts import clauses, contrast
from draftbot.draft.studies import ranked, safety_items, short, worth_telling
from draftbot.records.plan import Part, PlannedQuestion
from draftbot.records.unit import Question, Unit
from draftbot.text.slots import fill

FRAME = "{study} reported that {finding}"


def questions(composer: Composer) -> Iterator[Question]:
    """The questions that the pair can answer at full length, numbered in plan order."""
    number = 0
    for planned in composer.material.plan.questions:
        for topic in composer.material.topics()[: planned.most] if planned.each == "topic" else (None,):
            answer = _answer(composer, planned, topic)
            if answer:
                number += 1
                phrase = composer.material.corpus.fields.topics[topic].phrase if topic else ""
                text = composer.material.fill(planned.ask, topic=phrase)
                yield Question(question=composer.fixed("question", text, "heading"), answer=answer)


def _answer(composer: Composer, planned: PlannedQuestion, topic: str | None) -> tuple[Unit, ...]:
    """Sentences in plan order up to the longest length; empty when the shortest cannot be reached."""
    material = composer.material
    if planned.needs and not any(compound.values(field) for field in planned.needs for compound in material.compounds):
        return ()
    shortest, longest = material.corpus.house.lengths.faq_answer
    chosen: list[Unit] = []
    for part in planned.parts:
        for unit in _sentences(composer, part, topic):
            if words(chosen) + words([unit]) <= longest:
                chosen.append(unit)
    return tuple(chosen) if words(chosen) >= shortest else ()


def words(units: list[Unit]) -> int:
    """Words that a reader sees in the units."""
    return sum(len(unit.text.split()) for unit in units)


def _sentences(composer: Composer, part: Part, topic: str | None) -> Iterator[Unit]:
    material = composer.material
    if part.use == "derived":
        for name in part.derived:
            for slug in material.pair if "{slug}" in name else ("",):
                derivation = material.derived(name.format(slug=slug, topic=topic))
                if derivation:
                    yield composer.derived(derivation, "faq")
    elif part.use == "facts":
        for field in part.fields:
            yield from _facts(composer, field)
    elif part.use == "studies" and topic:
        yield from _findings(composer, topic)
    elif part.use == "takeaways":
        for units in safety_items(composer, material.corpus.about(*material.pair), FRAME, "faq"):
            yield units[0].model_copy(update={"bundle": None})


def _facts(composer: Composer, field: str) -> Iterator[Unit]:
    """The field for both compounds in comparing sentences; of further statements only those on another jurisdiction."""
    first, second = composer.material.compounds
    made = [clauses(composer.material, compound, field) for compound in (first, second)]
    several = composer.material.corpus.fields.fields[field].type == "status"
    for pair in zip_longest(*(own if several else own[:1] for own in made)):
        told = [clause for clause in pair if clause]
        text = contrast(told[0], told[1], (first.name, second.name)) if len(told) == 2 else told[0].text
        sources = [source for clause in told for source in clause.sources]
        if several and len(set(sources)) == 1:
            text = f"according to {composer.material.reference(sources[0]).card.called}, {text}"
        yield composer.sentence(text, sources, kind="faq")


def _findings(composer: Composer, topic: str) -> Iterator[Unit]:
    for reference in ranked(composer.material.corpus.about(*composer.material.pair)):
        if reference.card.species == "human":
            for outcome in worth_telling(reference, topic)[:1]:
                clause = fill(FRAME, study=short(reference), finding=outcome.finding)
                yield composer.sentence(clause, [reference.id], kind="faq")
