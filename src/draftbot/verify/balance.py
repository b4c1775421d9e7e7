"""What an article leaves out: contrary findings in the corpus on what it says of efficacy and safety."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from draftbot.records.corpus import Corpus
from draftbot.records.reference import Outcome, Reference
from draftbot.records.unit import Unit
from draftbot.records.verdict import Finding, UnitVerdict
from draftbot.verify.library import Library

NAME = "balance"
FAVOURABLE = re.compile(
    r"\b(?:better|best|improv\w+|benefi\w+|effective\w*|efficac\w+|superior\w*|faster|favour(?:ed|s|able)|restor\w+|"
    r"well[- ]tolerated|safe|safely)\b",
    re.IGNORECASE,
)
CONTRARY = frozenset({"favours-comparator", "no-difference", "harm-signal"})


def balance(units: Sequence[Unit], verdicts: Mapping[str, UnitVerdict], library: Library) -> Iterator[Finding]:
    """A warning for each contrary finding of the corpus on a compound and topic that a section speaks well of, where
    the section cites no word of that source."""
    corpus = library.corpus
    cited: dict[str, set[str]] = {}
    for unit in units:
        cited.setdefault(unit.section, set()).update(unit.sources)
    told: set[tuple[str, str]] = set()
    for unit in units:
        if unit.kind in ("meta", "jsonld") or not unit.sources or not verdicts[unit.id].published:
            continue
        for reference, outcome in _contrary(unit, library):
            if reference.id not in cited[unit.section] and (unit.section, reference.id) not in told:
                told.add((unit.section, reference.id))
                yield Finding(severity="warn", check=NAME, message=_message(unit, reference, outcome, corpus))


def _contrary(unit: Unit, library: Library) -> Iterator[tuple[Reference, Outcome]]:
    """Findings against the compounds that a favourable sentence names, on a topic that it names too."""
    if not FAVOURABLE.search(unit.text):
        return
    corpus = library.corpus
    names = {name.canonical for name in library.compounds.find(unit.text)} | {unit.column}
    slugs = {slug for slug, compound in corpus.compounds.items() if compound.name in names}
    topics = {
        key
        for key, topic in corpus.fields.topics.items()
        if any(term.lower() in unit.text.lower() for term in topic.terms)
    }
    for reference in corpus.references.values():
        for outcome in reference.card.outcomes:
            against = outcome.direction in CONTRARY and outcome.treatment in slugs and outcome.topic in topics
            if against and reference.id not in unit.sources:
                yield reference, outcome


def _message(unit: Unit, reference: Reference, outcome: Outcome, corpus: Corpus) -> str:
    about = corpus.compounds[outcome.treatment].name if outcome.treatment else "it"
    return (
        f"the section {unit.section!r} speaks well of {about} ({unit.text[:60]!r}...) and leaves out {reference.id}: "
        f"{reference.card.called} reported that {outcome.finding}"
    )
