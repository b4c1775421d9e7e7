"""Finding known names in a text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple


class Name(NamedTuple):
    """A known name in a text: what it is a form of, and its span. A tuple, not a record: texts hold very many."""

    canonical: str
    start: int
    end: int


# What matches a letter in any case and is not that letter in small.
SPELT = str.maketrans({"İ": "i", "ı": "i", "ſ": "s", "K": "k", "‐": "-", "‑": "-", "‒": "-", "–": "-"})


class Names:
    """An index of names: ``surfaces`` maps a canonical name to the forms it takes in texts.

    Acronyms of up to four capitals match only in capitals; other forms match in any case; hyphens may be dashes.
    """

    def __init__(self, surfaces: Mapping[str, Sequence[str]]) -> None:
        self._canonical = {_spelt(form): name for name, forms in surfaces.items() for form in (name, *forms)}
        forms = {form for name, own in surfaces.items() for form in (name, *own) if form}
        self._pattern = _pattern(sorted(forms, key=lambda form: (-len(form), form))) if forms else None

    def find(self, text: str) -> tuple[Name, ...]:
        """Every name, longest first at each place, none overlapping."""
        return _found(self, text)

    def read(self, text: str) -> tuple[Name, ...]:
        """As ``find``, without remembering: for texts that are read once."""
        if self._pattern is None:
            return ()
        return tuple(
            Name(canonical=self._canonical[_spelt(m.group())], start=m.start(), end=m.end())
            for m in self._pattern.finditer(text)
        )


@lru_cache(maxsize=50_000)
def _found(names: Names, text: str) -> tuple[Name, ...]:
    return names.read(text)


def odd_letters(printed: str) -> bool:
    """Whether a name as printed holds a letter that only passes for one of it, as a dotless i does."""
    return any(letter in printed for letter in "İıſ\u212a")


def _spelt(form: str) -> str:
    return form.translate(SPELT).lower()


def _pattern(forms: Sequence[str]) -> re.Pattern[str]:
    """The forms, longest first. What one may begin with is asked once at each place, before the forms are tried."""
    first = "".join(sorted({re.escape(form[0]).replace("\\-", "-‐-–") for form in forms}))
    return re.compile(rf"(?<![\w])(?=(?i:[{first}]))(?:{'|'.join(map(_alternative, forms))})(?![\w])")


def _alternative(form: str) -> str:
    body = re.escape(form).replace("\\-", "[-‐-–]")
    return body if form.isupper() and len(form) <= 4 else f"(?i:{body})"
