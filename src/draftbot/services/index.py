"""The search index of a workspace."""

from __future__ import annotations

import os

from draftbot.connect import embedder, vector_store
from draftbot.corpus import load_corpus
from draftbot.errors import StaleIndex
from draftbot.index import BuildReport, Index, build, open_index
from draftbot.index.generation import damaged
from draftbot.progress import Progress
from draftbot.records.source_text import ScoredPassage
from draftbot.settings import Settings


def build_index(settings: Settings, progress: Progress) -> BuildReport:
    """Brings the index up to date with the corpus."""
    vectors = embedder(settings, os.environ)
    store = vector_store(settings, os.environ, vectors)
    return build(load_corpus(settings.corpus), settings.index, vectors, progress, store)


def check_index(settings: Settings) -> None:
    """Raises StaleIndex where a file of the index is not what was written."""
    found = damaged(settings.index)
    if found:
        raise StaleIndex(f"the index is damaged ({', '.join(found)}); remove {settings.index}, run `draftbot index`")


def search(settings: Settings, query: str, k: int) -> tuple[ScoredPassage, ...]:
    """The k best passages for a query; refuses an index that is not of this corpus."""
    vectors = embedder(settings, os.environ)
    store = vector_store(settings, os.environ, vectors)
    index: Index = open_index(load_corpus(settings.corpus), settings.index, vectors, store)
    return index.search(query, k)
