"""Does each figure belong to the same group as in the evidence?"""

from __future__ import annotations

import re

from draftbot.records.verdict import CheckResult
from draftbot.text.names import Name
from draftbot.text.quantities import Quantity, quantities
from draftbot.text.words import stem
from draftbot.verify.checks.answer import contradicted, passed
from draftbot.verify.claims import Claim
from draftbot.verify.library import Library

NAME = "arms"
BRACKETED = re.compile(r"([\w+-]*[^\W\d_][\w+-]*) ?\($")
FOLLOWS = re.compile(
    r"^[^\w]*(?:(?:of|with|on|in|under|for|by|to|received|receiving|given|had|patients|people|participants)\s+){0,3}(?:the\s+)?$"
)


def check(claim: Claim, library: Library) -> CheckResult:
    """A figure is bound to the group that follows it ("64% of A patients", "5 [2; 7] with A") or stands right
    before it, a bracketed one to the word before its bracket ("AMPA (80.1%)"); a figure bound to one group in the
    claim and to another in the evidence is a swap."""
    bound = _bindings(claim.text, library)
    for sentence in claim.evidence:
        stated = _bindings(sentence.text, library)
        for key, groups in bound.items():
            if key in stated and not groups & stated[key]:
                given, true = sorted(groups)[0], sorted(stated[key])[0]
                return contradicted(NAME, f"a figure given for {given} belongs to {true} in the source ({key})")
    return passed(NAME)


def _bindings(text: str, library: Library) -> dict[str, frozenset[str]]:
    names = library.arms.find(text)
    bound: dict[str, frozenset[str]] = {}
    for quantity in quantities(text):
        if quantity.kind in ("duration", "point", "p", "interval", "estimate"):
            continue  # an estimate compares groups, it belongs to none
        after = next(
            (n for n in names if n.start >= quantity.end and FOLLOWS.match(text[quantity.end : n.start])), None
        )
        before = next(
            (
                n
                for n in reversed(names)
                if n.end <= quantity.start and text[n.end : quantity.start].strip() in ("", "(", ":")
            ),
            None,
        )
        labels = _labels(text, quantity, after, before)
        if labels:
            bound[quantity.key] = bound.get(quantity.key, frozenset()) | labels
    return bound


def _labels(text: str, quantity: Quantity, after: Name | None, before: Name | None) -> frozenset[str]:
    """The groups that a figure may belong to: of a dose between two names either, of a bracketed figure the word
    before its bracket, by its name where it is one."""
    if quantity.kind == "amount":
        return frozenset(name.canonical for name in (after, before) if name)
    bracketed = BRACKETED.search(text[: quantity.start])
    if bracketed and not before:
        return frozenset({f"{stem(bracketed.group(1))!r}"})
    group = before if bracketed else after or before
    return frozenset({group.canonical}) if group else frozenset()
