"""What a segment holds of each passage: id, source and text, each known by a 64-bit key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b, sha256

import numpy as np
from numpy.typing import NDArray

from draftbot.records.corpus import Corpus
from draftbot.records.record import Record

Keys = NDArray[np.uint64]
Rows = NDArray[np.int64]
LARGEST = 1 << 256


class Row(Record):
    """A passage as the index sees it; its span may move without the index noticing. ``context`` is found by words too:
    a passage deep in a source says neither which study it is of nor in whom."""

    model_config = Record.model_config | {"str_strip_whitespace": False}
    id: str
    source: str
    text: str
    context: str = ""


def rows_of(corpus: Corpus) -> tuple[Row, ...]:
    """The corpus's passages, each with its study's name and population."""
    cards = {key: reference.card for key, reference in corpus.references.items()}
    contexts = {key: f"{card.called or ''} {card.population or ''}".strip() for key, card in cards.items()}
    return tuple(Row(id=p.id, source=p.source, text=p.text, context=contexts[p.source]) for p in corpus.passages)


def key(word: str) -> int:
    """64 bits of a word's hash: two of a million terms share one with a probability of 3e-8."""
    return int.from_bytes(blake2b(word.encode(), digest_size=8).digest(), "little")


@lru_cache(maxsize=500_000)
def term_key(term: str) -> int:
    """``key``, remembered: the words of a language come again and again."""
    return key(term)


def keys(words: Sequence[str]) -> Keys:
    return np.fromiter((key(word) for word in words), dtype=np.uint64, count=len(words))


def fingerprint(row: Row) -> int:
    """What a row adds to the fingerprint of a set of rows: 256 bits over all of it.

    The set's fingerprint is the sum modulo 2^256 (a multiset hash after Bellare and Micciancio 1997), so that a change
    of one record changes it by the work of one record, in any order.
    """
    parts = (row.id, row.source, row.context, row.text)
    digest = sha256(b"".join(sha256(part.encode()).digest() for part in parts)).digest()
    return int.from_bytes(digest, "little")


def fingerprint_of(rows: Iterable[Row]) -> str:
    return shown(sum(map(fingerprint, rows)))


def shown(total: int) -> str:
    return f"{total % LARGEST:064x}"
