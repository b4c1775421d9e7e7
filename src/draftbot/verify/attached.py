"""Which dose, route, frequency and length of treatment belongs to which group."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from draftbot.records.record import Record
from draftbot.text.names import Name, Names
from draftbot.text.quantities import quantities
from draftbot.text.regimens import FREQUENCIES, ROUTES
from draftbot.text.roles import role
from draftbot.verify.binding import statements

# "10 mL of A"; "with" and the like stand before another group as often, and count only where no group came before.
NOUN = r"^\W*(?:(?:course|cycle|treatment|infusion|injection|dose)s?\s+)?"
OF = re.compile(rf"{NOUN}(?:of)\s+(?:the\s+)?$", re.IGNORECASE)
WITH = re.compile(rf"{NOUN}(?:of|with|for|in|under|on)\s+(?:the\s+)?$", re.IGNORECASE)
IN_ORDER = re.compile(r"\brespectively\b|\bin that order\b", re.IGNORECASE)


class Attached(Record):
    """A part of a treatment (``family``: amount, route, frequency or duration) and the group that it is given to."""

    family: str
    value: str
    group: str
    start: int
    end: int


class Mark(Record):
    """A part of a treatment as it stands in a text."""

    family: str
    value: str
    start: int
    end: int


@lru_cache(maxsize=20_000)
def attached(text: str, groups: Names) -> tuple[Attached, ...]:
    """Each part of a treatment belongs to the group named last before it in its statement; one right before "of A" to
    that group; several of one kind before "respectively" to the groups in order."""
    names, marks = groups.find(text), tuple(_marks(text))
    found: list[Attached] = []
    for span in statements(text) if names else ():
        here = [name for name in names if span.start <= name.start < span.end]
        for family in dict.fromkeys(mark.family for mark in marks):
            own = [mark for mark in marks if mark.family == family and span.start <= mark.start < span.end]
            found += _in_order(text, own, here) or _each(text, own, here, marks)
    return tuple(found)


def _in_order(text: str, own: list[Mark], names: list[Name]) -> list[Attached]:
    distinct = list(dict.fromkeys(name.canonical for name in names))
    if not IN_ORDER.search(text) or len(own) != len(distinct) or len(own) < 2:
        return []
    return [_to(mark, group) for mark, group in zip(own, distinct, strict=True)]


def _each(text: str, own: list[Mark], names: list[Name], marks: tuple[Mark, ...]) -> list[Attached]:
    last = bool(own and names) and own[0].start < names[0].start  # "10 mL with A and 30 mL with B"
    found = []
    for mark in own:
        following = next((name for name in names if name.start >= mark.end), None)
        between = _without(text, mark.end, following.start, marks) if following else ""
        if following and (WITH if last else OF).match(between):
            found.append(_to(mark, following.canonical))
            continue
        before = [name for name in names if name.end <= mark.start]
        if before and not last:
            found.append(_to(mark, before[-1].canonical))
    return found


def _without(text: str, start: int, end: int, marks: tuple[Mark, ...]) -> str:
    """A stretch of a text without the parts of treatments in it."""
    kept = [" " if any(m.start <= at < m.end for m in marks) else text[at] for at in range(start, end)]
    return re.sub(r"\s+", " ", "".join(kept))


def _to(mark: Mark, group: str) -> Attached:
    return Attached(family=mark.family, value=mark.value, group=group, start=mark.start, end=mark.end)


def _marks(text: str) -> Iterator[Mark]:
    for quantity in quantities(text):
        if quantity.kind == "amount":
            yield Mark(family="amount", value=quantity.key, start=quantity.start, end=quantity.end)
        elif quantity.kind == "duration" and role(text, quantity.start, quantity.end) == "lasting":
            yield Mark(family="duration", value=quantity.key, start=quantity.start, end=quantity.end)
    for name, form in ROUTES.items():
        for match in re.finditer(form, text):
            yield Mark(family="route", value=name, start=match.start(), end=match.end())
    rest = text
    for name, form in FREQUENCIES:
        for match in re.finditer(form, rest, re.IGNORECASE):
            yield Mark(family="frequency", value=name, start=match.start(), end=match.end())
        rest = re.sub(form, lambda match: " " * len(match.group()), rest, flags=re.IGNORECASE)
