"""What an effect measure means, and where the risk behind a relative one is missing."""

from __future__ import annotations

from draftbot.records.article import Rule
from draftbot.records.corpus import Corpus
from draftbot.records.reference import Outcome
from draftbot.records.verdict import Derivation

RULE = Rule(
    id="measures",
    name="Measures",
    text="A less known effect measure is explained at its first use, always in the same words. A relative "
    "measure (RR, OR, HR) is followed by a note when the record holds no events or shares for the "
    "groups. Numbers needed to treat are not computed.",
)
MEANINGS = {
    "SMD": "SMD is the difference between groups in standard deviations, where 0 means no difference.",
    "MW": "MW is the Mann–Whitney measure, where 0.5 means that neither group did better and 1 that every treated "
    "patient did.",
    "OR": "OR is the odds ratio, where 1 means no difference.",
    "RR": "RR is the risk ratio, where 1 means no difference.",
    "HR": "HR is the hazard ratio, where 1 means no difference.",
}
RELATIVE = {"RR": "risk ratio", "OR": "odds ratio", "HR": "hazard ratio"}


def derive(corpus: Corpus, pair: tuple[str, str]) -> tuple[Derivation, ...]:
    """The meaning of every measure that the pair's sources use, and a note for each relative one without group
    figures."""
    derived: dict[str, Derivation] = {}
    for reference in corpus.about(*pair):
        for outcome in reference.card.outcomes:
            if outcome.estimate is None:
                continue
            measure = outcome.estimate.measure
            if measure in MEANINGS:
                derived[f"meaning:{measure}"] = Derivation(
                    rule=RULE.id, key=f"meaning:{measure}", text=MEANINGS[measure]
                )
            if measure in RELATIVE and not _group_figures(outcome):
                key = f"baseline:{reference.id}:{measure}"
                text = f"The text seen does not give the risk in each group behind the {RELATIVE[measure]}."
                derived[key] = Derivation(rule=RULE.id, key=key, text=text, sources=(reference.id,))
    return tuple(derived.values())


def _group_figures(outcome: Outcome) -> bool:
    return any(result.value or result.events is not None for result in outcome.results)
