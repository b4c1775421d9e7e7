"""Do sections agree with each other? The same statement about the same source may not carry different figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from draftbot.records.unit import Unit
from draftbot.records.verdict import Finding, UnitVerdict
from draftbot.text.quantities import quantities
from draftbot.verify.library import Library

Statement = tuple[tuple[str, ...], str | None, frozenset[str], frozenset[str]]
RESULTS = frozenset({"p", "interval", "estimate", "percent", "bracket"})


def consistent(units: Sequence[Unit], verdicts: Mapping[str, UnitVerdict], library: Library) -> dict[str, UnitVerdict]:
    """The verdicts, with a blocking finding on every pair of cited units that say the same with other results.

    What counts as the same: sources, column, the stems of all words, and the doses, counts and times named.
    """
    told: dict[Statement, tuple[Unit, frozenset[str]]] = {}
    judged = dict(verdicts)
    for unit in units:
        found = quantities(unit.text)
        figures = frozenset(quantity.key for quantity in found if quantity.kind in RESULTS)
        if not unit.sources or unit.rule or not figures:
            continue
        conditions = frozenset(quantity.key for quantity in found if quantity.kind not in RESULTS)
        statement = (unit.sources, unit.column, library.stems(unit.text), conditions)
        first, known = told.setdefault(statement, (unit, figures))
        if known != figures:
            for own, other in ((unit, first), (first, unit)):
                judged[own.id] = _with_finding(judged[own.id], other)
    return judged


def _with_finding(verdict: UnitVerdict, other: Unit) -> UnitVerdict:
    message = f"another sentence says the same with other figures: {other.text!r}"
    finding = Finding(severity="block", check="consistency", message=message)
    return verdict.model_copy(update={"verdict": "contradicted", "findings": (*verdict.findings, finding)})
