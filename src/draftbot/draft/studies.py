"""Studies as prose: what each was, what it found in figures, and the limits that stand beside the finding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftbot.draft.composer import Composer
from draftbot.records.reference import Outcome, Reference
from draftbot.records.unit import Paragraph, Unit, UnitKind
from draftbot.text.figures import figures
from draftbot.text.lists import listed
from draftbot.text.slots import fill

DESIGNS = (
    "systematic-review",
    "meta-analysis",
    "rct",
    "controlled-trial",
    "observational",
    "case",
    "other",
    "preclinical",
)
ROLES = ("primary", "unstated", "secondary", "subgroup", "safety")
MOST_FINDINGS = 4
MOST_LIMITS = 2


def ranked(references: Sequence[Reference]) -> tuple[Reference, ...]:
    """Strongest design first; within a design the larger study, then the newer one."""

    def rank(reference: Reference) -> tuple[int, int, int, str]:
        design = DESIGNS.index(reference.card.design) if reference.card.design in DESIGNS else len(DESIGNS)
        return design, -(reference.card.n or 0), -(reference.bibliography.issued or 0), reference.id

    return tuple(sorted(references, key=rank))


def short(reference: Reference) -> str:
    """How a study is called once it has been introduced: without the bracket."""
    return reference.card.called.partition(" (")[0]


def study_paragraphs(composer: Composer, references: Sequence[Reference], topic: str) -> Iterator[Paragraph]:
    """A paragraph a study on the topic, its sentences one bundle: a finding never stands without its limits."""
    for reference in references:
        units = _study(composer, reference, topic)
        if units:
            yield Paragraph(units=units)


def _study(composer: Composer, reference: Reference, topic: str) -> tuple[Unit, ...]:
    outcomes = worth_telling(reference, topic)
    if not outcomes or f"{reference.id}:{topic}" in composer.told:
        return ()
    bundle = f"{composer.section}:{reference.id}"
    source = [reference.id]
    first = reference.id not in composer.told
    composer.told |= {reference.id, f"{reference.id}:{topic}"}
    units = []
    intro = introduction(reference)
    if first and intro:
        units.append(composer.sentence(intro, source, bundle=bundle))
    for position, outcome in enumerate(outcomes):
        named = (position == 0 and not (intro and first)) or outcome.finding[0].isdigit()
        opening = f"in {short(reference)}, " if named else ""
        units.append(composer.sentence(f"{opening}{outcome.finding}{figures(outcome)}", source, bundle=bundle))
        composer.told.add(f"{reference.id}/{outcome.id}")
        units.extend(explained(composer, reference, outcome, bundle))
        if outcome.caveat:
            units.append(composer.sentence(outcome.caveat, source, bundle=bundle))
    if first:
        units.extend(composer.sentence(limit, source, bundle=bundle) for limit in limits(reference))
    return tuple(units)


def introduction(reference: Reference) -> str | None:
    """What the study compared; where it compared nothing, its design and whom it treated."""
    card = reference.card
    given = [arm.regimen for arm in card.arms if arm.compound and arm.regimen and arm.regimen != card.comparator]
    if given and card.comparator:
        treatment = listed(list(dict.fromkeys(given)), "or")
        return f"{card.called} compared {treatment} with {card.comparator}"
    size = f"{card.n:,} " if card.n else ""
    described = card.design_words and card.population
    return f"{card.called} was {card.design_words} in {size}{card.population}" if described else None


def worth_telling(reference: Reference, topic: str) -> tuple[Outcome, ...]:
    """The outcomes that an article tells: quotable, not of safety, primary ones first, at most four; of one result
    given as several estimates only the first."""
    seen: set[tuple[str | None, ...]] = set()
    kept = []
    for outcome in sorted(reference.card.outcomes, key=lambda o: ROLES.index(o.role)):
        if outcome.topic != topic or outcome.role == "safety" or not outcome.quotable:
            continue
        result = (outcome.finding, outcome.timepoint, outcome.analysis_set)
        if result not in seen:
            seen.add(result)
            kept.append(outcome)
    return tuple(kept[:MOST_FINDINGS])


def explained(composer: Composer, reference: Reference, outcome: Outcome, bundle: str) -> Iterator[Unit]:
    """What a less known measure means, at its first use, and the missing baseline risk of a relative one."""
    if outcome.estimate is None:
        return
    measure = outcome.estimate.measure
    for key in (f"measures:meaning:{measure}", f"measures:baseline:{reference.id}:{measure}"):
        derivation = composer.material.derived(key)
        if derivation and key not in composer.told:
            composer.told.add(key)
            yield composer.derived(derivation).model_copy(update={"bundle": bundle})


def limits(reference: Reference) -> tuple[str, ...]:
    """The study's limits and its sponsor statement, as clauses."""
    return (*reference.card.limits[:MOST_LIMITS], *((reference.card.funding,) if reference.card.funding else ()))


def safety_items(
    composer: Composer, references: Sequence[Reference], frame: str, kind: UnitKind
) -> Iterator[tuple[Unit, ...]]:
    """For each safety outcome or harm signal a sentence, with the missing baseline risk where its measure is relative;
    harm first, then by strength of design. ``frame`` brings the study in, with ``{study}`` and ``{finding}``."""
    pairs = [
        (outcome, reference)
        for reference in ranked(references)
        for outcome in reference.card.outcomes
        if outcome.quotable and (outcome.role == "safety" or outcome.direction == "harm-signal")
    ]
    for outcome, reference in sorted(pairs, key=lambda pair: pair[0].direction != "harm-signal"):
        clause = fill(frame, study=short(reference), finding=f"{outcome.finding}{figures(outcome)}")
        bundle = f"{composer.section}:{reference.id}/{outcome.id}"
        units = [composer.sentence(clause, [reference.id], bundle=bundle, kind=kind)]
        units += [u.model_copy(update={"kind": kind}) for u in explained(composer, reference, outcome, bundle)]
        yield tuple(units)
