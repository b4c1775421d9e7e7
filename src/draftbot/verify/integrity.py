"""Whether the cited works still stand: retractions, concerns, errata, open questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from draftbot.records.corpus import Corpus
from draftbot.records.verdict import Finding, Severity

SEVERITY: dict[str, Severity] = {"block": "block", "flag": "warn"}


def integrity(sources: Sequence[str], corpus: Corpus) -> Iterator[Finding]:
    """A finding for each notice on a cited work, as severe as the house policy says."""
    for source in sources:
        reference = corpus.references.get(source)
        for notice in reference.integrity.notices if reference else ():
            measure = getattr(corpus.house.integrity, notice.kind.replace("-", "_"))
            if measure != "allow" and reference:
                message = f"{reference.card.called}: {notice.kind.replace('-', ' ')}"
                yield Finding(severity=SEVERITY[measure], check="integrity", message=message)
