"""Does a sentence tell a statement? Asked of true sentences only: it finds what they are about, not if they hold."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from draftbot.records.unit import Unit
from draftbot.text.quantities import quantities
from draftbot.text.words import content

LEAST_SHARE = 0.7
ALIKE = 0.5


def tells(written: Sequence[str], statement: str) -> bool:
    """Whether the sentences together have every figure of the statement and most of its words."""
    text = " ".join(written)
    figures = {quantity.key for quantity in quantities(statement)}
    return figures <= {quantity.key for quantity in quantities(text)} and share(text, statement) >= LEAST_SHARE


def share(text: str, statement: str) -> float:
    """The share of the statement's content words that the text has."""
    wanted = {word.stem for word in content(statement)}
    return len(wanted & {word.stem for word in content(text)}) / len(wanted) if wanted else 1.0


def telling(written: Sequence[Unit], statement: Unit) -> tuple[Unit, ...]:
    """The units that tell the statement: one, or two in a row; none where it is not told. They cite its sources."""
    able = [unit for unit in written if set(unit.sources) & set(statement.sources)]
    windows = [*((unit,) for unit in able), *pairwise(able)]
    return next((window for window in windows if tells([unit.text for unit in window], statement.text)), ())
