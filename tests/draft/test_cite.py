"""Which passages a statement is cited to."""

from __future__ import annotations

from draftbot.draft.cite import passages_for
from draftbot.records.brief import Evidence
from draftbot.records.source_text import Passage, ScoredPassage


def evidence(*texts: str) -> Evidence:
    passages = [Passage(id=f"p{n}", source="s", start=n, end=n + 1, text=text) for n, text in enumerate(texts, start=1)]
    return Evidence(
        section="s",
        passages=tuple(
            ScoredPassage(passage=passage, lexical=None, vector=None, fused=0.0, rank=rank)
            for rank, passage in enumerate(passages, start=1)
        ),
    )


def test_what_a_passage_adds_must_be_said_of_the_same_thing() -> None:
    """Two passages speak of Russia; one does so of alfalin, the other holds more words of the statement."""
    found = evidence(
        "Alfalin is an approved prescription product in Europe.",
        "Betarin is in clinical use in Russia. It is an approved prescription product in Europe and Asia.",
        "Alfalin is an approved product in Russia.",
    )
    cited = passages_for(["In Europe and Russia, alfalin is an approved prescription product"], ["s"], found)
    assert set(cited) == {"p1", "p3"}
