"""Metadata and JSON-LD strings: each must say, letter for letter, what the page shows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from draftbot.records.reference import Reference
from draftbot.records.unit import Unit
from draftbot.records.verdict import UnitVerdict
from draftbot.verify.checks.answer import passed, unsupported
from draftbot.verify.context import Context
from draftbot.verify.wording import as_finding

MOST_JOINED = 12


def mirrored(unit: Unit, visible: Sequence[Unit], verdicts: Mapping[str, UnitVerdict], context: Context) -> UnitVerdict:
    """Exempt as approved text or a value of a reference's bibliography; supported as one visible unit or several
    consecutive ones joined by spaces, all of them published; unsupported otherwise."""
    if any(unit.text in texts for texts in context.fixed.values()) or unit.text in _values(context):
        return UnitVerdict(unit=unit.id, verdict="exempt", checks=(passed("mirror"),))
    if _joined(unit.text, visible, verdicts):
        return UnitVerdict(unit=unit.id, verdict="supported", checks=(passed("mirror"),))
    result = unsupported("mirror", "the page does not show this text")
    return UnitVerdict(unit=unit.id, verdict="unsupported", checks=(result,), findings=(as_finding(result),))


def _joined(text: str, visible: Sequence[Unit], verdicts: Mapping[str, UnitVerdict]) -> bool:
    for start, unit in enumerate(visible):
        if not text.startswith(unit.text):
            continue
        joined = ""
        for other in visible[start : start + MOST_JOINED]:
            joined = f"{joined} {other.text}".strip()
            if not verdicts[other.id].published or not text.startswith(joined):
                break
            if joined == text:
                return True
    return False


def _values(context: Context) -> frozenset[str]:
    corpus = context.library.corpus
    values = {corpus.house.site.name, *(compound.name for compound in corpus.compounds.values())}
    for reference in corpus.references.values():
        values |= bibliographic(reference)
    return frozenset(values)


def bibliographic(reference: Reference) -> set[str]:
    """Every text value that a citation node may print of a reference."""
    work = reference.bibliography
    plain = (
        work.title,
        work.container_title,
        work.volume,
        work.issue,
        work.page,
        work.DOI,
        work.PMID,
        work.PMCID,
        work.language,
    )
    year = str(work.issued) if work.issued else None
    return {value for value in (*plain, year, reference.card.called, *(a.printed() for a in work.author)) if value}
