"""From what a model wrote to units: cleaned, one sentence each, every quote literal, every id from the closed set."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence

from draftbot.draft.composer import Composer
from draftbot.draft.model.answers import Quoted, SectionAnswer, Sentence
from draftbot.draft.model.request import Group, SectionRequest
from draftbot.draft.model.vocabulary import Vocabulary
from draftbot.records.record import Record
from draftbot.records.source_text import Passage
from draftbot.records.unit import Unit, UnitKind
from draftbot.text.instructions import instructs
from draftbot.text.sentences import sentences

KINDS: dict[str, UnitKind] = {"paragraph": "sentence", "item": "item", "answer": "faq"}
LEAST_QUOTE = 3
MOST_SENTENCES = 24
STRIPPED = (
    (re.compile(r"!\[[^\]]*\]\([^)]*\)"), ""),  # images
    (re.compile(r"\s*\[(?:\d+(?:,\s*\d+)*|rule)\]\([^)]*\)"), ""),  # citation marks of an article
    (re.compile(r"\[([^\]]*)\]\([^)]*\)"), r"\1"),  # links keep their words
    (re.compile(r"<[/!?]?[A-Za-z!][^<>]*>"), ""),  # tags and comments
    (re.compile(r"(?:https?://|www\.)\S+"), ""),
    (re.compile(r"\*\*|__|`|†|^\s*(?:#{1,6}|[-*+•]|\d+[.)])\s+"), ""),
)


class Made(Record):
    """One sentence of a model: the unit that it became, or why it cannot be one. ``number`` is its place so far."""

    number: int
    group: str
    text: str
    unit: Unit | None
    reasons: tuple[str, ...] = ()


def made_units(
    answer: SectionAnswer, request: SectionRequest, composer: Composer, words: Vocabulary
) -> tuple[Made, ...]:
    """Every sentence of the answer, in order; one in a group that was not asked for, or again, cannot be placed."""
    groups = {group.id: group for group in request.groups}
    made: list[Made] = []
    for given in answer.groups:
        group = groups.pop(given.id, None)
        for sentence in given.sentences[:MOST_SENTENCES]:
            if group:
                made.extend(one_sentence(sentence, group, request, composer, words, len(made)))
            else:
                made.append(_misplaced(sentence, given.id, request, len(made)))
    return tuple(made)


def _misplaced(sentence: Sentence, named: str, request: SectionRequest, number: int) -> Made:
    reason = f"stands in group {named[:12]!r}, which was not asked for or was given before"
    text = cleaned(sentence.text) or "…"
    return Made(number=number, group=request.groups[0].id, text=text, unit=None, reasons=(reason,))


def one_sentence(
    sentence: Sentence, group: Group, request: SectionRequest, composer: Composer, words: Vocabulary, number: int
) -> Iterator[Made]:
    """The sentence as units: several where the model put several into one text."""
    passages, wrong = _passages(sentence.evidence, request)
    text = cleaned(sentence.text)
    if not text:
        yield Made(number=number, group=group.id, text="…", unit=None, reasons=("nothing but links, HTML or marks",))
    bundle = next((unit.bundle for unit in group.offline if unit.bundle), None)
    for offset, span in enumerate(sentences(text)):
        own = span.of(text)
        foreign = words.foreign(own)
        reasons = [*wrong, *([f"not on record: {', '.join(foreign[:5])}"] if foreign else [])]
        if not own[0].isupper():
            reasons.append("does not begin with a capital letter, so that no reader sees where it begins")
        unit = composer.quoted(own, passages, KINDS[group.kind], bundle) if passages else None
        yield Made(number=number + offset, group=group.id, text=own, unit=unit, reasons=tuple(reasons))


def cleaned(text: str) -> str:
    """The text without links, images, HTML, addresses and list marks; one line."""
    text = unicodedata.normalize("NFC", text)
    for pattern, kept in STRIPPED:
        text = pattern.sub(kept, text)
    return " ".join(text.split())


def _passages(evidence: Sequence[Quoted], request: SectionRequest) -> tuple[tuple[Passage, ...], list[str]]:
    known = {shown.id: shown.passage for shown in request.shown}
    found: dict[str, Passage] = {}
    wrong = [] if evidence else ["names no evidence"]
    for quoted in evidence:
        passage = known.get(quoted.id)
        if passage is None:
            wrong.append(f"names {quoted.id[:12]!r}, which is not an id of this section's evidence")
            continue
        found[quoted.id] = passage
        reason = _quote(quoted.quote, passage)
        wrong.extend([f"evidence {quoted.id}: {reason}"] if reason else [])
    return tuple(found.values()), wrong


def _quote(quote: str, passage: Passage) -> str | None:
    wanted, text = (" ".join(unicodedata.normalize("NFC", part).split()) for part in (quote, passage.text))
    if len(wanted.split()) < LEAST_QUOTE:
        return f"a quote of fewer than {LEAST_QUOTE} words proves nothing"
    if wanted not in text:
        return "the quote is not in the passage, letter for letter"
    held = [span.of(text) for span in sentences(text) if span.start < text.find(wanted) + len(wanted)]
    held = [part for part in held if text.find(part) + len(part) > text.find(wanted)]
    return "the quote is an instruction, not a finding" if any(map(instructs, (wanted, *held))) else None
