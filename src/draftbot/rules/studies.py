"""Which sources count as studies of a compound, and what they found for it."""

from __future__ import annotations

from draftbot.records.corpus import Corpus
from draftbot.records.record import Record
from draftbot.records.reference import Outcome, Reference

CONTROLLED = frozenset({"meta-analysis", "systematic-review", "rct", "controlled-trial"})
STUDY = CONTROLLED | {"observational", "case"}
SYNTHESES = frozenset({"meta-analysis", "systematic-review"})
LABORATORY = frozenset({"rat", "mouse", "animal", "in-vitro"})


class Result(Record):
    """An outcome as seen from one compound: in favour, against it, null, harm or unclear."""

    reference: str
    outcome: Outcome
    sign: str


def in_people(reference: Reference) -> bool:
    """Whether the source is a study in people."""
    return (
        reference.card.species in {"human", "mixed"}
        and reference.card.design in STUDY | {"other"}
        and bool(reference.card.arms)
    )


def in_laboratory(reference: Reference) -> bool:
    """Whether the source is animal or laboratory work."""
    return reference.card.design == "preclinical" or reference.card.species in LABORATORY


def tested(reference: Reference, slug: str) -> bool:
    """Whether the compound is what an outcome of the source was about, as treatment or as comparator."""
    return any(slug in compared(outcome) for outcome in reference.card.outcomes)


def compared(outcome: Outcome) -> frozenset[str]:
    """What the outcome sets against each other, in lower case: slugs for compounds, words for others."""
    return frozenset(side.lower() for side in (outcome.treatment, outcome.comparator) if side)


def human_studies(corpus: Corpus, slug: str) -> tuple[Reference, ...]:
    """Studies in people in which the compound was given to an arm, in id order."""
    return tuple(ref for ref in corpus.references.values() if in_people(ref) and ref.studied(slug))


def results(corpus: Corpus, slug: str, topic: str) -> tuple[Result, ...]:
    """What studies in people found for the compound on the topic; safety outcomes are left out."""
    found = []
    for reference in corpus.references.values():
        if not in_people(reference):
            continue
        for outcome in reference.card.outcomes:
            if outcome.topic == topic and outcome.role != "safety" and slug in compared(outcome):
                found.append(Result(reference=reference.id, outcome=outcome, sign=_sign(outcome, slug)))
    return tuple(found)


def _sign(outcome: Outcome, slug: str) -> str:
    if outcome.direction == "no-difference":
        return "null"
    if outcome.direction == "harm-signal":
        return "harm"
    if outcome.direction == "unclear":
        return "unclear"
    favoured = outcome.treatment if outcome.direction == "favours-treatment" else outcome.comparator
    return "for" if (favoured or "").lower() == slug else "against"


def has_figures(outcome: Outcome) -> bool:
    """Whether the outcome prints an estimate, a P value or arm results."""
    return bool(outcome.estimate or outcome.p or outcome.results)
