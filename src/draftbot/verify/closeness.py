"""Which parts of the evidence tell the same thing as a claim, so that a disagreement means something."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache

from draftbot.records.record import Record
from draftbot.text.clauses import parts
from draftbot.text.words import content, words
from draftbot.verify.claims import Claim
from draftbot.verify.lexicon import PREDICATES, SCAFFOLD, predicate
from draftbot.verify.library import Sentence

# A sentence with less of the claim's own words speaks of something else: a disagreement there is none.
CLOSE_SENTENCE = 0.5
# Within a close sentence: parts with nearly as much of the claim as the best part.
MARGIN = 0.15
# Of several close sentences, those nearly as close as the best.
SENTENCE_MARGIN = 0.3


class Part(Record):
    """A part of an aligned sentence; ``share`` of the claim's own words that its sentence holds."""

    sentence: Sentence
    text: str
    share: float


class Pairing(Record):
    """A part of a claim, where it begins in the claim's text, and the parts of the evidence that tell the same."""

    text: str
    start: int
    near: tuple[Part, ...]


def pairings(claim: Claim) -> Iterator[Pairing]:
    """Each part of the claim with its closest parts of close sentences; none of a claim that no sentence is close
    to, since a disagreement with something else is none."""
    whole = _keys(claim.text)
    own_words = whole - claim.card
    shares = [max(_share(words, _keys(s.text)) for words in (whole, own_words)) for s in claim.evidence]
    close = list(zip(claim.evidence, shares, strict=True))
    close = [(sentence, share) for sentence, share in close if share >= CLOSE_SENTENCE]
    for span in parts(claim.text) if close else ():
        own = _keys(span.of(claim.text))
        if own:
            near = [part for sentence, share in close for part in _best_parts(own, sentence, share)]
            most = max((part.share for part in near), default=0.0)
            yield Pairing(
                text=span.of(claim.text),
                start=span.start,
                near=tuple(
                    sorted((p for p in near if p.share >= most - SENTENCE_MARGIN), key=lambda part: -part.share)
                ),
            )


def _best_parts(own: frozenset[str], sentence: Sentence, share: float) -> list[Part]:
    """The parts with most of the claim; the sentence's subject, which its parts share, does not choose among them."""
    pieces = [span.of(sentence.text) for span in parts(sentence.text)]
    wanted = own - _subject(sentence.text) or own
    shares = [_share(wanted, _keys(piece)) for piece in pieces]
    most = max(shares)
    return [
        Part(sentence=sentence, text=piece, share=share)
        for piece, own_share in zip(pieces, shares, strict=True)
        if own_share >= max(most - MARGIN, 0.01)
    ]


@lru_cache(maxsize=50_000)
def _subject(text: str) -> frozenset[str]:
    """The keys of the words before the first predicate."""
    first = next((word for word in words(text) if word.stem in PREDICATES), None)
    return _keys(text[: first.start]) if first else frozenset()


def _share(own: frozenset[str], stated: frozenset[str]) -> float:
    return len(own & stated) / len(own) if own else 0.0


@lru_cache(maxsize=50_000)
def _keys(text: str) -> frozenset[str]:
    """Content words as stems, predicates by class."""
    return frozenset(predicate(word.stem) for word in content(text) if word.stem not in SCAFFOLD)
