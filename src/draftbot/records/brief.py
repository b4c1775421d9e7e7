"""What a section must say, and the evidence that it may say it from."""

from __future__ import annotations

from draftbot.records.record import Record
from draftbot.records.source_text import ScoredPassage


class Brief(Record):
    """One planned section for one pair: queries for the search and the references that its fields rest on."""

    section: str
    queries: tuple[str, ...]
    references: tuple[str, ...]


class Evidence(Record):
    """The passages ranked for a brief: a closed set of ids that the writer may cite."""

    section: str
    passages: tuple[ScoredPassage, ...]

    @property
    def ids(self) -> frozenset[str]:
        return frozenset(scored.passage.id for scored in self.passages)
