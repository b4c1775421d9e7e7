"""A table of cases for one check: a claim against a source of a few sentences, in a corpus made for the case."""

from __future__ import annotations

from functools import lru_cache
from types import ModuleType
from typing import NamedTuple

from draftbot.records.compound import Compound
from draftbot.records.corpus import Fields
from draftbot.records.reference import Reference
from draftbot.records.source_text import SourceText
from draftbot.records.unit import Unit
from draftbot.records.values import TextValue
from draftbot.records.verdict import CheckResult
from draftbot.verify import Library
from draftbot.verify.claims import claims_of
from synthetic import corpus, reference

PASS, CONTRADICTED, FAIL, CANNOT_TELL = "pass", "contradicted", "fail", "cannot tell"
ORDER = (PASS, CANNOT_TELL, FAIL, CONTRADICTED)
# Compounds of the synthetic corpus, one with a synonym, two that look alike.
NAMES = {"alfalin": ["AL-1"], "betarin": ["beta concentrate"], "betarinol": []}
SCALES = ("MMSE", "NIHSS", "placebo", "Barthel index")
SYNONYMS = (("IM", "intramuscular", "intramuscularly"), ("IV", "intravenous", "intravenously"))


class Case(NamedTuple):
    """What the check must answer; ``reason`` stands in the answer's reason. ``design`` and ``species`` are of the
    source's study card."""

    claim: str
    source: str
    answer: str = PASS
    reason: str = ""
    design: str = "rct"
    species: str | None = "human"


def answer_of(result: CheckResult) -> str:
    return CONTRADICTED if result.contradicts else result.answer


def ask(check: ModuleType, case: Case) -> CheckResult:
    """The check's worst answer over the claims of the case."""
    library = library_of(case.source, case.design, case.species)
    unit = Unit(id="u", section="s", kind="sentence", text=case.claim, sources=("synthetic-1",))
    results = [check.check(claim, library) for claim in claims_of(unit, library)]
    return max(results, key=lambda result: ORDER.index(answer_of(result)))


def hold(check: ModuleType, case: Case) -> None:
    """Asserts the answer, its reason, and that its span points into the claim."""
    result = ask(check, case)
    assert answer_of(result) == case.answer, (result.reason or "no reason", case)
    assert case.reason.lower() in result.reason.lower(), (result.reason, case)
    if result.span:
        assert result.span.of(case.claim).strip()


@lru_cache(maxsize=500)
def library_of(source: str, design: str, species: str | None) -> Library:
    known = reference(1)
    card = known.card.model_copy(update={"design": design, "species": species, "outcomes": (), "called": "the trial"})
    known = Reference.model_validate(
        {**known.model_copy(update={"card": card, "compounds": ("alfalin",)}).model_dump()}
    )
    text = SourceText(source=known.id, kind="digest", text=source, sha256="synthetic")
    compounds = {
        slug: Compound(
            slug=slug,
            name=slug.capitalize(),
            synonyms=tuple(TextValue(text=form, refs=(known.id,)) for form in forms),
        )
        for slug, forms in NAMES.items()
    }
    fields = Fields(fields={}, topics={}, names=SCALES, synonyms=SYNONYMS)
    made = corpus(known).model_copy(update={"compounds": compounds, "texts": {known.id: text}, "fields": fields})
    return Library(made)
