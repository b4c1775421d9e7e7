"""Evidence for a unit that cites nothing: the sources of the corpus whose sentences speak most of it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict

from draftbot.records.unit import Unit
from draftbot.text.quantities import quantities
from draftbot.verify.lexicon import SCAFFOLD
from draftbot.verify.library import Library

# Bounds that keep the cost of a unit constant as the corpus grows.
RAREST_TERMS = 24
LONGEST_POSTINGS = 400
MOST_SOURCES = 4


class Finder:
    """An inverted index over the sentences of a library, built once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._postings: dict[str, list[tuple[str, int]]] = defaultdict(list)
        self._count = 0
        for source in library.corpus.texts:
            for sentence in library.sentences(source):
                self._count += 1
                for term in sentence.stems | sentence.keys:
                    self._postings[term].append((source, sentence.start))

    def sources(self, unit: Unit) -> tuple[str, ...]:
        """At most four sources, best first, each judged by its best sentence; a rare word counts for more, a quantity
        for as much as its rarity says. A cell is looked for with its row's and its column's words."""
        text = " ".join(part for part in (unit.text, unit.row, unit.column) if part)
        terms = (self._library.stems(text) - SCAFFOLD) | {quantity.key for quantity in quantities(text)}
        known = sorted((term for term in terms if term in self._postings), key=lambda t: (len(self._postings[t]), t))
        scores: Counter[tuple[str, int]] = Counter()
        for term in known[:RAREST_TERMS]:
            weight = math.log(1 + self._count / len(self._postings[term]))
            for place in self._postings[term][:LONGEST_POSTINGS]:
                scores[place] += weight  # type: ignore[assignment]  # typeshed counts in whole numbers only
        best: dict[str, float] = {}
        for (source, _), score in scores.items():
            best[source] = max(best.get(source, 0.0), score)
        return tuple(sorted(best, key=lambda source: (-best[source], source))[:MOST_SOURCES])
