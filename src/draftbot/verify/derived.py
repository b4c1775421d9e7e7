"""Derived units: the text must be, to the letter, what its rule prints when it is computed anew."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from draftbot.records.unit import Unit
from draftbot.records.verdict import CheckResult, Derivation
from draftbot.verify.checks.answer import contradicted, passed

NAME = "rule"


def find(unit: Unit, derivations: Sequence[Derivation]) -> Derivation | None:
    """The derivation that the unit prints: same rule, same text, and for a cell the same row and column; of
    several, the one whose inputs the unit cites."""
    place = (unit.row, unit.column) if unit.row is not None else None
    found = [
        derivation
        for derivation in derivations
        if derivation.rule == unit.rule
        and derivation.text == unit.text
        and (derivation.cell == place or (derivation.cell is None and unit.kind != "cell"))
    ]
    return next((d for d in found if set(unit.sources) <= set(d.sources)), found[0] if found else None)


def check(unit: Unit, derivations: Sequence[Derivation]) -> CheckResult:
    """Fails with what the rule prints instead; a cited source must be one of the rule's inputs."""
    derivation = find(unit, derivations)
    if derivation is None:
        printed = [d.text for d in derivations if d.rule == unit.rule]
        near = get_close_matches(unit.text, printed, n=1, cutoff=0.3)
        hint = f"; it prints {near[0]!r}" if near else ""
        return contradicted(NAME, f"the rule {unit.rule!r} does not print this{hint}")
    foreign = set(unit.sources) - set(derivation.sources)
    if foreign:
        return contradicted(NAME, f"{sorted(foreign)[0]} is not an input of the rule {unit.rule!r}")
    return passed(NAME)
