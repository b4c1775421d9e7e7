"""The parts of a sentence that a statement of its own may stand in: finer than ``sentences.clauses``."""

from __future__ import annotations

import itertools
import re
from functools import lru_cache

from draftbot.records.source_text import Span

# Where a new predicate begins: a semicolon or colon, a contrast, a comma before a conjunction or a relative.
JOINT = re.compile(
    r"[;:]\s+|,?\s+\b(?=(?:but|whereas|although|though|while|however|yet|except)\b)|"
    r",\s+(?=(?:and|or|which|who|with|as|so|despite|unlike|in contrast)\b)|\s+(?=and (?:did|was|were|is|are|had|has|that|there)\b)"
)


@lru_cache(maxsize=20_000)
def parts(text: str) -> tuple[Span, ...]:
    """Spans of the parts, in order, covering the text; brackets are not cut."""
    depth, cuts = 0, [0]
    joints = {match.start(): match.end() for match in JOINT.finditer(text)}
    for position, character in enumerate(text):
        if position in joints and depth == 0:
            cuts.append(joints[position])
        depth += (character in "([") - (character in ")]" and depth > 0)
    spans = (Span(start=a, end=b) for a, b in itertools.pairwise([*cuts, len(text)]))
    return tuple(span for span in spans if span.of(text).strip())
