"""Putting the article together from what passed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from draftbot.records.article import Article, Held, Printed, Rule
from draftbot.records.corpus import Corpus
from draftbot.records.unit import Draft
from draftbot.records.verdict import UnitVerdict


def assemble(
    draft: Draft,
    references: Sequence[Printed],
    verdicts: Mapping[str, UnitVerdict],
    held: Sequence[Held],
    corpus: Corpus,
    rules: Sequence[Rule],
) -> Article:
    """The article; it prints the rules that a unit links to, and of each entry the units that were published; the
    others join what was held."""
    linked = {unit.rule for unit in draft.all_units()}
    printed = [
        entry.model_copy(update={"units": tuple(unit for unit in entry.units if verdicts[unit.id].published)})
        for entry in references
    ]
    dropped = [
        Held(unit=unit, reasons=verdicts[unit.id].reasons)
        for entry in references
        for unit in entry.units
        if not verdicts[unit.id].published
    ]
    return Article(
        compounds=draft.compounds,
        title=draft.title,
        description=draft.description,
        sections=draft.sections,
        references=tuple(printed),
        rules=tuple(rule for rule in rules if rule.id in linked),
        messages=draft.messages,
        held=(*held, *dropped),
        verdicts=dict(verdicts),
        thin=draft.thin,
        reviewed_to=corpus.house.reviewed_to.isoformat(),
    )
