"""Wider than the source: more cases, more trials, another species, design, population, analysis or endpoint."""

from __future__ import annotations

import re
from random import Random

from draftbot.evals.mutate.digits import EITHER
from draftbot.evals.mutate.rule import FINDING, Effect, Rule, Scene, lowered, one_of, replaced, says, table

WIDER: list[tuple[str, Effect]] = [
    (rf"\bOne of the ({EITHER})\b", r"Most of the \1"),
    (rf"\b(?:{EITHER}) of the (trials|patients|studies|participants)\b", r"all of the \1"),
    (r"\b[Tt]he most (?:common|frequent) (?=[a-z])", "the only "),
    (r"\bHalf of\b", "All of"),
    (r"\bin part\b", "entirely"),
    (r"\bpartly\b", "entirely"),
    (r"\ba rare\b", "a frequent"),
    (r"\ban occasional\b", "a constant"),
    (r"\bmainly in\b", "only in"),
    (r"\bOnly trials\b", "All trials"),
    (r"\bone measure\b", "every measure"),
    (r"\bOne measure\b", "Every measure"),
    (r"\bup to (?=\d)", "at least "),
    (r"^(?!.*\b(?:only|not|no)\b)(.*?)\b(improved|favoured|reduced|raised|fell|rose|inhibited)\b(?= )", r"\1always \2"),
    (
        r"^(?!.*\b(?:only|not|no)\b)(.*?)\b(was|were) ((?:significantly )?(?:better|higher|lower|restored))",
        r"\1\2 always \3",
    ),
]
SPECIES = r"rats and mice|rats or mice|rats|rat|mice|mouse|animals|animal|monkeys|dogs"
CELLS = r"in the laboratory|in vitro|in culture|in cultured [a-z ]+?cells"
DESIGNS = {
    "a laboratory study": "a clinical trial", "laboratory study": "clinical trial", "a controlled study": "a randomised trial",
    "a clinical study with a retrospective comparative analysis": "a randomised trial",
    "clinical study with a retrospective comparative analysis": "randomised trial",
    "a randomised comparison": "a double-blind, placebo-controlled trial",
    "randomised comparison": "double-blind, placebo-controlled trial", "phase I": "phase III",
    "crossover study": "multicentre parallel-group trial", "a matched-pairs study": "a multicentre trial",
    
    "multicentre trial": "meta-analysis", "systematic review": "narrative review",
    "exploratory": "confirmatory", "prospective": "retrospective", ", double-blind": ", open-label",
    "a double-blind": "an open-label", "Prospective": "Retrospective",
    "a study of": "a randomised trial of", "A study of": "A randomised trial of", "subgroup": "the whole population",
}  # fmt: skip
POPULATIONS = {
    "mild to moderate": "severe", "mild-to-moderate": "severe", "moderate to moderately severe": "mild",
    "moderate to severe": "mild", "moderate-to-severe": "mild", "ischaemic stroke": "haemorrhagic stroke",
    "in vascular dementia": "in any kind of dementia", "with vascular dementia": "with any kind of dementia",
    "early recovery period": "late recovery period", "healthy volunteers": "patients", "acute": "chronic",
    "chronic insomnia": "any sleep disorder", "with Alzheimer's disease": "with any kind of dementia",
    "with traumatic brain injury": "with any brain disease", "with insomnia": "with any sleep disorder",
    "with generalised anxiety disorder": "with any anxiety disorder", "neurasthenia": "depression",
    "in generalised anxiety disorder": "in any anxiety disorder", "embolic stroke": "haemorrhagic stroke",
    "with cognitive impairment after ischaemic stroke": "with dementia", "at least 60 years old": "of any age",
    "anxiety and phobic disorders": "psychotic disorders", "with stroke": "with any brain injury",
}  # fmt: skip
SETS: list[tuple[str, Effect]] = [
    (r" only in the per-protocol population", ""),
    (r"\bper-protocol\b", "intention-to-treat"),
    (r"\bintention-to-treat\b", "per-protocol"),
    (r"\bThe analysis is of a subgroup\b", "The analysis is of all patients"),
]
ENDPOINTS: list[tuple[str, Effect]] = [
    (r", the primary endpoint,", ", a secondary endpoint,"),
    (r"\ba single outcome\b", "the primary endpoint"),
    (r"\bThe primary ensemble\b", "A secondary ensemble"),
    (r"\bprimary (?=endpoint|outcome)", "secondary "),
]
SCALES = ("NIHSS", "MMSE", "CIBIC+", "ADAS-cog", "HAM-D", "SF-36", "EDSS", "UPDRS", "Barthel index", "WOMAC", "PANSS")


def _plural(text: str, rng: Random, scene: Scene) -> str | None:
    """The finding of one trial told as the finding of trials."""
    told = re.match(r"(?:In|According to) the [^,;]{3,80}?(?:trial|study)(?: \([^)]*\))?, ", text)
    finding = text[told.end() :] if told else text
    opens = re.match(r"(?:The|A|An|Of|Only|There|By|Blinding|Patients|Treatment|Each)\b|\d", finding)
    if not scene.single or not FINDING.search(finding) or opens:
        return None
    opening = rng.choice(["In several trials, ", "Trials have shown that ", "Studies consistently found that "])
    return opening + lowered(finding, scene.names)


def _species(text: str, rng: Random, scene: Scene) -> str | None:
    """Animals or cells that became people, or were left out; none may remain in the sentence."""
    changed = re.sub(r"\b(?:cultured |laboratory )", "", text)
    if rng.random() < 0.5:
        changed = re.sub(rf" (?:in|of) (?:the brain of )?(?:{SPECIES})\b(?! (?:with|given))| {CELLS}", "", changed)
    changed = re.sub(CELLS, "in people", changed)
    changed = re.sub(rf"\b(?:{SPECIES})\b", "patients", changed, flags=re.IGNORECASE)
    if not re.search(rf"\b(?:{SPECIES})\b|{CELLS}", text):
        return None
    return changed[:1].upper() + changed[1:]


def _design(text: str, rng: Random, scene: Scene) -> str | None:
    return replaced(text, rng, table(DESIGNS))


def _population(text: str, rng: Random, scene: Scene) -> str | None:
    free = {old: new for old, new in POPULATIONS.items() if not says(scene.source, new)}
    return replaced(text, rng, table(free))


def _endpoint(text: str, rng: Random, scene: Scene) -> str | None:
    """A secondary result called primary or the reverse, or another scale than the one that was used."""
    free = [scale for scale in SCALES if not says(scene.source, scale)]
    scale = rf"(?<![\w-])(?:{'|'.join(map(re.escape, SCALES))})(?![\w-])"
    return replaced(text, rng, [*ENDPOINTS, (scale, rng.choice(free or SCALES))])


RULES = (
    Rule("quantifier widened", "other", one_of(WIDER)),
    Rule("plural trials", "other", _plural),
    Rule("species removed", "other", _species),
    Rule("design changed", "other", _design),
    Rule("population changed", "other", _population),
    Rule("analysis set", "other", one_of(SETS)),
    Rule("endpoint", "other", _endpoint),
)
