"""Study cards: what kind of evidence a record is, read from its publication types, MeSH and text."""

from draftbot.corpus.cards.findings import Figure, figures
from draftbot.corpus.cards.tagger import Tagger, registrations

__all__ = ["Figure", "Tagger", "figures", "registrations"]
