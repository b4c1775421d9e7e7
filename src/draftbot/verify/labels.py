"""Labels of table rows in articles of others: which ones only name what is compared."""

from __future__ import annotations

import re

from draftbot.text.words import stem
from draftbot.verify.lexicon import PREDICATES, SCAFFOLD
from draftbot.verify.library import Library
from draftbot.verify.paraphrase import same

# Beside the words of the corpus's own fields; a word that could say something of a compound must not stand here.
NAMING = frozenset(
    same(stem(word))
    for word in """
    typical primary main range type intl international us research key overall general regulatory status origin
    tissue source composition route target dosing dose protocol cost evidence base other effect monitoring specific
    profile aspect dimension feature reported area field key trial size enzyme comparator used design population
    duration schedule onset application indication indications class category form format length course
    """.split()
)
RISK = frozenset({stem("risk")})
# What a label adds to the name of an action; "not emphasised" of the action is so of this too.
ACTING = re.compile(r"\s+(?:improvement|support|enhancement|activity|action|effects?)$", re.IGNORECASE)
LEAST_WORDS = 1


class Labels:
    """Tells labels of fields from labels that belong to a cell's claim."""

    def __init__(self, library: Library) -> None:
        self._library = library
        told = (part for field in library.corpus.fields.fields.values() for part in (field.label, field.absent or ""))
        self._known = NAMING.union(*(library.stems(part) for part in told))

    def names_field(self, label: str) -> bool:
        """Whether every word of a label names a field: "Regulatory status (US)", not "Approved for"."""
        stems = self._library.stems(label)
        stems = stems - RISK or stems  # "Route-specific risk" names a field, "Risk" alone says something
        return stems <= self._known and not stems & PREDICATES

    def bare(self, label: str) -> str:
        """The label without the words that only name a kind: "On-cycle monitoring" is "On-cycle"."""
        kept = [
            word for word in label.split() if not self._library.stems(word) or self._library.stems(word) - NAMING - RISK
        ]
        return " ".join(kept)

    def stands_alone(self, text: str) -> bool:
        """Whether a cell says enough without its row's label."""
        return len(self._library.stems(text) - SCAFFOLD) >= LEAST_WORDS
