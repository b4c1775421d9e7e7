"""The words that a section may use: an editor's plain ones, those of the record, and those of the sentences that the
record was proved with.

A source's running text may hold anything, planted sentences too. What is published must therefore stand in two places:
in the source, as the verifier checks, and in what an editor put on record about it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from draftbot.draft.material import Material
from draftbot.draft.model.editorial import EDITORIAL
from draftbot.draft.model.request import SectionRequest
from draftbot.records.verdict import UnitVerdict
from draftbot.text.instructions import instructs
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


def vocabulary(material: Material, request: SectionRequest, proofs: Mapping[str, UnitVerdict]) -> Vocabulary:
    """The words of a section: its statements, all sentences of its sources that prove something in the article, typed
    facts, and the studies' cards."""
    return Vocabulary(_texts(material, request, proofs))


def _texts(material: Material, request: SectionRequest, proofs: Mapping[str, UnitVerdict]) -> Iterator[str]:
    yield request.section.heading.text
    yield from (compound.name for compound in material.compounds)
    yield from (f"{fact.field} {fact.value}" for fact in request.facts)
    yield from (unit.text for unit in request.statements)
    sources = frozenset(request.sources)
    spans = {span for proof in proofs.values() if proof.published for span in proof.evidence if span.source in sources}
    yield from (span.quote for span in spans if not instructs(span.quote))
    for source in sources:
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
