"""Absence statements, each worded to a search of the corpus that anybody can repeat."""

from __future__ import annotations

import re

from draftbot.records.article import Rule
from draftbot.records.corpus import Corpus
from draftbot.records.verdict import Derivation
from draftbot.rules.studies import compared, in_people
from draftbot.text.lists import day, listed, number

RULE = Rule(
    id="search",
    name="Logged searches",
    text="An absence is stated only as the result of a search of the sources' records and texts as they "
    "stood at the review date. A comparison is found when a study in people sets one compound "
    "against the other; a combination when a group received both, or a sentence names both with a "
    "word for giving them together; a field is found when a sentence names the compound with one of "
    "the field's search words and does not itself say that the matter is not stated.",
)
NOT_STATED = "Not stated in the sources"
TOGETHER = re.compile(r"\b(?:together|combin\w+|co-?administ\w+|added to|plus)\b", re.IGNORECASE)
SILENT = re.compile(
    r"\bnot (?:to )?(?:state|give|specif|describ|report|mention|flag|detail|emphasis)\w*|\bno price\b|"
    r"\b(?:gives|states) no(?:ne| \w+)\b|\bunspecified\b|\bwithout a figure\b",
    re.IGNORECASE,
)


def derive(corpus: Corpus, pair: tuple[str, str]) -> tuple[Derivation, ...]:
    """The absence statements that hold for the pair."""
    statements = (_head_to_head(corpus, pair), _combination(corpus, pair), _gaps(corpus, pair))
    cells = (
        _silent_cell(corpus, slug, field)
        for slug in pair
        for field in corpus.fields.fields
        if silent(corpus, slug, field)
    )
    return (*(statement for statement in statements if statement), *cells)


def _none_of(corpus: Corpus) -> str:
    return f"None of the {number(len(corpus.references))} sources reviewed to {day(corpus.house.reviewed_to)}"


def _statement(corpus: Corpus, key: str, predicate: str, log: str) -> Derivation:
    return Derivation(
        rule=RULE.id,
        key=key,
        text=f"{_none_of(corpus)} {predicate}.",
        inputs=(f"{log}: 0 of {len(corpus.references)} sources", f"corpus searched: {corpus.sha256}"),
    )


def _head_to_head(corpus: Corpus, pair: tuple[str, str]) -> Derivation | None:
    for reference in corpus.references.values():
        if in_people(reference) and any(compared(o) == set(pair) for o in reference.card.outcomes):
            return None
    first, second = (corpus.compounds[slug].name for slug in pair)
    return _statement(
        corpus,
        "head-to-head",
        f"compares {first} with {second} in people",
        "outcomes in people with one against the other",
    )


def _combination(corpus: Corpus, pair: tuple[str, str]) -> Derivation | None:
    first, second = (corpus.compounds[slug].name for slug in pair)
    for reference in corpus.references.values():
        if any(first.lower() in arm.name.lower() and second.lower() in arm.name.lower() for arm in reference.card.arms):
            return None
        for item in reference.text:
            text = item.text.lower()
            named = first.lower() in text and second.lower() in text
            if named and TOGETHER.search(item.text) and not re.search(r"\b(?:no|not|none|without)\b", text):
                return None
    return _statement(
        corpus,
        "combination",
        f"reports a study of {first} and {second} given together",
        "groups or sentences with both together",
    )


def silent(corpus: Corpus, slug: str, field: str) -> bool:
    """Whether the profile has no value for the field and no sentence that names the compound states one; a field
    without search words is silent where the profile lists it as not stated."""
    terms = corpus.fields.fields[field].terms
    compound = corpus.compounds[slug]
    if compound.values(field):
        return False
    if not terms:
        return any(entry.field == field for entry in compound.not_stated)
    pattern = re.compile("|".join(rf"\b{re.escape(term)}" for term in terms), re.IGNORECASE)
    return not any(
        compound.name.lower() in item.text.lower() and pattern.search(item.text) and not SILENT.search(item.text)
        for reference in corpus.references.values()
        for item in reference.text
    )


def _silent_cell(corpus: Corpus, slug: str, field: str) -> Derivation:
    known = corpus.fields.fields[field]
    searched = f"sentences naming {corpus.compounds[slug].name} with: {', '.join(known.terms) or 'profile, not stated'}"
    return Derivation(
        rule=RULE.id,
        key=f"silent:{field}:{slug}",
        text=NOT_STATED,
        cell=(known.label, corpus.compounds[slug].name),
        inputs=(f"{searched}: 0 sentences", f"corpus searched: {corpus.sha256}"),
    )


def unknown_for_both(corpus: Corpus, pair: tuple[str, str]) -> tuple[str, ...]:
    """Fields with a noun phrase for gaps on which the sources are silent for both compounds."""
    return tuple(
        key
        for key, field in corpus.fields.fields.items()
        if field.absent and all(silent(corpus, slug, key) for slug in pair)
    )


def _gaps(corpus: Corpus, pair: tuple[str, str]) -> Derivation | None:
    phrases = [corpus.fields.fields[key].absent or "" for key in unknown_for_both(corpus, pair)]
    if not phrases:
        return None
    first, second = (corpus.compounds[slug].name for slug in pair)
    return _statement(
        corpus, "gaps", f"states {listed(phrases, 'or')} for {first} or {second}", "sentences with a search word"
    )
