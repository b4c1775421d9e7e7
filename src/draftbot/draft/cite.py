"""Choosing the passages that a statement is cited to, from the closed set."""

from __future__ import annotations

from collections.abc import Iterable

from draftbot.records.brief import Evidence
from draftbot.records.source_text import Passage
from draftbot.text.words import content

MOST = 4


def passages_for(text: str, sources: Iterable[str], evidence: Evidence) -> tuple[str, ...]:
    """Ids of the passages that carry the statement's words: for each source, at most four, chosen greedily by the
    content words that they add; a source whose passages are not in the evidence adds none."""
    wanted = {word.stem for word in content(text)}
    chosen: list[str] = []
    for source in sources:
        candidates = [scored.passage for scored in evidence.passages if scored.passage.source == source]
        chosen.extend(_greedy(wanted, candidates))
    return tuple(chosen)


def _greedy(wanted: set[str], candidates: list[Passage]) -> list[str]:
    carried = {passage.id: {word.stem for word in content(passage.text)} for passage in candidates}
    missing, chosen = set(wanted), []
    while candidates and len(chosen) < MOST:
        best = max(candidates, key=lambda p: (len(missing & carried[p.id]), len(wanted & carried[p.id]), p.id))
        if chosen and not missing & carried[best.id]:
            break
        chosen.append(best.id)
        missing -= carried[best.id]
        candidates = [passage for passage in candidates if passage.id != best.id]
    return chosen
