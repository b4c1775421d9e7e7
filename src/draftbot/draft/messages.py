"""Key messages: what a reader must learn about the pair, planned before any section is written."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice

from draftbot.draft.facts import clauses, contrast
from draftbot.draft.material import Material
from draftbot.draft.studies import ranked, short
from draftbot.records.record import Record
from draftbot.records.reference import Outcome, Reference
from draftbot.records.verdict import Derivation

Wanted = Callable[[Material, Reference, Outcome], bool]
SYNTHESES = ("systematic-review", "meta-analysis")


class KeyMessage(Record):
    """One message: what it is about (``says``), its statement, and its proof: references or a derivation.

    ``mark`` is a piece of text by which the units that tell it can be found in any section.
    """

    id: str
    says: str
    text: str
    mark: str
    sources: tuple[str, ...] = ()
    derivation: Derivation | None = None


def key_messages(material: Material) -> tuple[KeyMessage, ...]:
    """All messages that the corpus holds for the pair, most important first: harm and null results of syntheses, missed
    primary endpoints, a compound outdone, results that were lost later, doses, then the shape of the evidence."""
    doses = [f"dose-match:{slug}" for slug in material.pair]
    return (
        *_of_outcomes(material, "harm", "a synthesis found a possible harm", _harm),
        *_of_outcomes(material, "null", "a synthesis found no difference", _null_synthesis),
        *_of_outcomes(material, "missed", "a trial missed its primary endpoint", _missed_primary),
        *_of_outcomes(material, "outdone", "a compound was outdone in a trial", _outdone),
        *(
            m
            for m in _derived(material, "dose", "trial doses are unlike the protocol", doses)
            if m.text.startswith("None")
        ),
        *_derived(
            material,
            "language",
            "the studies are in another language",
            [f"honesty:language:{s}" for s in material.pair],
        ),
        *_derived(material, "head-to-head", "nobody compared them in people", ["search:head-to-head"]),
        *_of_outcomes(material, "lost", "an effect was not seen later", _lost_later),
        *islice(_of_outcomes(material, "benefit", "a trial met its primary endpoint", _met_primary), 2),
        *_regulatory(material),
        *_of_outcomes(material, "direct", "the direct comparison is in animals", _direct),
        *islice(_of_outcomes(material, "benefit", "a trial met its primary endpoint", _met_primary), 2, None),
        *_derived(material, "notices", "a source is in question", ["honesty:notices"]),
    )


def _harm(_: Material, reference: Reference, outcome: Outcome) -> bool:
    return reference.card.design in SYNTHESES and outcome.direction == "harm-signal"


def _null_synthesis(_: Material, reference: Reference, outcome: Outcome) -> bool:
    synthesis = reference.card.design in SYNTHESES and outcome.role != "safety"
    return synthesis and outcome.direction == "no-difference" and not _lost_later(_, reference, outcome)


def _missed_primary(_: Material, reference: Reference, outcome: Outcome) -> bool:
    trial = reference.card.design not in SYNTHESES and reference.card.species == "human"
    return trial and outcome.role == "primary" and outcome.direction == "no-difference"


def _met_primary(_: Material, reference: Reference, outcome: Outcome) -> bool:
    return reference.card.species == "human" and outcome.role == "primary" and outcome.direction == "favours-treatment"


def _outdone(material: Material, reference: Reference, outcome: Outcome) -> bool:
    beaten = (outcome.comparator or "").lower()
    return reference.card.species == "human" and outcome.direction == "favours-treatment" and beaten in material.pair


def _lost_later(_: Material, reference: Reference, outcome: Outcome) -> bool:
    if reference.card.species != "human" or outcome.direction != "no-difference" or not outcome.timepoint:
        return False
    return any(
        other.direction == "favours-treatment"
        and other.measure == outcome.measure
        and other.timepoint != outcome.timepoint
        for other in reference.card.outcomes
    )


def _direct(material: Material, reference: Reference, outcome: Outcome) -> bool:
    both = all(reference.studied(slug) for slug in material.pair)
    return both and reference.card.design == "preclinical" and outcome.direction == "favours-treatment"


def _of_outcomes(material: Material, kind: str, says: str, wanted: Wanted) -> Iterator[KeyMessage]:
    """One message a reference: its first outcome that is wanted, with its caveat or the study's first limit."""
    for reference in ranked(material.corpus.about(*material.pair)):
        if not any(reference.studied(slug) for slug in material.pair):
            continue
        outcome = next((o for o in reference.card.outcomes if o.quotable and wanted(material, reference, o)), None)
        if outcome is None:
            continue
        caveat = outcome.caveat or (reference.card.limits[0] if kind == "benefit" and reference.card.limits else None)
        text = f"in {short(reference)}, {outcome.finding}" + (f"; {caveat}" if caveat else "")
        yield KeyMessage(
            id=f"{kind}-{reference.id}",
            says=f"{says}: {outcome.measure}",
            text=text,
            mark=outcome.finding,
            sources=(reference.id,),
        )


def _derived(material: Material, kind: str, says: str, keys: list[str]) -> Iterator[KeyMessage]:
    for key in keys:
        derivation = material.derived(key)
        if derivation:
            yield KeyMessage(
                id=f"{kind}-{key.rpartition(':')[2]}",
                says=says,
                text=derivation.text,
                mark=derivation.text,
                derivation=derivation,
            )


def _regulatory(material: Material) -> Iterator[KeyMessage]:
    made = [
        clauses(material, compound, "regulatory") for compound in material.compounds if compound.values("regulatory")
    ]
    if not all(made) or not made:
        return
    first, second = material.compounds
    text = contrast(made[0][0], made[1][0], (first.name, second.name)) if len(made) == 2 else made[0][0].text
    sources = tuple(dict.fromkeys(source for own in made for source in own[0].sources))
    yield KeyMessage(id="regulatory", says="where they are approved", text=text, mark=made[0][0].text, sources=sources)
