"""The words that a section may use: an editor's plain ones, and those of the typed record.

A source's running text may hold anything, planted sentences too: none of its words counts because it stands there. What
is published must therefore stand in two places: in the source, as the verifier checks, and on record about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from draftbot.draft.material import Material
from draftbot.draft.model.editorial import EDITORIAL
from draftbot.draft.model.request import SectionRequest
from draftbot.text.words import content

NUMBER = re.compile(r"\d+(?:[.,·]\d+)*")
TOKEN = re.compile(r"\S+")


class Vocabulary:
    """The stems and numbers that a section's record holds."""

    def __init__(self, texts: Iterable[str]) -> None:
        joined = "\n".join(texts)
        self._stems = frozenset(word.stem for word in content(joined)) | EDITORIAL
        self._numbers = frozenset(NUMBER.findall(joined))

    def foreign(self, text: str) -> tuple[str, ...]:
        """The words and numbers of the text that the record does not hold."""
        words = [word.text for word in content(text) if word.stem not in self._stems]
        return (*words, *(number for number in NUMBER.findall(text) if number not in self._numbers))

    def masked(self, text: str) -> str:
        """The text with every word that is not on record, or that may hide in one, shown as a mark only."""
        return TOKEN.sub(lambda token: "[…]" if self.foreign(token.group()) else token.group(), text)


def vocabulary(material: Material, request: SectionRequest) -> Vocabulary:
    """The words of a section: its statements, the profiles' typed values, the studies' cards, names and synonyms."""
    return Vocabulary(_texts(material, request))


def _texts(material: Material, request: SectionRequest) -> Iterator[str]:
    yield request.section.heading.text
    yield from (unit.text for unit in request.statements)
    fields = material.corpus.fields
    yield from fields.names
    yield from (form for group in fields.synonyms for form in group)
    for compound in material.compounds:
        yield compound.name
        yield from (value.plain() for field in fields.fields for value in compound.values(field))
    yield from (field.label for field in fields.fields.values())
    for source in request.sources:
        yield from _leaves(material.reference(source).card.model_dump(exclude={"outcomes": {"__all__": {"note"}}}))


def _leaves(value: object) -> Iterator[str]:
    if isinstance(value, Mapping):
        for part in value.values():
            yield from _leaves(part)
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from _leaves(part)
    elif value is not None:
        text = str(value)
        yield f"{text} {int(text):,}" if text.isdigit() else text
