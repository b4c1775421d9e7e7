"""What decisions are bound to: the hash of a unit's words and sources, and the hashes of what it rests on."""

from __future__ import annotations

import unicodedata
from hashlib import sha256

from draftbot.records.corpus import Corpus
from draftbot.records.unit import Unit
from draftbot.records.verdict import Derivation

# Typographic forms of the same sign; dashes and minus are not among them, since "-5.3" and "–5.3" may differ.
QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "‟": '"', "‘": "'", "’": "'", "‚": "'", "‛": "'", "…": "..."})


def same_words(text: str) -> str:
    """The text with quotes made straight and white space folded: what may change without the words changing."""
    return " ".join(unicodedata.normalize("NFC", text).translate(QUOTES).split())


def key_of(unit: Unit) -> str:
    """The unit's key: its words, the labels that a cell stands under, its sources' ids and its rule; citation numbers
    and the order of sources are left out. 24 hexadecimal digits."""
    labels = (same_words(unit.row or ""), same_words(unit.column or ""))
    parts = (same_words(unit.text), *labels, ",".join(sorted(unit.sources)), unit.rule or "")
    return sha256("\x1f".join(parts).encode()).hexdigest()[:24]


def basis_of(unit: Unit, corpus: Corpus, derivations: tuple[Derivation, ...]) -> tuple[str, ...]:
    """The hashes of the texts that the unit cites and of what its rule prints; a missing source is named as such."""
    texts = [f"{s} {corpus.texts[s].sha256 if s in corpus.texts else 'missing'}" for s in sorted(set(unit.sources))]
    if unit.rule:
        printed = sorted(f"{d.key}|{d.text}|{'|'.join(d.inputs)}" for d in derivations if d.rule == unit.rule)
        texts.append(f"rule {unit.rule} {sha256(chr(10).join(printed).encode()).hexdigest()}")
    return tuple(texts)
