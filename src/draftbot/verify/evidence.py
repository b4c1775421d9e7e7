"""The smallest set of a source's sentences that carries a claim."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from draftbot.records.record import Record
from draftbot.verify.library import Library, Sentence

MOST_SENTENCES = 3
# A sentence with this share of a claim's own words speaks of the same matter.
RELATED = 0.4
MOST_RELATED = 8


def candidates(library: Library, sources: Sequence[str], passages: Sequence[str]) -> tuple[Sentence, ...]:
    """Sentences of the cited sources; where passages were cited, of those passages only."""
    cited = library.passages(passages)
    return tuple(
        sentence
        for source in sources
        for sentence in library.sentences(source)
        if not passages
        or any(p.source == source and p.start <= sentence.start and sentence.end <= p.end for p in cited)
    )


class Wanted(Record):
    """What a claim needs: its stems, its quantity keys, the stems of its subject; ``named`` and
    ``named_keys`` are those that the work's bibliography supports, which weigh little: they say which work it is."""

    stems: frozenset[str]
    keys: frozenset[str]
    subject: frozenset[str] = frozenset()
    named: frozenset[str] = frozenset()
    named_keys: frozenset[str] = frozenset()


def align(wanted: Wanted, pool: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """At most three sentences that carry what is wanted, the one with most of the finding first.

    Chosen greedily: a quantity counts as much as three words, and a sentence that names the claim's subject is
    preferred among equals; a sentence that adds nothing is not taken.
    """
    missing, lacking = set(wanted.stems), set(wanted.keys)
    chosen: list[Sentence] = []
    # a sentence that has nothing of the claim is never the best
    near = [_Near.of(sentence, wanted) for sentence in pool if _shares(sentence, wanted)]
    while len(chosen) < MOST_SENTENCES:
        best = max(near, key=lambda one: one.gain(missing, lacking), default=None)
        if best is None or not (missing & best.stems or lacking & best.keys):
            break
        chosen.append(best.sentence)
        near.remove(best)
        missing -= best.stems
        lacking -= best.keys
        if not missing and not lacking:
            break
    return tuple(sorted(chosen, key=lambda s: -_share(s, wanted)))


def _shares(sentence: Sentence, wanted: Wanted) -> bool:
    return not (wanted.stems.isdisjoint(sentence.stems) and wanted.keys.isdisjoint(sentence.keys))


def _share(sentence: Sentence, wanted: Wanted) -> int:
    own = len((wanted.stems - wanted.named) & sentence.stems)
    return own + 3 * len((wanted.keys - wanted.named_keys) & sentence.keys)


class _Near(NamedTuple):
    """A sentence with what it has of a claim; what the claim does not want was counted once."""

    sentence: Sentence
    wanted: Wanted
    stems: frozenset[str]
    keys: frozenset[str]
    subject: float
    rank: tuple[float, int, int]

    @classmethod
    def of(cls, sentence: Sentence, wanted: Wanted) -> _Near:
        stems = wanted.stems & sentence.stems
        subject = 1.5 if wanted.subject and wanted.subject <= sentence.stems else 0.0
        # a tie goes to the tighter sentence: the one with fewer words that the claim does not use
        rank = (_weight(stems, wanted), len(stems) - len(sentence.stems), -sentence.start)
        return cls(sentence, wanted, stems, wanted.keys & sentence.keys, subject, rank)

    def gain(self, missing: set[str], lacking: set[str]) -> tuple[float, float, int, int]:
        """What the sentence adds, and what decides between equals."""
        keys = self.keys & lacking
        figures = 3 * len(keys - self.wanted.named_keys) + 0.25 * len(keys) if keys else 0.0
        added = figures + _weight(self.stems & missing, self.wanted)
        return (added + self.subject if added else 0.0, *self.rank)


def _weight(found: frozenset[str], wanted: Wanted) -> float:
    named = len(found & wanted.named)
    return len(found) - named + 0.25 * named


def related(wanted: Wanted, pool: Sequence[Sentence], chosen: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The other sentences that speak of the same as the claim, closest first."""
    own = wanted.stems - wanted.named or wanted.stems
    taken = {(sentence.source, sentence.start) for sentence in chosen}
    least = RELATED * len(own)
    close = [
        (shared, sentence)
        for sentence in (pool if own else ())
        if (shared := len(own & sentence.stems)) >= least and (sentence.source, sentence.start) not in taken
    ]
    close.sort(key=lambda one: -one[0])
    return tuple(sentence for _, sentence in close[:MOST_RELATED])
