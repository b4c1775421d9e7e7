"""Evidence for a unit that cites nothing: the sources of the corpus whose sentences speak most of it."""

from __future__ import annotations

from draftbot.records.unit import Unit
from draftbot.text.quantities import quantities
from draftbot.verify.lexicon import SCAFFOLD
from draftbot.verify.library import Library, Sentence
from draftbot.verify.postings import Ranked

MOST_SOURCES = 4


class Finder:
    """A search among the sentences of a library by their words and quantities."""

    def __init__(self, library: Library) -> None:
        self._library = library

    def sources(self, unit: Unit) -> tuple[str, ...]:
        """At most four sources, best first, each judged by its best sentence. A cell is looked for with its row's and
        its column's words."""
        best: dict[str, float] = {}
        for found in self._library.postings().ranked(
            self._terms(" ".join(filter(None, (unit.text, unit.row, unit.column))))
        ):
            if len(best) >= MOST_SOURCES and found.score < min(best.values()):
                break
            best.setdefault(found.item.source, found.score)
        return tuple(sorted(best, key=lambda source: (-best[source], source))[:MOST_SOURCES])

    def sentences(self, text: str, most: int) -> tuple[Sentence, ...]:
        """The sentences that share most with a text, best first, by source and place where equal."""
        found: list[Ranked[Sentence]] = []
        for one in self._library.postings().ranked(self._terms(text)):
            if len(found) >= most and one.score < found[-1].score:
                break
            found.append(one)
        found.sort(key=lambda one: (-one.score, one.item.source, one.item.start))
        return tuple(one.item for one in found[:most])

    def _terms(self, text: str) -> frozenset[str]:
        return (self._library.stems(text) - SCAFFOLD) | {quantity.key for quantity in quantities(text)}
