"""Citations that prove nothing: a cited source that carries no part of the sentence."""

from __future__ import annotations

from collections.abc import Iterator

from draftbot.records.unit import Unit
from draftbot.records.verdict import Finding
from draftbot.verify.claims import claims_of
from draftbot.verify.library import Library, Sentence

# Of the words and figures of the claim that suits it best, a source must carry this much to have been worth citing.
LEAST_CARRIED = 0.34


def idle(unit: Unit, library: Library) -> Iterator[Finding]:
    """A warning for each of several cited sources in which no sentence carries a part of the unit."""
    if len(unit.sources) < 2:
        return
    for source in unit.sources:
        claims = claims_of(unit.model_copy(update={"sources": (source,)}), library)
        if max((_carried(claim.stems | claim.keys, claim.evidence) for claim in claims), default=0.0) < LEAST_CARRIED:
            reference = library.corpus.references[source]
            message = f"this citation proves nothing here: {reference.card.called} ({source}) carries no part of it"
            yield Finding(severity="warn", check="citations", message=message)


def _carried(wanted: frozenset[str], evidence: tuple[Sentence, ...]) -> float:
    stated: frozenset[str] = frozenset().union(*(e.stems | e.keys for e in evidence))
    return len(wanted & stated) / len(wanted) if wanted else 1.0
