"""The smallest set of a source's sentences that carries a claim."""

from __future__ import annotations

from collections.abc import Sequence

from draftbot.verify.library import Library, Sentence

MOST_SENTENCES = 3


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


def align(
    wanted: frozenset[str], keys: frozenset[str], pool: Sequence[Sentence], subject: frozenset[str]
) -> tuple[Sentence, ...]:
    """At most three sentences that carry the wanted stems and quantity keys, best first.

    Chosen greedily: a quantity counts as much as three words, and a sentence that names the claim's subject is
    preferred among equals; a sentence that adds nothing is not taken.
    """
    missing, lacking = set(wanted), set(keys)
    chosen: list[Sentence] = []
    while len(chosen) < MOST_SENTENCES:
        best = max(pool, key=lambda s: _gain(s, missing, lacking, wanted, subject), default=None)
        if best is None or best in chosen or not ((missing & best.stems) or (lacking & best.keys)):
            break
        chosen.append(best)
        missing -= best.stems
        lacking -= best.keys
        if not missing and not lacking:
            break
    return tuple(chosen)


def _gain(
    sentence: Sentence, missing: set[str], lacking: set[str], wanted: frozenset[str], subject: frozenset[str]
) -> tuple[float, int, int, int]:
    gain = 3 * len(lacking & sentence.keys) + len(missing & sentence.stems)
    named = 1.5 if subject and subject <= sentence.stems else 0.0
    # a tie goes to the tighter sentence: the one with fewer words that the claim does not use
    return gain + named, len(wanted & sentence.stems), -len(sentence.stems - wanted), -sentence.start
