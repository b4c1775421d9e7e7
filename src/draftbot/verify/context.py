"""What a verification runs against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from draftbot.records.verdict import CheckResult, Derivation
from draftbot.verify.checks import CHECKS
from draftbot.verify.claims import Claim
from draftbot.verify.known import Known
from draftbot.verify.library import Library
from draftbot.verify.model import GroundingModel, Judge


class Check(Protocol):
    """A question that is asked of a claim: a module of ``checks``."""

    NAME: str

    def check(self, claim: Claim, library: Library) -> CheckResult: ...


@dataclass(frozen=True)
class Context:
    """``derivations`` are computed anew for this run; ``fixed`` maps block ids to approved texts, filled in for the
    pair; ``closed`` maps a section to the passage ids its writer was given (empty when a file is read). ``model`` and
    ``judge`` read what the exact checks leave open; without them it is held. ``checks`` are asked of every claim.
    ``skims``: of a long source the model reads what is closest to a claim first, and all of it where that leaves hope.
    ``known`` is what this context has judged; one that is made from it with ``replace`` begins with nothing."""

    library: Library
    derivations: tuple[Derivation, ...] = ()
    fixed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    closed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    model: GroundingModel | None = None
    judge: Judge | None = None
    checks: tuple[Check, ...] = CHECKS
    skims: bool = False
    known: Known = field(default_factory=Known, init=False, repr=False, compare=False)
