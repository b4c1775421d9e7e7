"""A brief's queries to a closed set of passages."""

from __future__ import annotations

from draftbot.index import Index
from draftbot.records.brief import Brief, Evidence
from draftbot.records.corpus import Corpus
from draftbot.records.source_text import ScoredPassage


def retrieve(brief: Brief, index: Index, corpus: Corpus, k: int) -> Evidence:
    """The passages that the brief's queries find (each passage with its best score), then those of the brief's
    references that no query found: a section must be given the sources that its fields rest on."""
    best: dict[str, ScoredPassage] = {}
    references = frozenset(brief.references)
    for query in brief.queries if references else ():
        for scored in index.search(query, k, references):
            known = best.get(scored.passage.id)
            if known is None or scored.fused > known.fused:
                best[scored.passage.id] = scored
    ranked = sorted(best.values(), key=lambda scored: (-scored.fused, scored.passage.id))
    missed = [p for p in corpus.passages if p.source in references and p.id not in best]
    added = [ScoredPassage(passage=p, lexical=None, vector=None, fused=0.0, rank=0) for p in missed]
    numbered = [s.model_copy(update={"rank": rank}) for rank, s in enumerate([*ranked, *added], start=1)]
    return Evidence(section=brief.section, passages=tuple(numbered))
