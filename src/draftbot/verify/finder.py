"""Evidence for a unit that cites nothing: the sources of the corpus whose sentences speak most of it."""

from __future__ import annotations

import math
from collections import defaultdict

from draftbot.records.unit import Unit
from draftbot.text.quantities import quantities
from draftbot.verify.lexicon import SCAFFOLD
from draftbot.verify.library import Library, Sentence

# Bounds that keep the cost of a unit constant as the corpus grows.
RAREST_TERMS = 24
LONGEST_POSTINGS = 400
MOST_SOURCES = 4


class Finder:
    """An inverted index over the sentences of a library, built once."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._postings: dict[str, list[tuple[str, int]]] = defaultdict(list)
        self._at: dict[tuple[str, int], Sentence] = {}
        for source in library.corpus.texts:
            for sentence in library.sentences(source):
                self._at[(source, sentence.start)] = sentence
                for term in sentence.stems | sentence.keys:
                    self._postings[term].append((source, sentence.start))

    def sources(self, unit: Unit) -> tuple[str, ...]:
        """At most four sources, best first, each judged by its best sentence. A cell is looked for with its row's and
        its column's words."""
        best: dict[str, float] = {}
        text = " ".join(part for part in (unit.text, unit.row, unit.column) if part)
        for (source, _), score in self._scores(text).items():
            best[source] = max(best.get(source, 0.0), score)
        return tuple(sorted(best, key=lambda source: (-best[source], source))[:MOST_SOURCES])

    def sentences(self, text: str, most: int) -> tuple[Sentence, ...]:
        """The sentences that share most with a text, best first."""
        scores = self._scores(text)
        places = sorted(scores, key=lambda place: (-scores[place], place))[:most]
        return tuple(self._at[place] for place in places)

    def _scores(self, text: str) -> dict[tuple[str, int], float]:
        """By place of a sentence, what it shares with a text: a rare word counts for more, a quantity for as much as
        its rarity says."""
        terms = (self._library.stems(text) - SCAFFOLD) | {quantity.key for quantity in quantities(text)}
        known = sorted((term for term in terms if term in self._postings), key=lambda t: (len(self._postings[t]), t))
        scores: dict[tuple[str, int], float] = defaultdict(float)
        for term in known[:RAREST_TERMS]:
            weight = math.log(1 + len(self._at) / len(self._postings[term]))
            for place in self._postings[term][:LONGEST_POSTINGS]:
                scores[place] += weight
        return scores
