"""A study card as lines for people: what the source is, what it found, and where each figure was read."""

from __future__ import annotations

from collections.abc import Iterator

from draftbot.records.corpus import Corpus
from draftbot.records.reference import Outcome, Reference
from draftbot.text.citation import bibliographic_line
from draftbot.text.figures import figures

NOT_FOUND = "not found"


def card_lines(reference: Reference, corpus: Corpus, state: str) -> Iterator[str]:
    """The card; ``state`` is the reference's standing on a line. What was not found says so."""
    yield bibliographic_line(reference)
    yield state
    yield ""
    yield from (f"{label + ':':<16}{value or NOT_FOUND}" for label, value in _facts(reference).items())
    for arm in reference.card.arms:
        people = f", n = {arm.n}" if arm.n is not None else ""
        yield f"{'arm:':<16}{arm.name}{people}{f': {arm.regimen}' if arm.regimen else ''}"
    for outcome in reference.card.outcomes:
        yield ""
        yield from _outcome(outcome)
    yield from _spans(reference, corpus)
    yield from _open(reference)


def _facts(reference: Reference) -> dict[str, str | None]:
    card = reference.card
    counted = {"same trial as": card.same_trial_as, "pooled in": card.pooled_in, "supersedes": card.supersedes}
    return {
        "about": ", ".join(reference.compounds),
        "design": f"{card.design}{f' ({card.design_words})' if card.design_words else ''}",
        "species": card.species,
        "model": card.model,
        "population": card.population,
        "people": str(card.n) if card.n is not None else None,
        "studies pooled": str(card.n_studies) if card.n_studies is not None else None,
        "comparator": card.comparator,
        "duration": card.duration,
        "setting": card.setting,
        "risk of bias": card.risk_of_bias,
        "heterogeneity": card.heterogeneity,
        "registration": reference.bibliography.registration,
        "language": reference.bibliography.language,
        "funding": card.funding,
        "interests": card.interests,
        "text": f"{reference.text_kind}, {reference.text_seen.replace('-', ' ')}",
        **{name: ", ".join(ids) for name, ids in counted.items() if ids},
    }


def _outcome(outcome: Outcome) -> Iterator[str]:
    role = "" if outcome.role == "unstated" else f" ({outcome.role})"
    yield f"outcome {outcome.id}{role}: {outcome.finding}{figures(outcome)}"
    facts = {
        "topic": outcome.topic,
        "time point": outcome.timepoint,
        "analysis set": None if outcome.analysis_set == "unstated" else outcome.analysis_set,
        "direction": outcome.direction,
        "certainty": outcome.certainty,
        "caveat": outcome.caveat,
        "note": outcome.note,
    }
    yield from (f"  {name}: {value}" for name, value in facts.items() if value)
    for result in outcome.results:
        counted = f"{result.events} of {result.total}" if result.events is not None else ""
        yield f"  {result.arm}: {', '.join(part for part in (result.value, counted) if part)}"
    if outcome.second_hand:
        yield "  seen second-hand only"


def _spans(reference: Reference, corpus: Corpus) -> Iterator[str]:
    text = corpus.texts[reference.id].text
    if reference.card.spans:
        yield ""
        yield "read at:"
    for read in reference.card.spans:
        yield f"  {read.field} [{read.span.start}-{read.span.end}]: {read.span.of(text)!r}"


def _open(reference: Reference) -> Iterator[str]:
    """What an editor still has to settle."""
    listed = {
        "limit": reference.card.limits,
        "not stated": reference.not_stated,
        "unverified": reference.unverified,
        "conflict": tuple(
            f"{c.about}: {c.first!r} ({c.first_where}) against {c.second!r} ({c.second_where})"
            for c in reference.conflicts
            if c.resolution is None
        ),
        "digest kept": tuple(item.text for item in reference.digest),
    }
    for name, entries in listed.items():
        if entries:
            yield ""
        yield from (f"{name}: {entry}" for entry in entries)
