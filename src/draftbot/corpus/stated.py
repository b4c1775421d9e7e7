"""Do a reference's record and its text say the same figures?"""

from __future__ import annotations

from collections.abc import Iterator

from draftbot.corpus.finding import Defect, Severity, Subject
from draftbot.records.corpus import Corpus
from draftbot.records.record import Record
from draftbot.records.reference import Outcome, Reference
from draftbot.text.figures import figures as printed
from draftbot.text.quantities import quantities
from draftbot.text.words import content

# A digest that gives another estimate or interval for an outcome is wrong somewhere; another P value or share may
# belong to a comparison that the record leaves out.
DENYING: dict[str, Severity] = {"estimate": "error", "interval": "error", "p": "warn", "percent": "warn"}


class Told(Record):
    """A sentence of a text: the stems of its words, and the key of each quantity with its kind."""

    stems: frozenset[str]
    figures: dict[str, str]


def stated(corpus: Corpus) -> Iterator[Defect]:
    """Figures of the record that no sentence states, and figures of a digest that the record denies."""
    for key, reference in corpus.references.items():
        subject = Subject(kind="references", key=key)
        text = tuple(_told(item.text) for item in reference.text)
        yield from _unstated(subject, reference, text)
        if reference.text_kind == "digest":
            yield from _denied(subject, reference, text)


def unstated(reference: Reference) -> Iterator[Defect]:
    """Figures of one record that no sentence of its text states; its words are not looked at, which an import would
    pay for with most of its time."""
    text = tuple(Told(stems=frozenset(), figures=_keys(item.text)) for item in reference.text)
    yield from _unstated(Subject(kind="references", key=reference.id), reference, text)


def _unstated(subject: Subject, reference: Reference, text: tuple[Told, ...]) -> Iterator[Defect]:
    yield from _unstated_outcomes(subject, reference, text)
    yield from _unstated_counts(subject, reference, text)


def _told(text: str) -> Told:
    return Told(stems=frozenset(word.stem for word in content(text)), figures=_keys(text))


def _keys(text: str) -> dict[str, str]:
    return {quantity.key: quantity.kind for quantity in quantities(text)}


def _figures(outcome: Outcome) -> dict[str, str]:
    """Every figure that the record gives for the outcome, with its kind."""
    values = " ".join(result.value or "" for result in outcome.results)
    return _keys(f"{outcome.finding}{printed(outcome)} {values}")


def _unstated_outcomes(subject: Subject, reference: Reference, text: tuple[Told, ...]) -> Iterator[Defect]:
    known = {figure for told in text for figure in told.figures}
    for at, outcome in enumerate(reference.card.outcomes):
        for figure in _figures(outcome):
            if figure not in known:
                message = f"the text does not state the figure {figure} of {outcome.id}"
                yield subject.error(f"{message}; the record and the text disagree", "card", "outcomes", at)


def _unstated_counts(subject: Subject, reference: Reference, text: tuple[Told, ...]) -> Iterator[Defect]:
    """Numbers of people, studies and events that stand in the record alone."""
    card = reference.card
    counts = [
        (("card", "n"), card.n),
        (("card", "n_studies"), card.n_studies),
        *((("card", "arms", at, "n"), arm.n) for at, arm in enumerate(card.arms)),
        *(
            (("card", "outcomes", at, "results", place, name), count)
            for at, outcome in enumerate(card.outcomes)
            for place, result in enumerate(outcome.results)
            for name, count in (("events", result.events), ("total", result.total))
        ),
    ]
    for location, count in counts:
        if count is not None and not any(f"num:{count}" in told.figures for told in text):
            yield subject.warn(f"the text does not state the number {count}; so nothing proves it", *location)


def _denied(subject: Subject, reference: Reference, text: tuple[Told, ...]) -> Iterator[Defect]:
    """Sentences that name an outcome's measure with figures of which the record knows none."""
    outcomes = reference.card.outcomes
    known = {figure for outcome in outcomes for figure in _figures(outcome)}
    for outcome in outcomes:
        measure, own = _told(outcome.measure).stems, _figures(outcome)
        for at, told in enumerate(text):
            for kind, severity in DENYING.items() if measure and measure <= told.stems else ():
                ours = [figure for figure, its in own.items() if its == kind]
                theirs = [figure for figure, its in told.figures.items() if its == kind]
                if ours and theirs and not known.intersection(theirs):
                    message = f"says {', '.join(theirs)}, the record says {', '.join(ours)} of {outcome.id}"
                    yield subject.finding(severity, message, ("text", at))
