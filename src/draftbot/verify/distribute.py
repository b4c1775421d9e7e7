"""A unit that says several things in one form, as one statement for each: "neither A nor B is", "both are", a list in
a cell."""

from __future__ import annotations

import re
from collections.abc import Sequence

from draftbot.verify.library import Library

ITEMS = re.compile(r"(?:\s*[,;+]|\s[—–])\s+(?:and\s+|or\s+)?(?![^()]*\))")
# Where a sentence begins again to speak of both, neither, or one of the two.
AGAIN = r"(?:;|\s[—–]|,(?:\s+(?:and|but|so))?)\s+(?:so\s+)?(?=(?:both|neither|{named})\b)"
OF_ONE = {"are": "is", "have": "has", "were": "was", "do": "does"}
VERB = r"(?:is|are|was|were|has|have|does|do|did|can|may)"


def distributed(text: str, pair: Sequence[str], library: Library) -> tuple[str, ...]:
    """The sentence as one for each compound, or alone where it is not of this form. ``pair`` are the two compounds
    that "both" and "neither" mean where none is named."""
    named = "|".join(sorted(map(re.escape, library.compound_names), key=len, reverse=True))
    pieces = re.split(AGAIN.format(named=named), text, flags=re.IGNORECASE)
    whole = re.compile(rf"(?:both|neither|{named})\b(?![^()]*\))(?!\s*(?:,|and\b|\+))", re.IGNORECASE)
    if len(pieces) > 1 and all(whole.match(piece) for piece in pieces):
        return tuple(one for piece in pieces for one in distributed(piece[:1].upper() + piece[1:], pair, library))
    forms = (
        rf"^(?P<no>Neither)\s+(?P<a>{named})\s+nor\s+(?P<b>{named})\s+(?P<verb>{VERB})\s+(?P<rest>.+)$",
        rf"^Both\s+(?P<a>{named})\s+and\s+(?P<b>{named})\s+(?P<verb>\w+)\s+(?P<rest>.+)$",
        rf"^(?P<a>{named})\s+and\s+(?P<b>{named})\s+(?P<verb>{VERB})\s+both\s+(?P<rest>.+)$",
        rf"^(?P<no>Neither)(?:\s+(?:compound|drug|product|of them))?\s+(?P<verb>{VERB})\s+(?P<rest>.+)$",
        rf"^Both(?:\s+(?:compounds|drugs|products))?\s+(?P<verb>{VERB}|[a-z]+)\s+(?P<rest>.+)$",
    )
    for form in forms:
        match = re.match(form, text, re.IGNORECASE)
        if match:
            found = match.groupdict()
            names = (found["a"], found["b"]) if found.get("a") else tuple(pair)
            if len(names) != 2:
                return (text,)
            deny = "not " if found.get("no") else ""
            rests = (_for(name, found["rest"], names) for name in names)
            verb = OF_ONE.get(found["verb"].lower(), found["verb"])
            return tuple(f"{name} {verb} {deny}{rest}" for name, rest in zip(names, rests, strict=True))
    return (text,)


def _for(name: str, rest: str, names: Sequence[str]) -> str:
    """What is said of one compound: a bracket for the other ("and, for B, in others") is not."""
    for other in names:
        bracket = rf"\s*\((?:and,?\s+)?for {re.escape(other)},?\s+(?P<what>[^()]*)\)"
        rest = re.sub(bracket, r" and \g<what>" if other == name else "", rest, flags=re.IGNORECASE)
    return rest


def items(text: str) -> tuple[str, ...]:
    """The items of a list in a cell; a figure or a denial may belong to all of them, and then there are none."""
    found = tuple(part for part in ITEMS.split(text.strip(" .")) if part)
    whole = re.search(r"\d|\b(?:not|no|never|neither|nor|without|except|but)\b", text, re.IGNORECASE)
    return found if len(found) > 1 and not whole else (text,)
