"""Whether the cited works still stand and are what they say: notices, and what a registry has otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from draftbot.records.corpus import Corpus
from draftbot.records.reference import Reference
from draftbot.records.unit import Unit
from draftbot.records.verdict import Finding, Severity, UnitVerdict

NAME = "integrity"
SEVERITY: dict[str, Severity] = {"block": "block", "flag": "warn"}
SAYS = {
    "wrong-work": "an identifier belongs to another work",
    "bad-id": "an identifier is unknown to its registry",
    "field-mismatch": "a registry has another value",
    "unchecked": "not checked for retraction",
}


def integrity(sources: Sequence[str], corpus: Corpus) -> Iterator[Finding]:
    """A finding for each notice and mismatch on a cited work, as severe as the house policy says."""
    for source in sources:
        reference = corpus.references.get(source)
        for kind in reference.integrity.kinds if reference else ():
            measure = corpus.house.integrity.of(kind)
            if measure != "allow" and reference:
                yield Finding(severity=SEVERITY[measure], check=NAME, message=_message(reference, kind))


def _message(reference: Reference, kind: str) -> str:
    """What is on record, with where it was seen."""
    said = next(
        (
            n.citation or f"PMID {n.PMID}"
            for n in reference.integrity.notices
            if n.kind == kind and (n.citation or n.PMID)
        ),
        None,
    )
    said = said or next((m.field for m in reference.integrity.mismatches if m.kind == kind), None)
    what = SAYS.get(kind, kind.replace("-", " "))
    return f"{reference.card.called}: {what}{f' ({said})' if said else ''}"


def told_once(units: Sequence[Unit], verdicts: Mapping[str, UnitVerdict], corpus: Corpus) -> dict[str, UnitVerdict]:
    """The verdicts, in which a flagged notice is a warning once: on the first unit that cites the work, or nowhere
    where a unit that cites the work tells of it; elsewhere it is a note. What blocks, blocks everywhere."""
    seen = {
        _message(corpus.references[source], kind)
        for unit in units
        for source in unit.sources
        if source in corpus.references
        for kind in corpus.references[source].integrity.kinds
        if kind.replace("-", " ") in unit.text.lower()
    }
    quieter = dict(verdicts)
    for unit in units:
        findings = []
        for finding in verdicts[unit.id].findings:
            known = finding.check == NAME and finding.severity == "warn" and finding.message in seen
            findings.append(finding.model_copy(update={"severity": "note"}) if known else finding)
            seen |= {finding.message} if finding.check == NAME else set()
        quieter[unit.id] = verdicts[unit.id].model_copy(update={"findings": tuple(findings)})
    return quieter
