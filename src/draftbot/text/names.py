"""Finding known names in a text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from draftbot.records.record import Record


class Name(Record):
    """A known name in a text: what it is a form of, and its span."""

    canonical: str
    start: int
    end: int


class Names:
    """An index of names: ``surfaces`` maps a canonical name to the forms it takes in texts.

    Acronyms of up to four capitals match only in capitals; other forms match in any case; hyphens may be dashes.
    """

    def __init__(self, surfaces: Mapping[str, Sequence[str]]) -> None:
        self._canonical = {form.lower(): name for name, forms in surfaces.items() for form in (name, *forms)}
        forms = sorted({form for name, own in surfaces.items() for form in (name, *own)}, key=len, reverse=True)
        self._pattern = re.compile("|".join(_pattern(form) for form in forms)) if forms else None

    def find(self, text: str) -> tuple[Name, ...]:
        """Every name, longest first at each place, none overlapping."""
        if self._pattern is None:
            return ()
        return tuple(
            Name(canonical=self._canonical[re.sub("[‐-–]", "-", m.group()).lower()], start=m.start(), end=m.end())
            for m in self._pattern.finditer(text)
        )


def _pattern(form: str) -> str:
    body = re.escape(form).replace("\\-", "[-‐-–]")
    flag = "" if form.isupper() and len(form) <= 4 else "(?i:"
    closing = ")" if flag else ""
    return rf"(?<![\w]){flag}{body}{closing}(?![\w])"
