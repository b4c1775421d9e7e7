"""What the ranking measures read: the passages found, in order, and those that answer the query."""

from __future__ import annotations

from draftbot.evals.item import Item

DEPTH = 10


def ranked(item: Item) -> tuple[tuple[str, ...], frozenset[str]]:
    """Passage ids in rank order, and the relevant ones."""
    found, relevant = item.facts.get("found"), item.facts.get("relevant")
    return (
        found if isinstance(found, tuple) else (),
        frozenset(relevant) if isinstance(relevant, tuple) else frozenset(),
    )
