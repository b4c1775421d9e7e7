"""How many sources there are on each compound, and of what kind."""

from __future__ import annotations

from collections import Counter

from draftbot.records.article import Rule
from draftbot.records.corpus import Corpus
from draftbot.records.reference import Reference
from draftbot.records.verdict import Derivation
from draftbot.rules.studies import human_studies, in_laboratory, in_people
from draftbot.text.lists import capitalised, counted, day, listed, number

RULE = Rule(
    id="counts",
    name="Counts",
    text="Sources are counted from their records. A study in people gave the compound to a group of "
    "people or of trials in people; animal and laboratory work is counted apart; guides, reviews of "
    "mechanism and company records are neither. A trial and the analysis that pools it are two "
    "sources but one body of evidence.",
)
KINDS = {
    "systematic-review": "systematic review",
    "meta-analysis": "meta-analysis",
    "rct": "randomised trial",
    "controlled-trial": "controlled trial",
    "observational": "observational study",
    "case": "case report",
    "other": "other report",
}
PLURALS = {"meta-analysis": "meta-analyses", "observational study": "observational studies"}


def derive(corpus: Corpus, pair: tuple[str, str]) -> tuple[Derivation, ...]:
    """The overview of the pair's sources, and one sentence on the studies in people of each compound."""
    studied = (_studied(corpus, slug) for slug in pair)
    return (_overview(corpus, pair), *studied, *(_cell(corpus, slug) for slug in pair))


def _overview(corpus: Corpus, pair: tuple[str, str]) -> Derivation:
    about = corpus.about(*pair)
    people = [ref for ref in about if in_people(ref) and any(ref.studied(slug) for slug in pair)]
    laboratory = [ref for ref in about if in_laboratory(ref)]
    rest = len(about) - len(people) - len(laboratory)
    first, second = (corpus.compounds[slug].name for slug in pair)
    kinds = [
        text
        for count, text in (
            (len(people), counted(len(people), "study in people", "studies in people")),
            (
                len(laboratory),
                counted(len(laboratory), "report of animal or laboratory work", "reports of animal or laboratory work"),
            ),
            (rest, counted(rest, "review, guide or company record", "reviews, guides or company records")),
        )
        if count
    ]
    text = (
        f"Of the {number(len(corpus.references))} sources reviewed to {day(corpus.house.reviewed_to)}, "
        f"{number(len(about))} {'concerns' if len(about) == 1 else 'concern'} {first} or {second}"
    ) + (f": {listed(kinds)}." if kinds else ".")
    return Derivation(
        rule=RULE.id,
        key="overview",
        text=text,
        inputs=tuple(f"{ref.id}: {ref.card.design}, {ref.card.species or 'species not stated'}" for ref in about),
        sources=tuple(ref.id for ref in about),
    )


def _studied(corpus: Corpus, slug: str) -> Derivation:
    studies = human_studies(corpus, slug)
    name = corpus.compounds[slug].name
    text = (
        f"{name} was given to people in {number(len(studies))} of these sources: {_kinds(studies)}."
        if studies
        else f"No source here gave {name} to people."
    )
    return Derivation(
        rule=RULE.id,
        key=f"studies:{slug}",
        text=text,
        inputs=tuple(f"{ref.id}: {ref.card.design}" for ref in studies),
        sources=tuple(ref.id for ref in studies),
    )


def _cell(corpus: Corpus, slug: str) -> Derivation:
    """The table cell: how many studies in people, by kind."""
    studies = human_studies(corpus, slug)
    return Derivation(
        rule=RULE.id,
        key=f"cell:{slug}",
        text=capitalised(_kinds(studies)) if studies else "None in the sources",
        cell=("Studies in people", corpus.compounds[slug].name),
        inputs=tuple(f"{ref.id}: {ref.card.design}" for ref in studies),
        sources=tuple(ref.id for ref in studies),
    )


def _kinds(studies: tuple[Reference, ...]) -> str:
    tally = Counter(KINDS.get(ref.card.design, "other report") for ref in studies)
    ordered = sorted(tally, key=list(KINDS.values()).index)
    return listed([counted(tally[kind], kind, PLURALS.get(kind)) for kind in ordered])


def participants(studies: tuple[Reference, ...]) -> int:
    """People in the studies, a trial that another of them pools counted once."""
    ids = {ref.id for ref in studies}
    return sum(ref.card.n or 0 for ref in studies if not ids & set(ref.card.pooled_in))
