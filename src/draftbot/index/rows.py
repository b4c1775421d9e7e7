"""What a segment holds of each passage: id, source and text, each known by a 64-bit key."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b, sha256

import numpy as np
from numpy.typing import NDArray

from draftbot.records.record import Record
from draftbot.records.source_text import Passage

Keys = NDArray[np.uint64]
Rows = NDArray[np.int64]
LARGEST = 1 << 256


class Row(Record):
    """A passage as the index sees it; its span may move without the index noticing."""

    model_config = Record.model_config | {"str_strip_whitespace": False}
    id: str
    source: str
    text: str


def rows_of(passages: Iterable[Passage]) -> tuple[Row, ...]:
    return tuple(Row.model_construct(id=p.id, source=p.source, text=p.text) for p in passages)


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
    """What a row adds to the fingerprint of a set of rows: 256 bits over id, source and text.

    The set's fingerprint is the sum modulo 2^256 (a multiset hash after Bellare and Micciancio 1997), so that a change
    of one record changes it by the work of one record, in any order.
    """
    digest = sha256(f"{row.id}\n{row.source}\n{sha256(row.text.encode()).hexdigest()}".encode()).digest()
    return int.from_bytes(digest, "little")


def fingerprint_of(rows: Iterable[Row]) -> str:
    return shown(sum(map(fingerprint, rows)))


def shown(total: int) -> str:
    return f"{total % LARGEST:064x}"
