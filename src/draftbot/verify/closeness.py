"""Which parts of the evidence tell the same thing as a claim, so that a disagreement means something."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache

from draftbot.records.record import Record
from draftbot.text.clauses import parts
from draftbot.text.quantities import quantities
from draftbot.text.words import content, words
from draftbot.verify.claims import Claim
from draftbot.verify.lexicon import NUMERALS, PREDICATES, SCAFFOLD, predicate
from draftbot.verify.library import Sentence
from draftbot.verify.paraphrase import plain, same

# A sentence with less of the claim's own words speaks of something else: a disagreement there is none.
CLOSE_SENTENCE = 0.5
# Within a close sentence: parts with nearly as much of the claim as the best part.
MARGIN = 0.15
# Of several close sentences, those nearly as close as the best.
SENTENCE_MARGIN = 0.2


class Part(Record):
    """A part of an aligned sentence; ``share`` of the claim's own words that its sentence holds."""

    sentence: Sentence
    text: str
    share: float


class Pairing(Record):
    """A part of a claim and the parts of the evidence that tell the same, all with turns of phrase made plain."""

    text: str
    near: tuple[Part, ...]


def pairings(claim: Claim) -> Iterator[Pairing]:
    """Each part of the claim with its closest parts of close sentences; none of a claim that no sentence is close
    to, since a disagreement with something else is none."""
    whole = _keys(claim.text)
    own_words = whole - claim.card
    told = (*claim.evidence, *claim.relevant)
    shares = [max(_share(words, _keys(s.text)) for words in (whole, own_words)) for s in told]
    close = list(zip(told, shares, strict=True))
    close = [(sentence, share) for sentence, share in close if share >= CLOSE_SENTENCE]
    for span in parts(claim.text) if close else ():
        own = _keys(span.of(claim.text))
        if own:
            fitting = fits(frozenset(q.key for q in quantities(span.of(claim.text))), [one for one, _ in close])
            near = [
                part for sentence, share in close if sentence in fitting for part in _best_parts(own, sentence, share)
            ]
            most = max((part.share for part in near), default=0.0)
            yield Pairing(
                text=plain(span.of(claim.text)),
                near=tuple(
                    sorted((p for p in near if p.share >= most - SENTENCE_MARGIN), key=lambda part: -part.share)
                ),
            )


def fits(keys: frozenset[str], told: Sequence[Sentence]) -> tuple[Sentence, ...]:
    """The sentences about a statement's own dose and time, where some are: what holds of another is no contradiction,
    and no support."""
    for family in ("amt:", "dur:"):
        own = {key for key in keys if key.startswith(family)}
        # "10 to 20 days (up to 30 for others)": the second figure has the unit of the first
        units = {key.rpartition(":")[2] for key in own}
        own |= {
            f"{family}{key.removeprefix('num:')}:{unit}" for key in keys if key.startswith("num:") for unit in units
        }
        if any(own & sentence.keys for sentence in told):
            told = [s for s in told if own & s.keys or not any(key.startswith(family) for key in s.keys)]
    return tuple(told)


def _best_parts(own: frozenset[str], sentence: Sentence, share: float) -> list[Part]:
    """The parts with most of the claim; the sentence's subject, which its parts share, does not choose among them."""
    pieces = [span.of(sentence.text) for span in parts(sentence.text)]
    wanted = own - _subject(sentence.text) or own
    shares = [_share(wanted, _keys(piece)) for piece in pieces]
    most = max(shares)
    return [
        Part(sentence=sentence, text=plain(piece), share=share)
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
    return frozenset(
        predicate(same(word.stem)) for word in content(plain(text)) if word.stem not in SCAFFOLD | NUMERALS
    )
