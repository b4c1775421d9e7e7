"""Small rows, an embedder that counts, and what a reader sees: shared by the tests of the index."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from hashlib import sha256
from pathlib import Path

import numpy as np

from draftbot.index.embed import Vectors
from draftbot.index.fuse import fused
from draftbot.index.generation import Generation, current
from draftbot.index.halves import Halves
from draftbot.index.rows import Row
from draftbot.text.terms import terms

WORDS = "stroke memory dose placebo trial arm rats plasma IL-6 safety death score improved did not differ".split()


class Counting:
    """A small deterministic embedder that counts what it is asked to embed."""

    dimension = 16

    def __init__(self, name: str = "counting") -> None:
        self.name, self.texts = name, []

    def embed(self, texts: Sequence[str], progress: Callable[[int], None] | None = None) -> Vectors:
        del progress
        self.texts += list(texts)
        rows = [
            np.random.default_rng(int(sha256(text.encode()).hexdigest()[:8], 16)).normal(size=self.dimension)
            for text in texts
        ]
        whole = np.array(rows, dtype=np.float32).reshape(len(rows), self.dimension)
        return whole / np.maximum(np.linalg.norm(whole, axis=1, keepdims=True), 1e-9)


def row(source: str, text: str) -> Row:
    """A row under an id that depends on its words, as passages have."""
    return Row(id=f"{source}.{sha256(text.encode()).hexdigest()[:10]}", source=source, text=text)


def many(count: int, seed: int = 1) -> list[Row]:
    """Rows of chance words, three a source."""
    chance = np.random.default_rng(seed)
    return [row(f"s{number // 3}", " ".join(chance.choice(WORDS, size=12)) + f" {number}") for number in range(count)]


def answers(generation: Generation, query: str, k: int, sources: Sequence[str] | None = None) -> list[tuple]:
    """Ids with both scores and the fused one, as a search over the generation ranks them."""
    halves = Halves(generation)
    within = None if sources is None else halves.rows_of_sources(frozenset(sources))
    vector = Counting().embed([query])[0]
    lexical = halves.lexical(dict.fromkeys(terms(query), 1.0), within, 100)
    near = halves.nearest(vector, within, 100)
    scores = fused(lexical, near)
    ranked = sorted(scores, key=lambda each: (-scores[each], halves.id(each)))[:k]
    return [(halves.id(each), lexical.get(each), near.get(each), scores[each]) for each in ranked]


def opened(root: Path) -> Generation:
    found = current(root)
    assert found is not None
    return found
