"""Chooses the tokens that the shipped model keeps, so that it stays under 20 MB.

    python -m training.embedder.vocabulary VOCAB.txt TEXTS.jsonl... > src/draftbot/index/minilm/kept.txt

Kept are single letters and pieces of words, then whole words by how often they stand in the texts (the strings of every
row are counted); a dropped word is still read, by its pieces. VOCAB.txt is the model's own.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from tokenizers import BertWordPieceTokenizer

KEPT = 22_000
SPECIAL = ("[PAD]", "[UNK]", "[CLS]", "[SEP]")


def main() -> None:
    own, *files = map(Path, sys.argv[1:])
    words = own.read_text(encoding="utf-8").rstrip("\n").split("\n")
    tokenizer = BertWordPieceTokenizer(str(own), lowercase=True)
    often: Counter[str] = Counter()
    for file in files:
        for encoded in tokenizer.encode_batch(sorted(set(_strings(file))), add_special_tokens=False):
            often.update(encoded.tokens)
    always = [word for word in words if word in SPECIAL or (_readable(word) and _piece(word))]
    rest = [word for word in words if _readable(word) and not _piece(word)]
    rest.sort(key=lambda word: -often[word])  # stable: ties stay in the model's order
    kept = {*always, *rest[: KEPT - len(always)]}
    print("\n".join(word for word in words if word in kept))


def _strings(file: Path) -> Iterator[str]:
    for line in file.read_text(encoding="utf-8").split("\n"):
        if not line:
            continue
        yield from (value for key, value in json.loads(line).items() if key != "id" and isinstance(value, str))


def _piece(word: str) -> bool:
    return word.startswith("##") or len(word) == 1


def _readable(word: str) -> bool:
    """Latin and Greek letters, digits and signs; no placeholder."""
    return not word.startswith("[") and all(
        ord(character) < 0x250 or 0x370 <= ord(character) < 0x400 for character in word
    )


if __name__ == "__main__":
    main()
