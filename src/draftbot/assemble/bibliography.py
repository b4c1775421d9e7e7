"""The printed references: numbers by first citation, and each entry as units."""

from __future__ import annotations

from hashlib import sha256

from draftbot.records.article import Printed
from draftbot.records.corpus import Corpus
from draftbot.records.reference import Outcome, Reference
from draftbot.records.unit import Draft, Unit
from draftbot.text.citation import bibliographic_line, source_note
from draftbot.text.figures import figures
from draftbot.text.lists import capitalised

SECTION = "references"
MOST_FIGURES = 2


def printed_references(draft: Draft, corpus: Corpus) -> tuple[Printed, ...]:
    """One entry for each reference that a unit cites, numbered in the order in which a reader meets them."""
    cited = dict.fromkeys(source for unit in draft.all_units() for source in unit.sources)
    return tuple(
        Printed(number=number, id=source, units=_entry(corpus.references[source], corpus))
        for number, source in enumerate(cited, start=1)
    )


def _entry(reference: Reference, corpus: Corpus) -> tuple[Unit, ...]:
    """The bibliographic line, what the source is and found, its sponsor statement, and the note on the text."""
    line = _unit(reference, bibliographic_line(reference), block=f"entry-{reference.id}")
    note = _unit(reference, source_note(reference, corpus.house), block=f"note-{reference.id}")
    statements = [
        _design(reference),
        *(f"{_opening(reference, o)}{o.finding}{figures(o)}" for o in _key_outcomes(reference)),
        reference.card.funding,
    ]
    return (line, *(_statement(reference, text, corpus) for text in statements if text), note)


def _design(reference: Reference) -> str | None:
    card = reference.card
    if not card.design_words or not card.population:
        return None
    size = f"{card.n:,} " if card.n else ""
    return f"{card.design_words} in {size}{card.population}"


def _opening(reference: Reference, outcome: Outcome) -> str:
    """Names the study before a finding that begins with a figure, which would be read as the sentence before it."""
    return f"in {reference.card.called.partition(' (')[0]}, " if outcome.finding[0].isdigit() else ""


def _key_outcomes(reference: Reference) -> tuple[Outcome, ...]:
    """At most two results with an estimate or P value: primary ones first, then harm, then as recorded."""
    quotable = [o for o in reference.card.outcomes if o.quotable and (o.estimate or o.p)]
    ranked = sorted(quotable, key=lambda o: (o.role != "primary", o.direction != "harm-signal"))
    told = {o.finding: o for o in reversed(ranked)}
    return tuple(o for o in ranked if told.get(o.finding) is o)[:MOST_FIGURES]


def _statement(reference: Reference, text: str, corpus: Corpus) -> Unit:
    """A cited sentence of the entry, with the second-hand mark where the record's own sentence is second-hand."""
    best = max(reference.text, key=lambda item: _overlap(item.text, text), default=None)
    mark = corpus.house.second_hand_mark if best and best.second_hand else ""
    return _unit(reference, f"{capitalised(text)}{mark}.", sources=(reference.id,))


def _overlap(first: str, second: str) -> int:
    return len(set(first.lower().split()) & set(second.lower().split()))


def _unit(reference: Reference, text: str, **proof: object) -> Unit:
    digest = sha256(f"{reference.id}|{text}".encode()).hexdigest()[:10]
    return Unit.model_validate({"id": f"{SECTION}.{digest}", "section": SECTION, "kind": "item", "text": text, **proof})
