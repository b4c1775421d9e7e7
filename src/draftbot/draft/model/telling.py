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
# What tells another statement better tells this one, too, only with nearly all of its words.
BESIDE_SHARE = 0.85
# Where both rest on the same sentence of the source, other words may tell the same finding.
SAME_PROOF_SHARE = 0.4
ALIKE = 0.5
Proof = frozenset[EvidenceSpan]
NO_PROOF: Proof = frozenset()


def _stems(text: str) -> frozenset[str]:
    return frozenset(map(stem, text.split()))


NULL = _stems(
    """not no nor neither none nothing nobody never without missed failed fails lost lacks lack absent unchanged similar
    similarly comparable comparably little unclear unknown inconclusive"""
)
HEDGES = _stems("may might could probably possibly likely suggest suggests suggested")
OPINIONS = _stems("judged described called regard regarded consider considered view viewed concluded concludes thought")
SAID = _stems("said says reported")
# What must not get lost when other words are used: where the statement has a word of the first, the sentence has one of
# the second.
KEPT = (
    (NULL, NULL),
    (HEDGES, HEDGES),
    (OPINIONS, OPINIONS | SAID),
    (SAID, OPINIONS | SAID | HEDGES),
    *(
        (own, own)
        for own in map(
            _stems,
            (
                "only single exploratory subgroup protocol intention",
                "serious adverse harm death fatal",
                "rat rats mouse mice animal animals vitro cell cells",
                "bias heterogeneity certainty erratum manufacturer",
            ),
        )
    ),
)
# "compared" is no word for alike, though its stem is that of "comparable".
COMPARED = frozenset("compare compares compared comparing".split())
# What kind of work it is need not be said again.
WORKS = _stems("study trial review analysis")


@dataclass(frozen=True)
class Grounds:
    """What is known of units that are proved: ``proofs`` are the sentences they rest on, by unit id. What need not be
    repeated of how a source is called ("the Poon 2020 trial"), by source: ``names`` are its figures, ``authors`` the
    stems of who wrote it."""

    proofs: Mapping[str, Proof] = field(default_factory=dict)
    names: Mapping[str, frozenset[str]] = field(default_factory=dict)
    authors: Mapping[str, frozenset[str]] = field(default_factory=dict)


def figures(text: str) -> frozenset[str]:
    """The keys of all quantities in the text."""
    return frozenset(quantity.key for quantity in quantities(text))


def telling(
    written: Sequence[Unit], statement: Unit, grounds: Grounds, others: Sequence[Unit] = ()
) -> tuple[Unit, ...]:
    """The units that tell the statement: one, or two in a row; none where it is not told. They cite its sources. Of
    several the first that has most of its words, else the one that has more of them. ``others`` are the statements
    beside it, one of which the units may rather tell."""
    able = [unit for unit in written if set(unit.sources) & set(statement.sources)]
    windows = [*((unit,) for unit in able), *pairwise(able)]
    found = [window for window in windows if _tells(window, statement, grounds, others)]
    return max(found, key=lambda window: min(share(_text(window), statement.text), LEAST_SHARE), default=())


def _text(window: Sequence[Unit]) -> str:
    return " ".join(unit.text for unit in window)


def _tells(window: Sequence[Unit], statement: Unit, grounds: Grounds, others: Sequence[Unit]) -> bool:
    """Every figure, most of the words (fewer where both rest on the same sentences, more where one sentence is nearer
    to another statement), and the reservations."""
    text = _text(window)
    names = frozenset[str]().union(*(grounds.names.get(source, frozenset()) for source in statement.sources))
    if not figures(statement.text) - names <= figures(text):
        return False
    named = WORKS.union(*(grounds.authors.get(source, frozenset()) for source in statement.sources))
    wanted, own = grounds.proofs.get(statement.id), share(text, statement.text, named)
    nearest = own >= max((share(text, other.text, named) for other in others), default=0.0)
    same = wanted is not None and NO_PROOF < wanted <= _resting(window, grounds)
    beside = LEAST_SHARE if len(window) > 1 else BESIDE_SHARE
    least = (SAME_PROOF_SHARE if same else LEAST_SHARE) if nearest else beside
    return own >= least and _reserved(text, statement.text)


def _resting(window: Sequence[Unit], grounds: Grounds) -> Proof:
    return NO_PROOF.union(*(grounds.proofs.get(unit.id, NO_PROOF) for unit in window))


def _reserved(text: str, statement: str) -> bool:
    wanted, found = (
        {word.stem for word in words(part) if word.text.lower() not in COMPARED} for part in (statement, text)
    )
    return all(found & kept for own, kept in KEPT if wanted & own)


def share(text: str, statement: str, named: frozenset[str] = frozenset()) -> float:
    """The share of the statement's content words that the text has; those in ``named`` aside."""
    wanted = stems(statement)
    wanted = wanted - named or wanted
    return len(wanted & stems(text)) / len(wanted) if wanted else 1.0


def stems(text: str) -> frozenset[str]:
    """The stems of the content words."""
    return frozenset(word.stem for word in content(text))
