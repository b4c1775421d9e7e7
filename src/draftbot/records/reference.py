"""A source record: bibliography (CSL-JSON names), study card, integrity, and the text itself."""

from __future__ import annotations

from typing import Literal

from draftbot.records.compound import Conflict
from draftbot.records.integrity import Integrity
from draftbot.records.provenance import Indexing, Provenance
from draftbot.records.record import Record
from draftbot.records.source_text import Span, TextKind
from draftbot.records.values import Count, Slug

Design = Literal[
    "meta-analysis",
    "systematic-review",
    "rct",
    "controlled-trial",
    "observational",
    "case",
    "preclinical",
    "review",
    "monograph",
    "other",
]
Species = Literal["human", "rat", "mouse", "in-vitro", "mixed", "animal"]
Direction = Literal["favours-treatment", "favours-comparator", "no-difference", "harm-signal", "unclear"]
Role = Literal["primary", "secondary", "subgroup", "safety", "unstated"]
AnalysisSet = Literal["intention-to-treat", "per-protocol", "subgroup", "unstated"]


class Author(Record):
    """A person (``family``, ``given``) or a group (``literal``), as CSL-JSON names them."""

    family: str | None = None
    given: str | None = None
    literal: str | None = None

    def printed(self) -> str:
        return self.literal or " ".join(part for part in (self.family, self.given) if part)


class Bibliography(Record):
    """What identifies the work; ``None`` is "not established", never a guess.

    ``type`` is a CSL type; ``authors_truncated`` means that the source's list ended with "et al.".
    """

    type: Literal["article-journal", "book", "chapter", "paper-conference", "thesis", "report", "webpage"]
    title: str | None = None
    original_title: str | None = None
    author: tuple[Author, ...] = ()
    authors_truncated: bool = False
    container_title: str | None = None
    publisher: str | None = None
    issued: int | None = None
    volume: str | None = None
    issue: str | None = None
    page: str | None = None
    DOI: str | None = None
    PMID: str | None = None
    PMCID: str | None = None
    ISSN: str | None = None
    ISBN: str | None = None
    URL: str | None = None
    language: str | None = None
    registration: str | None = None


class Arm(Record):
    """One arm of a study. ``regimen`` is the schedule in words, in the source's units."""

    name: str
    compound: Slug | None = None
    regimen: str | None = None
    n: Count | None = None


class Estimate(Record):
    """An effect estimate as printed; figures are strings so that trailing zeros survive."""

    measure: Literal["RR", "OR", "HR", "SMD", "MD", "MW", "difference in least squares means"]
    value: str
    ci_low: str | None = None
    ci_high: str | None = None
    ci_level: str | None = None


class ArmResult(Record):
    """What one arm showed: a printed value (``64%``, ``3 [2; 4.5]``) and, where given, events of a total."""

    arm: str
    value: str | None = None
    events: Count | None = None
    total: Count | None = None


class Outcome(Record):
    """One finding of a study.

    ``finding`` is the finding as a short clause in our words that fits after "reported that"; ``caveat`` is the
    limit that must stand beside it, as a clause of its own. ``topic`` is a key of fields.yaml's topics.
    ``second_hand`` marks figures that were seen only as another document reports them.
    """

    id: Slug
    measure: str
    finding: str
    treatment: Slug | None = None
    comparator: str | None = None
    topic: Slug | None = None
    role: Role = "unstated"
    analysis_set: AnalysisSet = "unstated"
    timepoint: str | None = None
    estimate: Estimate | None = None
    p: str | None = None
    results: tuple[ArmResult, ...] = ()
    direction: Direction = "unclear"
    certainty: str | None = None
    caveat: str | None = None
    second_hand: bool = False
    quotable: bool = True
    note: str | None = None


class CardSpan(Record):
    """Where in the canonical text a field of the card was read: ``field`` is its path (``arms.0.n``)."""

    field: str
    span: Span


class StudyCard(Record):
    """What kind of evidence a source is; each ``None`` means that the text seen does not say.

    ``spans`` tell where the figures were read; fields taken from a registry's record or by an editor have none.
    """

    called: str
    design: Design
    design_words: str | None = None
    species: Species | None = None
    model: str | None = None
    population: str | None = None
    n: Count | None = None
    n_studies: Count | None = None
    arms: tuple[Arm, ...] = ()
    comparator: str | None = None
    duration: str | None = None
    setting: str | None = None
    topics: tuple[Slug, ...] = ()
    outcomes: tuple[Outcome, ...] = ()
    limits: tuple[str, ...] = ()
    risk_of_bias: str | None = None
    heterogeneity: str | None = None
    funding: str | None = None
    interests: str | None = None
    same_trial_as: tuple[Slug, ...] = ()
    pooled_in: tuple[Slug, ...] = ()
    supersedes: tuple[Slug, ...] = ()
    spans: tuple[CardSpan, ...] = ()


class TextItem(Record):
    """One sentence of a reference's text; ``second_hand`` when it was seen only in another document; ``page`` tells
    where in the full text a verbatim excerpt stands."""

    text: str
    second_hand: bool = False
    page: str | None = None


class Reference(Record):
    """One source: what it is, what it found, whether it stands, and its text.

    ``compounds`` are the slugs the source is about. ``text_seen`` says how much of the source itself was read.
    ``provenance`` tells where the fields came from; what an editor wrote by hand has none. ``digest`` is the editor's
    own digest, kept as a note when an abstract took its place.
    """

    id: Slug
    compounds: tuple[Slug, ...] = ()
    bibliography: Bibliography
    card: StudyCard
    integrity: Integrity = Integrity()
    indexing: Indexing = Indexing()
    text_kind: TextKind
    text_seen: Literal["full-text", "full-abstract", "partial-abstract", "title-only", "annotation-only"]
    text_source: str | None = None
    text: tuple[TextItem, ...]
    digest: tuple[TextItem, ...] = ()
    not_stated: tuple[str, ...] = ()
    unverified: tuple[str, ...] = ()
    conflicts: tuple[Conflict, ...] = ()
    provenance: tuple[Provenance, ...] = ()

    def studied(self, compound: str) -> bool:
        """Whether an arm of the study received the compound."""
        return any(arm.compound == compound for arm in self.card.arms)
