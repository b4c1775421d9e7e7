"""evals/<suite>/baseline.json: what a suite's measures were when somebody last looked at them and said why that is
right. Written by ``draftbot eval bless`` only."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from pydantic import ValidationError

from draftbot.errors import BadInput
from draftbot.evals.statistics.clusters import Clusters
from draftbot.records.record import Record

KEPT = 20


class Blessed(Record):
    """Who said so, when, and why; ``values`` are the measures of that time."""

    by: str
    on: str
    why: str
    values: Mapping[str, float]


class Known(Record):
    """One measure at the time: its sums by cluster, and its interval."""

    clusters: Clusters
    low: float
    high: float
    share: bool = True


class Baseline(Record):
    """``results`` is the hash of the suite's results; ``fell_short`` maps an item's id to its scores below the best and
    what was said of it; ``history`` holds earlier blessings, newest first."""

    model_config = Record.model_config | {"str_strip_whitespace": False}
    suite: str
    results: str
    blessed: Blessed
    measures: Mapping[str, Known]
    items: int
    fell_short: Mapping[str, Short]
    history: tuple[Blessed, ...] = ()


class Short(Record):
    """An item that had less than the best score in some measure."""

    model_config = Record.model_config | {"str_strip_whitespace": False}
    text: str
    said: str
    scores: Mapping[str, float]


Baseline.model_rebuild()


def load_baseline(path: Path) -> Baseline | None:
    """The baseline, ``None`` where there is none; raises BadInput for one that was damaged or written by hand."""
    if not path.is_file():
        return None
    try:
        return Baseline.model_validate_json(path.read_bytes())
    except (OSError, ValidationError) as error:
        what = error.errors()[0]["msg"] if isinstance(error, ValidationError) else str(error)
        remedy = "restore it from git, or write it anew with `draftbot eval bless --why TEXT`"
        raise BadInput(f"not a baseline ({what}); {remedy}", path=str(path)) from error


def baseline_bytes(baseline: Baseline) -> bytes:
    """One line an entry, so that a change reads well in a diff; history is bounded."""
    kept = baseline.model_copy(update={"history": baseline.history[:KEPT]}).model_dump(mode="json")
    return (json.dumps(kept, ensure_ascii=False, indent=0, sort_keys=True) + "\n").encode()
