"""What a length of time is in a sentence: how long something lasts, or how often it comes again."""

from __future__ import annotations

import re
from typing import Literal

Role = Literal["lasting", "interval"]
# "Every 3 to 6 months", "at intervals of", "3 months apart": the time between two courses.
INTERVAL = re.compile(
    r"\b(?:every|each|once (?:in|per)|(?:at )?intervals? of|separated by|spaced(?: by)?)\s+"
    r"(?:about\s+|roughly\s+|approximately\s+)?$",
    re.IGNORECASE,
)
APART = re.compile(r"^(?:-|\s)*(?:apart|intervals?)\b", re.IGNORECASE)
# "For 10 days", "lasts 10 days", "a course of 10 days", "× 10 days"; "10-day course", "10 days of treatment".
LASTING = re.compile(
    r"(?:\b(?:for|over|lasts?|lasted|lasting|takes?|took|throughout|during|runs?|ran(?: for)?|"
    r"(?:courses?|cycles?|treatment|therapy|duration|period) (?:of|is|was|are|were))|[x×])\s+"
    r"(?:up to\s+|about\s+|roughly\s+|the first\s+|a total of\s+|at least\s+)*$",
    re.IGNORECASE,
)
COURSE = re.compile(
    r"^(?:-|\s)*(?:consecutive\s+)?(?:courses?|cycles?|treatments?|of treatment|of therapy|long)\b", re.IGNORECASE
)


def role(text: str, start: int, end: int) -> Role | None:
    """The role of the length of time at a place in a text; ``None`` where its words do not say."""
    before, after = text[:start], text[end:]
    if INTERVAL.search(before) or APART.match(after):
        return "interval"
    if LASTING.search(before) or COURSE.match(after):
        return "lasting"
    return None
