"""Does a sentence tell a statement? Asked of proved sentences only: it finds what they are about, not if they hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from draftbot.records.unit import Unit
from draftbot.records.verdict import EvidenceSpan
from draftbot.text.quantities import quantities
from draftbot.text.words import content, stem, words

LEAST_SHARE = 0.7
# Where both rest on the same sentence of the source, other words may tell the same finding.
SAME_PROOF_SHARE = 0.4
ALIKE = 0.5
Proof = frozenset[EvidenceSpan]
NO_PROOF: Proof = frozenset()


def _stems(text: str) -> frozenset[str]:
    return frozenset(map(stem, text.split()))


# What must not get lost when other words are used: of each group that the statement has a word of, the sentence has
# one.
KEPT = (
    _stems(
        """not no nor neither none never without missed failed fails lost lacks lack absent unchanged similar similarly
        comparable comparably little unclear unknown inconclusive"""
    ),
    _stems("may might could probably possibly likely suggest suggests suggested judged described called said reported"),
    _stems("only single exploratory subgroup protocol intention"),
    _stems("serious adverse harm death fatal"),
    _stems("rat rats mouse mice animal animals vitro cell cells"),
    _stems("bias heterogeneity certainty erratum manufacturer"),
)


@dataclass(frozen=True)
class Grounds:
    """What is known of units that are proved: ``proofs`` are the sentences they rest on, by unit id; ``names`` the
    figures in how a source is called ("the Poon 2020 trial"), which need not be repeated, by source."""

    proofs: Mapping[str, Proof] = field(default_factory=dict)
    names: Mapping[str, frozenset[str]] = field(default_factory=dict)


def figures(text: str) -> frozenset[str]:
    """The keys of all quantities in the text."""
    return frozenset(quantity.key for quantity in quantities(text))


def telling(written: Sequence[Unit], statement: Unit, grounds: Grounds) -> tuple[Unit, ...]:
    """The units that tell the statement: one, or two in a row; none where it is not told. They cite its sources."""
    able = [unit for unit in written if set(unit.sources) & set(statement.sources)]
    windows = [*((unit,) for unit in able), *pairwise(able)]
    return next((window for window in windows if _tells(window, statement, grounds)), ())


def _tells(window: Sequence[Unit], statement: Unit, grounds: Grounds) -> bool:
    """Every figure, most of the words (fewer where both rest on the same sentences), and the reservations."""
    text = " ".join(unit.text for unit in window)
    names = frozenset[str]().union(*(grounds.names.get(source, frozenset()) for source in statement.sources))
    if not figures(statement.text) - names <= figures(text):
        return False
    wanted, resting = grounds.proofs.get(statement.id), _resting(window, grounds)
    least = SAME_PROOF_SHARE if wanted and wanted <= resting else LEAST_SHARE
    return share(text, statement.text) >= least and _reserved(text, statement.text)


def _resting(window: Sequence[Unit], grounds: Grounds) -> Proof:
    return NO_PROOF.union(*(grounds.proofs.get(unit.id, NO_PROOF) for unit in window))


def _reserved(text: str, statement: str) -> bool:
    wanted, found = ({word.stem for word in words(part)} for part in (statement, text))
    return all(found & kept for kept in KEPT if wanted & kept)


def share(text: str, statement: str) -> float:
    """The share of the statement's content words that the text has."""
    wanted = {word.stem for word in content(statement)}
    return len(wanted & {word.stem for word in content(text)}) / len(wanted) if wanted else 1.0
