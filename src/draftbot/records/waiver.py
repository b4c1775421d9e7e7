"""An editor's reasoned exception to a finding."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from draftbot.records.record import Record
from draftbot.records.values import Day

Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]


class Waiver(Record):
    """Holds for one check on one sentence, while neither its words nor its sources' texts change.

    ``sentence`` is the hash of ``text``; ``sources`` maps each source that the sentence cites to its text's hash.
    """

    text: str
    sentence: Sha256
    sources: dict[str, Sha256]
    check: str
    reason: Annotated[str, Field(min_length=3)]
    by: Annotated[str, Field(min_length=1)]
    on: Day
