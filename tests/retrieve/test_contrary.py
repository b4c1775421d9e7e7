"""Contradicting evidence is found: 95 of 100 contrary passages stand among the first ten."""

from __future__ import annotations

import json
from pathlib import Path

from draftbot.index import ensure_index
from draftbot.index.embed import MiniLM
from draftbot.progress import silent

CLAIMS = Path(__file__).parents[2] / "evals" / "contrary" / "claims.jsonl"


def test_the_contrary_passage_is_among_the_first_ten(settings, corpus) -> None:
    index = ensure_index(corpus, settings.index, MiniLM(), silent)
    claims = [json.loads(line) for line in CLAIMS.read_text(encoding="utf-8").splitlines()]
    assert len(claims) == len({claim["claim"] for claim in claims}) == 100
    missed = []
    for claim in claims:
        contrary = {p.id for p in corpus.passages if p.source == claim["source"] and claim["contrary"] in p.text}
        assert contrary, claim
        if not contrary & {scored.passage.id for scored in index.search(claim["claim"], 10)}:
            missed.append(claim["claim"])
    assert len(missed) <= 5, missed
