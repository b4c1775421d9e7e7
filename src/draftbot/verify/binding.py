"""Which figure belongs to which group: read from the order in which a sentence names both."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import lru_cache

from draftbot.records.record import Record
from draftbot.records.source_text import Span
from draftbot.text.names import Name, Names
from draftbot.text.quantities import Quantity, quantities
from draftbot.text.words import stem

# "Of the 62 patients": a total belongs to no group.
TOTAL = re.compile(r"\b(?:of|among|in) (?:the |these |all )*$|\bof all $", re.IGNORECASE)
# Where one statement about the groups ends and another begins.
END = re.compile(r";(?![^\[(]*[\])])|\. |, (?:and|but|whereas|while) (?=[\w -]{0,40}\b(?:was|were|had|did|improved)\b)")
BRACKETED = re.compile(r"([\w+-]*[^\W\d_][\w+-]*) ?\($")
PEOPLE = frozenset(stem(word) for word in "patients patient people participants subjects responders".split())


class Bound(Record):
    """A figure and the group that it belongs to; ``value`` is its number, ``family`` the kind of figure."""

    family: str
    value: str
    group: str
    start: int
    end: int


def bindings(text: str, groups: Names) -> tuple[Bound, ...]:
    """Figures of one family and groups are paired in order where a statement has as many of the one as of the other
    ("64% of A and 73% of B", "A 64%, B 73%", "3 and 5 with A and B"). A figure in a bracket directly behind another
    word ("AMPA (80.1%)") belongs to that word. Doses, times, estimates and P values belong to no group here."""
    return _bindings(text, groups)


@lru_cache(maxsize=50_000)
def _bindings(text: str, groups: Names) -> tuple[Bound, ...]:
    found: list[Bound] = []
    for span in statements(text):
        names = _named(text, span, groups)
        for family, figures in _figures(text, span).items():
            labelled = [(figure, _label(text, figure, names)) for figure in figures]
            found += [_bound(figure, family, label) for figure, label in labelled if label]
            free = [figure for figure, label in labelled if not label]
            if len(free) == len(names) and len({name.canonical for name in names}) == len(names):
                found += [_bound(figure, family, name.canonical) for figure, name in zip(free, names, strict=True)]
    return tuple(found)


def statements(text: str) -> Iterator[Span]:
    """The stretches of a text that each tell one thing of the groups."""
    cuts = [0, *(match.start() + 1 for match in END.finditer(text)), len(text)]
    for start, end in itertools.pairwise(cuts):
        yield Span(start=start, end=end)


def _named(text: str, span: Span, groups: Names) -> list[Name]:
    """The groups in the order of their mention; one named twice counts once."""
    found: dict[str, Name] = {}
    for name in groups.find(text):
        if span.start <= name.start < span.end:
            found.setdefault(name.canonical, name)
    return list(found.values())


def _figures(text: str, span: Span) -> Mapping[str, list[Quantity]]:
    by_family: dict[str, list[Quantity]] = {}
    for quantity in quantities(text):
        if not span.start <= quantity.start < span.end or quantity.kind not in ("number", "percent", "bracket"):
            continue
        if quantity.kind == "number" and TOTAL.search(text[: quantity.start]):
            continue
        family = "percent" if quantity.kind == "percent" else "number"
        by_family.setdefault(family, []).append(quantity)
    return by_family


def _label(text: str, quantity: Quantity, names: list[Name]) -> str | None:
    """The word that a bracketed figure explains, where it is neither a group nor the people counted."""
    bracketed = BRACKETED.search(text[: quantity.start])
    if not bracketed or any(name.end == bracketed.end(1) for name in names):
        return None
    word = stem(bracketed.group(1))
    return None if word in PEOPLE or len(names) > 1 else f"{word!r}"


def _bound(quantity: Quantity, family: str, group: str) -> Bound:
    value = quantity.key.split(":")[1].removeprefix("-")  # a fall may be told without its minus
    return Bound(family=family, value=value, group=group, start=quantity.start, end=quantity.end)


def number(value: str) -> Decimal | None:
    """The number of a bound figure; ``None`` for a range."""
    try:
        return Decimal(value)
    except InvalidOperation:
        return None
