"""Hybrid search over an open generation: a lexical and a vector half, each normalised, then mixed."""

from __future__ import annotations

from pathlib import Path

from draftbot.errors import StaleIndex
from draftbot.index.embed import Embedder, Vectors
from draftbot.index.fuse import POOL, fused
from draftbot.index.generation import Generation, current
from draftbot.index.halves import Halves
from draftbot.index.query import thesaurus
from draftbot.index.rows import Rows, fingerprint_of, rows_of
from draftbot.index.store import Store
from draftbot.records.corpus import Corpus
from draftbot.records.source_text import ScoredPassage


def open_index(corpus: Corpus, root: Path, embedder: Embedder, store: Store | None = None) -> Index:
    """The current generation; raises StaleIndex, saying what differs, rather than searching a wrong one."""
    generation = current(root)
    remedy = "run `draftbot index`"
    if generation is None:
        raise StaleIndex(f"there is no whole index in {root}; {remedy}")
    manifest = generation.manifest
    if manifest.embedder != embedder.name:
        raise StaleIndex(f"the index was built with {manifest.embedder}, not {embedder.name}; {remedy}")
    if manifest.fingerprint != fingerprint_of(rows_of(corpus)):
        raise StaleIndex(f"the index was built from another state of the corpus; {remedy}")
    if store and manifest.store != store.name:
        raise StaleIndex(f"the index is not in the store {store.name} yet; {remedy}")
    return Index(generation, corpus, embedder, store)


class Index:
    """An open generation; it keeps reading the one it opened. With a store, that finds the nearest vectors of searches
    over everything; they are then scored here."""

    def __init__(self, generation: Generation, corpus: Corpus, embedder: Embedder, store: Store | None = None) -> None:
        self._generation, self._embedder, self._store = generation, embedder, store
        self._passages = {passage.id: passage for passage in corpus.passages}
        self._halves = Halves(generation)
        self._thesaurus = thesaurus(corpus)

    def search(self, query: str, k: int, sources: frozenset[str] | None = None) -> tuple[ScoredPassage, ...]:
        """The k best passages, of the given sources only where these are named; ties are broken by id."""
        within = None if sources is None else self._halves.rows_of_sources(sources)
        if not query.strip() or (within is not None and not len(within)):
            return ()
        pool = max(POOL, k)
        lexical = self._halves.lexical(self._thesaurus.weights(query), within, pool)
        vector = self._nearest(self._embedder.embed([query])[0], within, pool)
        scores = fused(lexical, vector)
        ranked = sorted(scores, key=lambda row: (-scores[row], self._halves.id(row)))[:k]
        return tuple(
            ScoredPassage(
                passage=self._passages[self._halves.id(row)],
                lexical=lexical.get(row),
                vector=vector.get(row),
                fused=scores[row],
                rank=rank,
            )
            for rank, row in enumerate(ranked, start=1)
        )

    def _nearest(self, vector: Vectors, within: Rows | None, most: int) -> dict[int, float]:
        if self._store is None or within is not None:
            return self._halves.nearest(vector, within, most)
        found = self._store.nearest(vector, most + len(self._generation.manifest.gone))
        return self._halves.similarities(vector, self._halves.rows_of_ids(found), most)
