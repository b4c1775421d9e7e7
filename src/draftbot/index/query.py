"""A query's terms, with those of other names for the same thing at a lower weight."""

from __future__ import annotations

from collections.abc import Sequence

from draftbot.records.corpus import Corpus
from draftbot.text.names import Names
from draftbot.text.terms import terms

# Another name says the same thing less surely than the one that was asked for.
SYNONYM_WEIGHT = 0.5


class Thesaurus:
    """Groups of names for the same thing."""

    def __init__(self, groups: Sequence[Sequence[str]]) -> None:
        self._groups = {group[0]: tuple(group) for group in groups if len(group) > 1}
        self._names = Names({first: others[1:] for first, others in self._groups.items()})

    def weights(self, query: str) -> dict[str, float]:
        """Each term of the query with weight 1, then each term of other names of what it names."""
        asked = dict.fromkeys(terms(query), 1.0)
        others = [
            term
            for found in self._names.find(query)
            for name in self._groups[found.canonical]
            for term in terms(name)
            if term not in asked
        ]
        return asked | dict.fromkeys(others, SYNONYM_WEIGHT)


def thesaurus(corpus: Corpus) -> Thesaurus:
    """The synonyms of the profiles and of fields.yaml."""
    profiles = [(compound.name, *(s.text for s in compound.synonyms)) for compound in corpus.compounds.values()]
    return Thesaurus([*profiles, *corpus.fields.synonyms])
