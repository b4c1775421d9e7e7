"""Whether the cited works still stand and are what they say: notices, and what a registry has otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftbot.records.corpus import Corpus
from draftbot.records.reference import Reference
from draftbot.records.verdict import Finding, Severity

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
                yield Finding(severity=SEVERITY[measure], check="integrity", message=_message(reference, kind))


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
