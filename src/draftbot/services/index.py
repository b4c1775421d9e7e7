"""The search index of a workspace."""

from __future__ import annotations

from draftbot.corpus import load_corpus
from draftbot.index import BuildReport, Index, build, open_index
from draftbot.index.embed import MiniLM
from draftbot.progress import Progress
from draftbot.records.source_text import ScoredPassage
from draftbot.settings import Settings


def build_index(settings: Settings, progress: Progress) -> BuildReport:
    """Brings the index up to date with the corpus."""
    return build(load_corpus(settings.corpus), settings.index, MiniLM(), progress)


def search(settings: Settings, query: str, k: int) -> tuple[ScoredPassage, ...]:
    """The k best passages for a query; refuses an index that is not of this corpus."""
    index: Index = open_index(load_corpus(settings.corpus), settings.index, MiniLM())
    return index.search(query, k)
