"""Regular expressions of many literal forms that fail fast where none of them stands."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable

# Letters that match another in any case without being its capital.
FOLDED = str.maketrans({"İ": "i", "ı": "i", "ſ": "s", "\u212a": "k"})


def by_initial(forms: Iterable[str], written: Callable[[str], str] = re.escape) -> str:
    """An alternation of the forms, of which those that begin with the same letter are tried together: Python tries
    alternatives one by one. Forms are tried in their order; for a pattern in which case does not matter."""
    groups: dict[str, list[str]] = {}
    for form in forms:
        small = form[0].translate(FOLDED).lower()
        groups.setdefault(small if len(small) == 1 else form[0], []).append(written(form))
    return "|".join(f"(?={re.escape(first)})(?:{'|'.join(found)})" for first, found in groups.items())
