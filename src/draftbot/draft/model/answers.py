"""What the model is asked to return; their JSON schemas go out with the calls."""

from __future__ import annotations

from draftbot.records.record import Record


class Quoted(Record):
    """A passage by its short id, and words copied from it letter for letter."""

    id: str
    quote: str


class Sentence(Record):
    """One statement and what it rests on."""

    text: str
    evidence: tuple[Quoted, ...]


class GroupAnswer(Record):
    """The sentences of one paragraph, list item or answer."""

    id: str
    sentences: tuple[Sentence, ...]


class SectionAnswer(Record):
    """A section, group by group."""

    groups: tuple[GroupAnswer, ...]


class RepairedSentence(Record):
    """A held sentence, mended; an empty text deletes it."""

    id: str
    text: str
    evidence: tuple[Quoted, ...]


class RepairAnswer(Record):
    """The held sentences that the model keeps."""

    sentences: tuple[RepairedSentence, ...]
