"""Which compound has the deeper evidence on a topic: a judgement of the record, not of the compounds."""

from __future__ import annotations

from draftbot.records.article import Rule
from draftbot.records.corpus import Corpus
from draftbot.records.record import Record
from draftbot.records.verdict import Derivation
from draftbot.rules.counts import participants
from draftbot.rules.grade import LEVELS, Grade, grade, topics

RULE = Rule(
    id="edge",
    name="Edge",
    text="The edge goes to the compound with the higher evidence grade on the topic; at equal grades, to "
    "the one with more participants in studies in people on that topic, where at least one study "
    "states a number; otherwise nobody has it. It compares the depth of the evidence and does not "
    "say that one compound works better than the other.",
)


class Edge(Record):
    """Who has the edge (``None``: nobody) and why, with the grades it rests on."""

    winner: str | None
    why: str
    grades: tuple[Grade, Grade]


def edge(corpus: Corpus, pair: tuple[str, str], topic: str) -> Edge:
    """The edge on one topic, by the printed rule."""
    first, second = (grade(corpus, slug, topic) for slug in pair)
    names = {slug: corpus.compounds[slug].name for slug in pair}
    difference = LEVELS.index(first.level) - LEVELS.index(second.level)
    if difference:
        winner, loser = pair if difference > 0 else pair[::-1]
        levels = (first.level, second.level) if difference > 0 else (second.level, first.level)
        why = (
            f"graded {levels[0]}, against {levels[1]} for {names[loser]}"
            if levels[1] != "none"
            else f"graded {levels[0]}; no such study of {names[loser]} in people"
        )
        return Edge(winner=winner, why=why, grades=(first, second))
    people = {slug: _people(corpus, graded) for slug, graded in zip(pair, (first, second), strict=True)}
    if first.level == "none" or people[pair[0]] == people[pair[1]]:
        why = (
            "no such study of either in people"
            if first.level == "none"
            else "the same grade, and no difference in the numbers of participants stated"
        )
        return Edge(winner=None, why=why, grades=(first, second))
    winner = max(pair, key=lambda slug: people[slug])
    counts = sorted(people.values(), reverse=True)
    return Edge(
        winner=winner, why=f"the same grade, {counts[0]:,} participants against {counts[1]:,}", grades=(first, second)
    )


def _people(corpus: Corpus, graded: Grade) -> int:
    ids = dict.fromkeys(result.reference for result in graded.results)
    return participants(tuple(corpus.references[ref] for ref in ids))


def derive(corpus: Corpus, pair: tuple[str, str]) -> tuple[Derivation, ...]:
    """For each topic: a sentence, and the cells of the quick-pick table."""
    derived: list[Derivation] = []
    for topic in topics(corpus, pair):
        found = edge(corpus, pair, topic)
        label, phrase = corpus.fields.topics[topic].label, corpus.fields.topics[topic].phrase
        name = corpus.compounds[found.winner].name if found.winner else None
        sources = tuple(dict.fromkeys(r.reference for graded in found.grades for r in graded.results))
        inputs = tuple(f"{slug}: {graded.level}" for slug, graded in zip(pair, found.grades, strict=True))
        sentence = (
            f"For {phrase}, {name} has the deeper evidence ({found.why})."
            if name
            else f"For {phrase}, neither has the deeper evidence ({found.why})."
        )
        for key, text, cell in (
            (f"sentence:{topic}", sentence, None),
            (f"pick:{topic}", name or "Neither", (label, "Deeper evidence")),
            (f"why:{topic}", found.why[:1].upper() + found.why[1:], (label, "Why")),
        ):
            derived.append(Derivation(rule=RULE.id, key=key, text=text, cell=cell, inputs=inputs, sources=sources))
    return tuple(derived)
