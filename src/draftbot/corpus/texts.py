"""References to canonical texts, and texts to passages with exact spans."""

from __future__ import annotations

from collections.abc import Iterator
from hashlib import sha256

from draftbot.records.reference import Reference
from draftbot.records.source_text import Passage, SourceText, Span

# About three sentences: long enough to carry a finding with its conditions, short enough to be one topic.
PASSAGE_CHARACTERS = 500


def source_text(reference: Reference) -> SourceText:
    """The reference's sentences joined by single spaces; second-hand ones are remembered as spans."""
    text = " ".join(item.text for item in reference.text)
    return SourceText(
        source=reference.id,
        kind=reference.text_kind,
        text=text,
        sha256=sha256(text.encode()).hexdigest(),
        second_hand=tuple(
            span for span, item in zip(item_spans(reference), reference.text, strict=True) if item.second_hand
        ),
    )


def item_spans(reference: Reference) -> tuple[Span, ...]:
    """Where each sentence of the record stands in the canonical text."""
    spans, start = [], 0
    for item in reference.text:
        spans.append(Span(start=start, end=start + len(item.text)))
        start += len(item.text) + 1
    return tuple(spans)


def passages(reference: Reference, text: SourceText) -> Iterator[Passage]:
    """Passages of whole sentences up to about 500 characters; a passage's id depends on its words only."""
    seen: dict[str, int] = {}
    for span in _groups(item_spans(reference)):
        words = span.of(text.text)
        digest = sha256(words.encode()).hexdigest()[:10]
        seen[digest] = seen.get(digest, 0) + 1
        repeat = f".{seen[digest]}" if seen[digest] > 1 else ""
        yield Passage(
            id=f"{reference.id}.{digest}{repeat}", source=reference.id, start=span.start, end=span.end, text=words
        )


def _groups(spans: tuple[Span, ...]) -> Iterator[Span]:
    start: int | None = None
    end = 0
    for span in spans:
        if start is not None and span.end - start > PASSAGE_CHARACTERS:
            yield Span(start=start, end=end)
            start = None
        start = span.start if start is None else start
        end = span.end
    if start is not None:
        yield Span(start=start, end=end)
