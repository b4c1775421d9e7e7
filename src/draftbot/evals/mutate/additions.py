"""More than the source says: a half-true sentence, an invented detail, a quotation that is none."""

from __future__ import annotations

import re
from random import Random

from draftbot.evals.mutate.polarity import OPPOSITES
from draftbot.evals.mutate.rule import DENIAL, FINDING, Rule, Scene, appended, replaced, says, table

# A word that a source must not hold, and what is added to a true finding.
TAILS = {
    "mortality": ", and mortality fell as well", "hospital stay": ", and the hospital stay was shorter",
    "quality of life": ", and quality of life improved", "blood pressure": ", and blood pressure fell",
    "relapse": ", and relapses were fewer", "cost": ", and treatment costs were lower", "pain": ", and pain was less",
    "fatigue": ", and fatigue decreased", "liver": ", and liver enzymes stayed normal",
}  # fmt: skip
# The same for details of people, place and conduct.
DETAILS = {
    "hospitals": " from 12 hospitals", "Germany": " recruited in Germany", "outpatient": " treated as outpatients",
    "consent": " who had given written consent", "university": " of a university hospital",
}  # fmt: skip
CLOSING = {
    "follow-up": ", confirmed at follow-up after two years", "registered": ", as registered beforehand",
    "Bonferroni": ", after Bonferroni correction", "independent laboratory": ", as an independent laboratory confirmed",
    "interim": ", already at the interim analysis",
}  # fmt: skip
PEOPLE = r"(?<=\w )(?:patients|people|participants|volunteers)(?= with| in|;|,|\.|$)"
FIGURES = re.compile(r"\d|[;()†\"“”]")


def _half_true(text: str, rng: Random, scene: Scene) -> str | None:
    """A true finding with an untrue one behind it."""
    free = [tail for word, tail in TAILS.items() if not says(scene.source, word)]
    if not free or not FINDING.search(text) or DENIAL.search(text) or len(text) < 40:
        return None
    return appended(text, rng.choice(free))


def _detail(text: str, rng: Random, scene: Scene) -> str | None:
    """Something precise that nobody reported."""
    details = [words for word, words in DETAILS.items() if not says(scene.source, word)]
    closing = [words for word, words in CLOSING.items() if not says(scene.source, word)]
    people = re.search(PEOPLE, text)
    if people and details and not DENIAL.search(text):
        return text[: people.end()] + rng.choice(details) + text[people.end() :]
    if closing and FINDING.search(text) and not DENIAL.search(text):
        return appended(text, rng.choice(closing))
    return None


def _quote(text: str, rng: Random, scene: Scene) -> str | None:
    """A quotation in which a decisive word is not the source's."""
    quoted = quotation(text, scene)
    altered = None if quoted is None or DENIAL.search(text) else replaced(text, rng, table(OPPOSITES))
    return None if altered is None else quotation(altered, None)


def quotation(text: str, scene: Scene | None) -> str | None:
    """The text as a quotation of the source; ``None`` where it is not in the scene's source to the letter, or where
    it holds marks that a quotation would not."""
    body = text.removesuffix(".")
    if FIGURES.search(text) or len(body) > 160 or (scene is not None and body not in scene.source):
        return None
    return f"“{body},” in the words of the source."


RULES = (
    Rule("half-true addition", "other", _half_true),
    Rule("invented detail", "other", _detail),
    Rule("quote altered", "other", _quote),
)
