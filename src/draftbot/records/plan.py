"""The article as data: sections, the parts that fill them, and questions."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field as Constraint

from draftbot.records.record import Record
from draftbot.records.values import Key, Slug

Use = Literal[
    "block",
    "combinations",
    "derived",
    "evidence_table",
    "facts",
    "laboratory",
    "lede",
    "messages",
    "quick_pick",
    "studies",
    "table",
    "takeaways",
    "targets",
]


class Part(Record):
    """One piece of a section: ``use`` names the realiser, the rest is what it works on.

    ``fields`` are keys of fields.yaml, ``derived`` are ``rule:key`` of derivations (``{topic}``, ``{slug}`` filled in),
    ``block`` is a house block, ``intro`` is plan text printed before a list.
    """

    use: Use
    fields: tuple[Key, ...] = ()
    derived: tuple[str, ...] = ()
    block: Slug | None = None
    intro: str | None = None


class PlanSection(Record):
    """A section; ``each`` repeats it for both compounds or for every topic of the pair.

    ``heading`` and ``queries`` may use ``{a}``, ``{b}``, ``{name}`` and ``{topic}``.
    """

    id: Slug
    level: Annotated[int, Constraint(ge=1, le=3)]
    heading: str
    each: Literal["compound", "topic"] | None = None
    queries: tuple[str, ...] = ()
    parts: tuple[Part, ...] = ()


class PlannedQuestion(Record):
    """A FAQ question and the parts its answer is composed from, in order of importance.

    ``most`` limits how often it is asked where it repeats for each topic. ``needs`` are fields of which at least
    one compound must have a value (both, where ``both``).
    """

    id: Slug
    ask: str
    each: Literal["topic"] | None = None
    most: int = 2
    needs: tuple[Key, ...] = ()
    parts: tuple[Part, ...]


class PromptVersions(Record):
    """Which version of each prompt the writer with a model uses."""

    section: int = 2
    last: int = 2
    repair: int = 2


class Plan(Record):
    """prompts/<name>/plan.yaml. Every text in it is approved: a unit that prints it needs no source."""

    name: Slug
    version: Annotated[int, Constraint(ge=1)]
    title: str
    withheld: str
    description: str
    column: str
    study_columns: tuple[str, str, str]
    goal_column: str
    rules_heading: str
    references_heading: str
    key_messages: Annotated[int, Constraint(ge=1)]
    sections: tuple[PlanSection, ...]
    questions: tuple[PlannedQuestion, ...]
    prompts: PromptVersions = PromptVersions()
