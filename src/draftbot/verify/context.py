"""What a verification runs against."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from draftbot.records.verdict import Derivation
from draftbot.verify.library import Library
from draftbot.verify.model import GroundingModel, Judge


@dataclass(frozen=True)
class Context:
    """``derivations`` are computed anew for this run; ``fixed`` maps block ids to approved texts, filled in for the
    pair; ``closed`` maps a section to the passage ids its writer was given (empty when a file is read). ``model`` and
    ``judge`` read what the exact checks leave open; without them it is held."""

    library: Library
    derivations: tuple[Derivation, ...] = ()
    fixed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    closed: Mapping[str, frozenset[str]] = field(default_factory=dict)
    model: GroundingModel | None = None
    judge: Judge | None = None
