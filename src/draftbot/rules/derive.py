"""All rules, in the order in which an article prints them."""

from __future__ import annotations

from draftbot.records.article import Rule
from draftbot.records.corpus import Corpus
from draftbot.records.verdict import Derivation
from draftbot.rules import counts, dose_match, edge, grade, honesty, measures, search

RULES: tuple[Rule, ...] = (
    counts.RULE,
    grade.RULE,
    edge.RULE,
    dose_match.RULE,
    measures.RULE,
    search.RULE,
    honesty.RULE,
)


def derive(corpus: Corpus, pair: tuple[str, str]) -> tuple[Derivation, ...]:
    """Every statement that the rules print for the pair (two slugs in print order), in a fixed order.

    What the house's integrity policy blocks is neither counted nor graded; searches for an absence and the honesty
    note look at all sources.
    """
    standing = corpus.standing()
    return (
        *counts.derive(standing, pair),
        *grade.derive(standing, pair),
        *edge.derive(standing, pair),
        *dose_match.derive(standing, pair),
        *measures.derive(standing, pair),
        *search.derive(corpus, pair),
        *honesty.derive(corpus, pair),
    )
