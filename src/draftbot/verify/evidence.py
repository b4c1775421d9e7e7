"""The smallest set of a source's sentences that carries a claim."""

from __future__ import annotations

from collections.abc import Sequence

from draftbot.records.record import Record
from draftbot.verify.library import Library, Sentence

MOST_SENTENCES = 3
# A sentence with this share of a claim's own words speaks of the same matter.
RELATED = 0.4
MOST_RELATED = 8


def candidates(library: Library, sources: Sequence[str], passages: Sequence[str]) -> tuple[Sentence, ...]:
    """Sentences of the cited sources; where passages were cited, of those passages only."""
    cited = [passage for passage in library.corpus.passages if passage.id in set(passages)]
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
    while len(chosen) < MOST_SENTENCES:
        best = max(pool, key=lambda s: _gain(s, missing, lacking, wanted), default=None)
        if best is None or best in chosen or not ((missing & best.stems) or (lacking & best.keys)):
            break
        chosen.append(best)
        missing -= best.stems
        lacking -= best.keys
        if not missing and not lacking:
            break
    return tuple(sorted(chosen, key=lambda s: -_share(s, wanted)))


def _share(sentence: Sentence, wanted: Wanted) -> int:
    own = len((wanted.stems - wanted.named) & sentence.stems)
    return own + 3 * len((wanted.keys - wanted.named_keys) & sentence.keys)


def _gain(sentence: Sentence, missing: set[str], lacking: set[str], wanted: Wanted) -> tuple[float, float, int, int]:
    def weight(found: set[str] | frozenset[str]) -> float:
        return len(found - wanted.named) + 0.25 * len(found & wanted.named)

    figures = 3 * len((lacking - wanted.named_keys) & sentence.keys) + 0.25 * len(lacking & sentence.keys)
    gain = figures + weight(missing & sentence.stems)
    subject = 1.5 if wanted.subject and wanted.subject <= sentence.stems else 0.0
    # a tie goes to the tighter sentence: the one with fewer words that the claim does not use
    return gain + subject, weight(wanted.stems & sentence.stems), -len(sentence.stems - wanted.stems), -sentence.start


def related(wanted: Wanted, pool: Sequence[Sentence], chosen: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The other sentences that speak of the same as the claim, closest first."""
    own = wanted.stems - wanted.named or wanted.stems
    taken = {(sentence.source, sentence.start) for sentence in chosen}
    least = RELATED * len(own)
    close = [
        (len(own & sentence.stems), sentence)
        for sentence in pool
        if own and len(own & sentence.stems) >= least and (sentence.source, sentence.start) not in taken
    ]
    close.sort(key=lambda one: -one[0])
    return tuple(sentence for _, sentence in close[:MOST_RELATED])
