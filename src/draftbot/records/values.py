"""The value types of a profile. Code knows these types only; fields are named in fields.yaml.

Every value carries the ids of the references that state it. ``plain`` renders a value as words, and those words
must be found in its references: that is how a profile value is proved.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Literal

from pydantic import BeforeValidator
from pydantic import Field as Constraint

from draftbot.records.record import Record

Slug = Annotated[str, Constraint(pattern=r"^[a-z0-9]+(?:-[a-z0-9]+)*$", max_length=80)]
"""Lower-case letters, digits and single hyphens: safe as a file name, an anchor and an id."""


Key = Annotated[str, Constraint(pattern=r"^[a-z][a-z0-9]*(?:[_-][a-z0-9]+)*$", max_length=80)]
"""The key of a field in fields.yaml: lower-case words joined by underscores or hyphens."""


ISO_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")


def _iso(given: object) -> object:
    """Lets text through only as an ISO date: pydantic alone reads other figures as seconds since 1970."""
    if isinstance(given, date) or (isinstance(given, str) and ISO_DATE.fullmatch(given)):
        return given
    raise ValueError(f"{given!r} is not a date; write it as YYYY-MM-DD")


Day = Annotated[date, BeforeValidator(_iso)]
"""A calendar day, written YYYY-MM-DD."""


Count = Annotated[int, Constraint(ge=0)]
"""People, events or studies counted: nought or more."""


class Sourced(Record):
    """A value with the references that state it (at least one) and an optional note for editors, never published."""

    refs: Annotated[tuple[Slug, ...], Constraint(min_length=1)]
    note: str | None = None


class TextValue(Sourced):
    """A noun phrase that completes the field's sentence, e.g. ``the cerebral cortex of cattle or pigs``.

    ``scope`` limits it in the reader's words (``in mice``) and is printed with it.
    """

    text: str
    scope: str | None = None

    def plain(self) -> str:
        return f"{self.text} {self.scope}" if self.scope else self.text


class QuantityValue(Sourced):
    """A number with its unit as printed by the source (``amount`` keeps trailing zeros)."""

    amount: str
    unit: str
    scope: str | None = None

    def plain(self) -> str:
        return " ".join(part for part in (self.amount, self.unit, self.scope) if part)


class RegimenValue(Sourced):
    """A dose as one thing: amount, unit, route, frequency, duration, repeat; each ``None`` where the source is silent.

    ``context`` says what the regimen is for (``traumatic brain injury``) in words that fit after "for"; ``setting``
    where it comes from: a product's label, a trial, tradition, a protocol that somebody published, animal work.
    """

    amount: str | None = None
    unit: str | None = None
    route: str | None = None
    frequency: str | None = None
    duration: str | None = None
    repeat: str | None = None
    context: str | None = None
    setting: Literal["label", "trial", "tradition", "protocol", "animal"] | None = None

    def plain(self) -> str:
        dose = " ".join(part for part in (self.amount, self.unit, self.route, self.frequency) if part)
        length = f"for {self.duration}" if self.duration else ""
        again = f", repeated {self.repeat}" if self.repeat else ""
        return " ".join(part for part in (dose, length) if part) + again


class StatusValue(Sourced):
    """A regulatory status in one jurisdiction, with the date at which the source held (``None``: undated)."""

    jurisdiction: str
    status: str
    as_of: Day | None = None

    def plain(self) -> str:
        return f"{self.status} in {self.jurisdiction}"


class TestValue(Sourced):
    """A monitoring test; ``phase`` is when (baseline, on-cycle, reference), ``range`` its reference range."""

    __test__ = False  # not a pytest class
    phase: str
    test: str
    range: str | None = None

    def plain(self) -> str:
        return f"{self.test} {self.range}" if self.range else self.test


class RuleValue(Sourced):
    """A stop or hold rule: what triggers it and what the source says to do."""

    trigger: str
    action: str

    def plain(self) -> str:
        return f"{self.trigger}: {self.action}"


class EffectValue(Sourced):
    """A reported effect with the source's own word for how often it occurs (``occasional``)."""

    effect: str
    frequency: str | None = None

    def plain(self) -> str:
        return f"{self.effect} ({self.frequency})" if self.frequency else self.effect


class TargetValue(Sourced):
    """A claimed mechanism and how much the source emphasises it."""

    target: str
    emphasis: Literal["headline", "yes", "not emphasised"]

    def plain(self) -> str:
        return self.target


class GoalValue(Sourced):
    """A use that a source names; ``topic`` is a key of fields.yaml's topics, by which goals and findings meet."""

    goal: str
    topic: Slug

    def plain(self) -> str:
        return self.goal


class CombinationValue(Sourced):
    """A combination named by a source: the other members' names, the name it goes by, the stated aim."""

    members: tuple[str, ...]
    name: str | None = None
    aim: str | None = None

    def plain(self) -> str:
        return (f"{self.name}: " if self.name else "") + " and ".join(self.members)


Value = (
    TextValue
    | QuantityValue
    | RegimenValue
    | StatusValue
    | TestValue
    | RuleValue
    | EffectValue
    | TargetValue
    | GoalValue
    | CombinationValue
)
VALUE_TYPES: dict[str, type[Sourced]] = {
    "text": TextValue,
    "quantity": QuantityValue,
    "regimen": RegimenValue,
    "status": StatusValue,
    "test": TestValue,
    "rule": RuleValue,
    "effect": EffectValue,
    "target": TargetValue,
    "goal": GoalValue,
    "combination": CombinationValue,
}
