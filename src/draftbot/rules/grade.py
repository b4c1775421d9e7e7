"""The house grade of the evidence for one compound and one topic. It is ours, computed; it is not GRADE."""

from __future__ import annotations

from draftbot.records.article import Rule
from draftbot.records.corpus import Corpus
from draftbot.records.record import Record
from draftbot.records.verdict import Derivation
from draftbot.rules.studies import SYNTHESES, Result, has_figures, results
from draftbot.text.lists import capitalised, listed

LEVELS = ("none", "very low", "low", "moderate")
RULE = Rule(
    id="grade",
    name="Evidence grade",
    text="Computed for each compound and topic from studies in people, and not a GRADE rating. It starts "
    "at moderate with a systematic review or meta-analysis of the compound, at low with a randomised "
    "or controlled trial, at very low with any other study, and is none without one. It loses one "
    "level when a primary result or a review showed no difference, a possible harm or the results "
    "point in different ways, one level when the source itself states a high risk of bias, and one "
    "level when no favourable result is printed with figures. It never exceeds the certainty that a "
    "review itself states, nor falls below very low while there is a study.",
)


class Grade(Record):
    """A level with how it came about."""

    level: str
    start: str
    because: str
    lowered: tuple[str, ...]
    results: tuple[Result, ...]


def topics(corpus: Corpus, pair: tuple[str, str]) -> tuple[str, ...]:
    """Topics that either profile names as a goal or that a study in people of either compound reports on."""
    wanted = {
        value.topic for slug in pair for value in corpus.compounds[slug].values("goals") if hasattr(value, "topic")
    }
    return tuple(t for t in corpus.fields.topics if t in wanted or any(results(corpus, slug, t) for slug in pair))


def grade(corpus: Corpus, slug: str, topic: str) -> Grade:
    """The grade of one compound on one topic, by the printed rule."""
    found = results(corpus, slug, topic)
    if not found:
        return Grade(level="none", start="none", because="no study in people", lowered=(), results=())
    designs = {corpus.references[result.reference].card.design for result in found}
    if designs & SYNTHESES:
        start, because = "moderate", "a systematic review or meta-analysis"
    elif designs & {"rct", "controlled-trial"}:
        start, because = "low", "a randomised or controlled trial"
    else:
        start, because = "very low", "a study without a control group"
    lowered = _lowered(corpus, found)
    level = max(1, LEVELS.index(start) - len(lowered))
    cap = _stated_certainty(found)
    if cap is not None and cap < level:
        level, lowered = cap, (*lowered, "the certainty that the review itself states")
    return Grade(level=LEVELS[level], start=start, because=because, lowered=lowered, results=found)


def _lowered(corpus: Corpus, found: tuple[Result, ...]) -> tuple[str, ...]:
    reasons = []
    signs = {result.sign for result in found}
    if "harm" in signs or _missed(corpus, found) or {"for", "against"} <= signs or {"for", "null"} <= signs:
        reasons.append("unfavourable or inconsistent results")
    if any("high" in (corpus.references[result.reference].card.risk_of_bias or "") for result in found):
        reasons.append("a stated high risk of bias")
    if not any(result.sign == "for" and has_figures(result.outcome) for result in found):
        reasons.append("the lack of a favourable result with figures")
    return tuple(reasons)


def _missed(corpus: Corpus, found: tuple[Result, ...]) -> bool:
    return any(
        result.sign == "null"
        and (result.outcome.role == "primary" or corpus.references[result.reference].card.design in SYNTHESES)
        for result in found
    )


def _stated_certainty(found: tuple[Result, ...]) -> int | None:
    stated = [LEVELS.index(r.outcome.certainty) for r in found if r.outcome.certainty in LEVELS]
    return min(stated) if stated else None


def derive(corpus: Corpus, pair: tuple[str, str]) -> tuple[Derivation, ...]:
    """For each topic with a study: both grades in a sentence and the reasons for each; cells for every topic; one
    sentence for the goals that nobody studied."""
    derived: list[Derivation] = []
    untested: list[str] = []
    for topic in topics(corpus, pair):
        grades = {slug: grade(corpus, slug, topic) for slug in pair}
        derived.extend(_cell(corpus, topic, slug, graded) for slug, graded in grades.items())
        if not any(graded.results for graded in grades.values()):
            untested.append(corpus.fields.topics[topic].phrase)
            continue
        derived.append(_both(corpus, topic, grades))
        derived.extend(_reasons(corpus, topic, slug, graded) for slug, graded in grades.items() if graded.lowered)
    if untested:
        first, second = (corpus.compounds[slug].name for slug in pair)
        goals = listed(untested, "or")
        text = f"No study in people here tests {first} or {second} for {goals}, so neither is graded there."
        derived.append(Derivation(rule=RULE.id, key="untested", text=text))
    return tuple(derived)


def _both(corpus: Corpus, topic: str, grades: dict[str, Grade]) -> Derivation:
    phrase = corpus.fields.topics[topic].phrase
    (first, one), (second, two) = ((corpus.compounds[slug].name, graded.level) for slug, graded in grades.items())
    if one == two:
        text = f"The evidence on {phrase} is graded {one} for both {first} and {second}."
    elif "none" in (one, two):
        name, level, other = (first, one, second) if two == "none" else (second, two, first)
        text = f"The evidence on {phrase} is graded {level} for {name}; no study here tested {other} for it in people."
    else:
        text = f"The evidence on {phrase} is graded {one} for {first} and {two} for {second}."
    return Derivation(
        rule=RULE.id,
        key=f"both:{topic}",
        text=text,
        inputs=_inputs(*grades.values()),
        sources=_sources(*grades.values()),
    )


def _reasons(corpus: Corpus, topic: str, slug: str, graded: Grade) -> Derivation:
    name = corpus.compounds[slug].name
    phrase = corpus.fields.topics[topic].phrase
    text = (
        f"For {phrase}, the evidence on {name} is graded {graded.level}: it starts at {graded.start}, for "
        f"{graded.because}, and is lowered for {' and for '.join(graded.lowered)}."
    )
    return Derivation(
        rule=RULE.id, key=f"reasons:{topic}:{slug}", text=text, inputs=_inputs(graded), sources=_sources(graded)
    )


def _cell(corpus: Corpus, topic: str, slug: str, graded: Grade) -> Derivation:
    return Derivation(
        rule=RULE.id,
        key=f"cell:{topic}:{slug}",
        text=capitalised(graded.level),
        cell=(corpus.fields.topics[topic].label, f"Grade for {corpus.compounds[slug].name}"),
        inputs=_inputs(graded),
        sources=_sources(graded),
    )


def _inputs(*grades: Grade) -> tuple[str, ...]:
    return tuple(f"{r.reference} {r.outcome.id}: {r.sign}" for graded in grades for r in graded.results)


def _sources(*grades: Grade) -> tuple[str, ...]:
    return tuple(dict.fromkeys(r.reference for graded in grades for r in graded.results))
