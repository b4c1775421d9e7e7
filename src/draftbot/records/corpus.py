"""The corpus as one value: compounds, references, field definitions and house rules, with its texts and passages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import AfterValidator
from pydantic import Field as Constraint

from draftbot.records.compound import Compound
from draftbot.records.decision import ReviewPolicy
from draftbot.records.record import Record
from draftbot.records.reference import Reference
from draftbot.records.source_text import Passage, SourceText
from draftbot.records.templates import Slots, regular_expression
from draftbot.records.values import VALUE_TYPES, Day, Key, Slug


def _known_type(name: str) -> str:
    if name not in VALUE_TYPES:
        raise ValueError(f"unknown value type {name!r}; known: {', '.join(VALUE_TYPES)}")
    return name


Pattern = Annotated[str, AfterValidator(regular_expression)]


class Field(Record):
    """A profile field, as fields.yaml defines it.

    ``say`` completes a sentence with ``{name}`` and ``{values}``; ``absent`` is the noun phrase of a gaps sentence
    ("the half-life"); ``terms`` are the words whose presence beside the compound's name would deny an absence.
    """

    label: str
    type: Annotated[str, AfterValidator(_known_type)]
    say: Annotated[str, AfterValidator(Slots("name", "values"))] | None = None
    absent: str | None = None
    terms: tuple[str, ...] = ()


class Topic(Record):
    """What goals and findings are about: ``label`` for headings and rows, ``terms`` for queries."""

    label: str
    phrase: str
    terms: tuple[str, ...] = ()


class Fields(Record):
    """fields.yaml: the fields and topics of this corpus, in the order in which they print.

    ``names`` are further proper names (scales, placebo, classes) that the name check must know; ``synonyms`` are
    groups of words that mean the same here (``IM``, ``intramuscular``).
    """

    fields: dict[Key, Field]
    topics: dict[Slug, Topic]
    names: tuple[str, ...] = ()
    synonyms: tuple[tuple[str, ...], ...] = ()


class PolicyRule(Record):
    """One rule of the house: what a unit may not say (``pattern``, a regular expression, any case), unless ``unless``
    matches too; ``why`` is shown to the editor."""

    id: Slug
    pattern: Pattern
    unless: Pattern | None = None
    why: str


class Site(Record):
    """Who publishes: used in front matter, breadcrumb and disclosure."""

    name: str
    url: str


class Lengths(Record):
    """Word limits, both ends included: ``article`` counts running text (no headings, tables, references)."""

    article: tuple[int, int]
    faq_answer: tuple[int, int]


Measure = Literal["block", "flag", "allow"]


class IntegrityPolicy(Record):
    """What a notice on a cited source, or a registry's word that it is another work, does to the units that rest on
    it; ``unchecked`` is for sources that nobody looked up."""

    retraction: Measure = "block"
    concern: Measure = "flag"
    erratum: Measure = "flag"
    open_question: Measure = "flag"
    wrong_work: Measure = "block"
    bad_id: Measure = "flag"
    field_mismatch: Measure = "flag"
    unchecked: Measure = "allow"

    def of(self, kind: str) -> Measure:
        """The measure for a kind of notice or mismatch."""
        measure: Measure = getattr(self, kind.replace("-", "_"))
        return measure


class House(Record):
    """house.yaml: what the publisher decides. ``blocks`` are approved texts, exempt byte for byte;
    they may use ``{a}``, ``{b}`` and ``{site}``. ``reviewed_to`` dates the search behind absence statements."""

    site: Site
    reviewed_to: Day
    spelling: str = "en-GB"
    blocks: dict[Slug, Annotated[str, AfterValidator(Slots("a", "b", "site"))]]
    lengths: Lengths
    thin_below: int
    banned: dict[str, str] = Constraint(default_factory=dict)
    policy: tuple[PolicyRule, ...] = ()
    second_hand_mark: str = "†"
    second_hand_legend: str
    integrity: IntegrityPolicy = IntegrityPolicy()
    review: ReviewPolicy = ReviewPolicy()


class Corpus(Record):
    """Everything a stage may know of the workspace's facts; ``sha256`` is the hash of all of it."""

    compounds: dict[Slug, Compound]
    references: dict[Slug, Reference]
    fields: Fields
    house: House
    texts: dict[Slug, SourceText]
    passages: tuple[Passage, ...]
    sha256: str

    @property
    def blocked(self) -> frozenset[str]:
        """The references that support nothing, by the house's integrity policy."""
        policy = self.house.integrity
        return frozenset(
            key
            for key, reference in self.references.items()
            if any(policy.of(kind) == "block" for kind in reference.integrity.kinds)
        )

    def standing(self) -> Corpus:
        """The corpus without what is blocked, and without profile values that nothing else states: what a rule may
        count and grade."""
        blocked = self.blocked
        if not blocked:
            return self
        kept = {key: reference for key, reference in self.references.items() if key not in blocked}
        return self.model_copy(
            update={
                "compounds": {slug: compound.without(blocked) for slug, compound in self.compounds.items()},
                "references": kept,
                "texts": {key: text for key, text in self.texts.items() if key in kept},
                "passages": tuple(passage for passage in self.passages if passage.source in kept),
            }
        )

    def about(self, *slugs: str) -> tuple[Reference, ...]:
        """The references that are about any of the compounds, in id order."""
        return tuple(ref for ref in self.references.values() if set(slugs) & set(ref.compounds))

    def passages_of(self, source: str) -> Iterator[Passage]:
        return (passage for passage in self.passages if passage.source == source)
