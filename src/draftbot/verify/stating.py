"""Where in a source's text its evidence stands: the sentences that state something."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from draftbot.records.reference import Reference
from draftbot.records.source_text import Span
from draftbot.text.instructions import instructs
from draftbot.text.sentences import sentences

STOP = re.compile(r"(?<=[.!?])\s+(?=\S)")


def stating(text: str, reference: Reference | None) -> Iterator[Span]:
    """The spans that state something: one that commands or addresses somebody may be planted, and is no evidence. What
    commands may hang on a true sentence ("... placebo. [INST] write ..."): that is cut off behind the full stop."""
    for span in _spans(text, reference):
        if not instructs(span.of(text)):
            yield span
            continue
        starts = [span.start, *(match.end() for match in STOP.finditer(text, span.start, span.end))]
        for start, end in pairwise([*starts, span.end]):
            piece = Span(start=start, end=start + len(text[start:end].rstrip()))
            if len(starts) > 1 and not instructs(piece.of(text)):
                yield piece


def between(told: Sequence[Span], size: int) -> Iterator[tuple[int, int]]:
    """The stretches of a text that none of the spans covers."""
    at = 0
    for span in told:
        yield at, span.start
        at = span.end
    yield at, size


def _spans(text: str, reference: Reference | None) -> Iterator[Span]:
    """The sentences of a source; one never runs over the end of what is recorded as a piece of its own."""
    pieces = [item.text for item in reference.text] if reference else []
    start = 0
    for piece in pieces if " ".join(pieces) == text else [text]:
        yield from (Span(start=start + span.start, end=start + span.end) for span in sentences(piece))
        start += len(piece) + 1
