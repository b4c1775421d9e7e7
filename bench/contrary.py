"""Contradicting evidence: for each hand-made claim, at which rank the passage that contradicts it stands.

The claims and the words of the contrary passages stand in evals/contrary/claims.jsonl; the goal is 95 of 100 in the
first ten. Dense search is known to be weak at this, lexical search better; the table shows all three.
"""

from __future__ import annotations

import json
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from draftbot.corpus import load_corpus
from draftbot.index import Index, ensure_index
from draftbot.index.embed import MiniLM
from draftbot.progress import silent
from draftbot.records.source_text import ScoredPassage
from draftbot.settings import load_settings

ROOT = Path(__file__).parents[1]
CLAIMS = ROOT / "evals" / "contrary" / "claims.jsonl"
FIRST, GOAL = 10, 95
METHODS = ("lexical", "vector", "fused")


def claims() -> Iterator[dict[str, str]]:
    yield from map(json.loads, CLAIMS.read_text(encoding="utf-8").splitlines())


def ranks(index: Index, claim: dict[str, str]) -> dict[str, int | None]:
    """The rank of the contrary passage by each half and by the fused score; ``None``: not found."""
    found = index.search(claim["claim"], 1000)

    def rank(part: str) -> int | None:
        def score(scored: ScoredPassage) -> float | None:
            value: float | None = getattr(scored, part)
            return value

        ordered = sorted((s for s in found if score(s) is not None), key=lambda s: (-(score(s) or 0), s.passage.id))
        places = [place for place, scored in enumerate(ordered, start=1) if is_contrary(scored, claim)]
        return places[0] if places else None

    return {part: rank(part) for part in METHODS}


def is_contrary(scored: ScoredPassage, claim: dict[str, str]) -> bool:
    return scored.passage.source == claim["source"] and claim["contrary"] in scored.passage.text


def main() -> None:
    corpus = load_corpus(load_settings(ROOT).corpus)
    with tempfile.TemporaryDirectory() as folder:
        index = ensure_index(corpus, Path(folder), MiniLM(), silent)
        all_ranks = [(claim, ranks(index, claim)) for claim in claims()]
    for part in METHODS:
        places = [found[part] for _, found in all_ranks]
        within = sum(place is not None and place <= FIRST for place in places)
        first = sum(place == 1 for place in places)
        print(f"{part:<8} contrary passage in the first {FIRST}: {within} of {len(places)}; first: {first}")
    missed = [(claim, found["fused"]) for claim, found in all_ranks if (found["fused"] or FIRST + 1) > FIRST]
    for claim, place in missed:
        print(f"  missed ({place}): {claim['claim']} [{claim['source']}: {claim['contrary']}]")
    sys.exit(0 if len(all_ranks) - len(missed) >= GOAL else 1)


if __name__ == "__main__":
    main()
