"""The study card that a record's own words give: what is not found is left out."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftbot.corpus.cards.design import design, species_of
from draftbot.corpus.cards.findings import Figure, figures, number_of
from draftbot.corpus.cards.outcomes import Told, outcomes
from draftbot.corpus.importers import Imported
from draftbot.records.corpus import Corpus
from draftbot.records.reference import Arm, Bibliography, CardSpan, Design, StudyCard, TextItem
from draftbot.records.source_text import Span
from draftbot.text.names import Names

NOUNS: dict[str, str] = {"rct": "trial", "controlled-trial": "trial", "meta-analysis": "meta-analysis", "review": "review",
                         "systematic-review": "systematic review", "case": "case report", "monograph": "monograph"}  # fmt: skip
CLINICAL: frozenset[Design] = frozenset(
    {"meta-analysis", "systematic-review", "rct", "controlled-trial", "observational", "case"}
)
REGISTRATION = re.compile(r"\b(?:NCT\d{8}|ISRCTN\d{6,8}|ChiCTR[\w-]{6,20}|EudraCT[\s:]*\d{4}-\d{6}-\d{2}|ACTRN\d{14}|IRCT\w{8,22}|CTRI/\d{4}/[\d/]+|UMIN\d{9}|JPRN-\w+|CRD4?\d{8,11})\b")  # fmt: skip
POPULATION = re.compile(
    r"\b((?:adult |elderly |older |healthy |female |male |young |pediatric |paediatric )?(?:patients|adults|children|participants|subjects|women|men|volunteers|individuals) "
    r"(?:with|after|undergoing) [^.,;:()]{3,70}?)(?= (?:were|was|who|received|had|is|are|have|has|and (?:were|received)|from|between|by|to|in (?:a|the|this)|at|treated|enrolled|randomi[sz]ed)\b|[.,;:(])",
    re.IGNORECASE,
)
STUDIES = re.compile(r"\b(?P<n>\d{1,4}|[a-z]+(?:-[a-z]+)?) (?:\w+[- ]){0,4}?(?:trials|studies|RCTs|articles|publications)\b (?:were included|met|were identified|with|involving|\(|comprising|that met|fulfilled)", re.IGNORECASE)  # fmt: skip
HETEROGENEITY = re.compile(r"\bI\s?\^?[2²]\s*(?:=|:|of|was)?\s*\d+(?:\.\d+)?\s*%")
DURATION = re.compile(r"\b(?:for|over|during) (?:up to )?(?:a (?:total|period) of )?((?:\d+|\w+)[- ](?:consecutive )?(?:days|weeks|months|years))\b", re.IGNORECASE)  # fmt: skip
BIAS = re.compile(r"\b(?:high|low|unclear|moderate|serious) risk of bias\b", re.IGNORECASE)
FUNDED = re.compile(
    r"^(?:FUNDING: )?(?:this (?:study|trial|work) was )?(?:funded|supported|sponsored) by\b", re.IGNORECASE
)
DASHES = str.maketrans(dict.fromkeys("‐‑‒–", "-"))


class Tagger:
    """Reads cards against a corpus: its compounds by their names, its topics by their terms."""

    def __init__(self, corpus: Corpus) -> None:
        forms = {c.slug: [c.name, *(value.text for value in c.synonyms)] for c in corpus.compounds.values()}
        self._names = Names(forms)
        self._plain = [name.lower().translate(DASHES) for names in forms.values() for name in names]
        self._called = {name.lower(): slug for slug, names in forms.items() for name in names}
        self._proper = {c.slug: c.name for c in corpus.compounds.values()}
        self._topics = {
            term.lower(): slug for slug, topic in corpus.fields.topics.items() for term in (topic.label, *topic.terms)
        }

    def compounds(self, work: Bibliography, record: Imported) -> tuple[str, ...]:
        """The compounds that the record names, in the order of the corpus."""
        index = record.indexing
        text = " | ".join(
            (
                work.title or "",
                work.original_title or "",
                record.text,
                *index.keywords,
                *index.substances,
                *index.subjects,
            )
        )
        named = self._named(text)
        return tuple(slug for slug in self._proper if slug in named)

    def _named(self, text: str) -> set[str]:
        """The slugs whose names stand in a text; the plain look for any of them first is a hundred times faster."""
        lower = text.lower().translate(DASHES)
        if not any(name in lower for name in self._plain):
            return set()
        return {name.canonical for name in self._names.find(text)}

    def card(self, work: Bibliography, record: Imported, items: tuple[TextItem, ...]) -> StudyCard:
        """The card; ``spans`` point into the items joined by single spaces, which is the reference's canonical text."""
        told = _placed(items)
        text = " ".join(item.text for item in items)
        title, index = work.title or "", record.indexing
        kind = design(index.publication_types, index.subjects, title, text)
        species = species_of(index.subjects, f"{title} {text}")
        spans: list[CardSpan] = []
        found = figures(text)
        card: dict[str, object] = {
            "called": called(work, kind.design, species),
            "design": kind.design,
            "design_words": kind.words,
            "species": species,
            "interests": index.interests,
        }
        for field, value, span in (*_facts(text, kind.design, species), *_size(found, kind.design, species)):
            card[field] = value
            spans.append(CardSpan(field=field, span=span))
        slugs = self.compounds(work, record)
        lower = f"{title} {text}".lower()
        if kind.design in (*CLINICAL, "preclinical") and slugs:
            card["arms"] = tuple(self._arms(title, text, slugs, found))
            card["comparator"] = "placebo" if re.search(r"\bplacebo\b", text, re.IGNORECASE) else None
            treatments = {name: slug for name, slug in self._called.items() if slug in slugs}
            card["outcomes"] = tuple(outcomes(told, treatments, self._topics))
        spans += [CardSpan(field=f"figures.{figure.kind}", span=figure.span) for figure in found if figure.kind != "n"]
        named = list(
            dict.fromkeys(t for term, t in self._topics.items() if slugs and re.search(rf"\b{re.escape(term)}", lower))
        )
        card |= {"topics": tuple(named), "spans": tuple(spans)}
        return StudyCard.model_validate(card)

    def _arms(self, title: str, text: str, slugs: tuple[str, ...], found: tuple[Figure, ...]) -> Iterator[Arm]:
        """An arm for each compound that the title names, or, where it names none, for the only one of the text."""
        given = self._named(title) or (set(slugs) if len(slugs) == 1 else set())
        doses = [text[figure.span.start : figure.span.end] for figure in found if figure.kind == "dose"]
        for slug in slugs:
            if slug in given:
                regimen = f"{self._proper[slug]} {doses[0]}" if len(set(doses)) == 1 and len(given) == 1 else None
                yield Arm(name=self._proper[slug], compound=slug, regimen=regimen)
        if given and re.search(r"\bplacebo\b", text, re.IGNORECASE):
            yield Arm(name="placebo")


def called(work: Bibliography, kind: Design, species: str | None) -> str:
    """How the source is named inside a sentence: first author, year and what it is."""
    first = work.author[0] if work.author else None
    name = (first.family or first.literal or "") if first else ""
    noun = NOUNS.get(kind) or (
        "study in animals"
        if kind == "preclinical" and species != "in-vitro"
        else "laboratory study"
        if kind == "preclinical"
        else "study"
        if kind == "observational"
        else "report"
    )
    parts = [part for part in (name, str(work.issued or "")) if part]
    return f"the {' '.join(parts)} {noun}" if parts else f"the {noun} titled {(work.title or '')[:60]}"


def registrations(text: str) -> tuple[str, ...]:
    """Numbers of trial registers in a text, each once."""
    return tuple(dict.fromkeys(found.group() for found in REGISTRATION.finditer(text)))


def _placed(items: tuple[TextItem, ...]) -> tuple[Told, ...]:
    placed, start = [], 0
    for item in items:
        placed.append(Told(text=item.text, start=start))
        start += len(item.text) + 1
    return tuple(placed)


def _size(found: tuple[Figure, ...], kind: Design, species: str | None) -> Iterator[tuple[str, object, Span]]:
    """How many people, of designs that have a number of them."""
    sizes = [figure for figure in found if figure.kind == "n"]
    if sizes and kind in CLINICAL | {"other"} and species in ("human", "mixed"):
        yield "n", int(sizes[0].value), sizes[0].span


def _facts(text: str, kind: Design, species: str | None) -> Iterator[tuple[str, object, Span]]:
    """Population, duration, heterogeneity, risk of bias and number of pooled studies, in the source's words."""
    patterns = [("heterogeneity", HETEROGENEITY), ("risk_of_bias", BIAS)]
    if kind in CLINICAL and species in ("human", "mixed"):
        patterns += [("population", POPULATION), ("duration", DURATION)]
    for field, pattern in patterns:
        found = pattern.search(text)
        if found:
            at = 1 if found.re.groups else 0
            yield field, found[at], Span(start=found.start(at), end=found.end(at))
    pooled = STUDIES.search(text) if kind in ("meta-analysis", "systematic-review") else None
    if pooled and (count := number_of(pooled["n"])):
        yield "n_studies", count, Span(start=pooled.start(), end=pooled.end())
