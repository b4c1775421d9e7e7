"""Faithful rewrites of words and order: synonyms, voice, clauses moved, abbreviations written out, shortened."""

from __future__ import annotations

import re
from random import Random

from draftbot.evals.mutate.additions import quotation
from draftbot.evals.mutate.digits import EITHER
from draftbot.evals.mutate.rule import MARK, Effect, Rule, Scene, either, lowered, one_of, replaced, table

SYNONYMS = {
    "fell": "dropped", "rose": "increased", "received": "were given", "began": "started", "porcine": "pig",
    "most common": "commonest", "most frequent": "commonest", "shorter": "less long",
    "intravenously": "into a vein", "intramuscularly": "into a muscle", "subcutaneously": "under the skin",
    "by mouth": "orally", "is made from": "is derived from", "is made of": "is composed of",
    "consists of": "is composed of", "was described as": "was called", "were described as": "were called",
    "is described as": "is called", "more effective": "of greater efficacy", "participants": "people taking part",
    "did not differ significantly": "showed no significant difference", "narrowly missed significance": "just failed to reach significance",
    "was better with": "came out better with", "favoured": "was in favour of", "twice weekly": "twice a week",
    "twice a week": "two times a week", "once daily": "once a day", "every other day": "every second day",
    "are not stated": "are not given", "is not stated": "is not given", "without figures": "with no figures given",
    "gives no figures": "contains no figures", "randomised to": "allocated at random to", "belongs to": "is part of",
    "reduced": "lessened", "raised": "increased", "decreased": "went down",
    "tested": "examined", "relatively small": "fairly small", "asked for": "called for", "comparable": "similar",
    "described as similar": "described as alike", "widely used": "in wide use", "in the laboratory": "in laboratory work",
    "uses of": "applications of", "Staff": "Employees", "staff": "employees",
    "introduced as": "presented as", "ease": "relieve", "stands for": "is short for",
    "deficits": "impairments", "rated": "assessed", "scored": "assessed", "above all": "especially", "alone": "only",
}  # fmt: skip
OFTEN: list[tuple[str, Effect]] = [
    (r"(?<=ly )daily(?= for| or|\.|,)", "every day"),
    (r"(?<=mL )daily(?= for)", "every day"),
]
US = [(r"aemi", "emi"), (r"\bRandomis", "Randomiz"), (r"\brandomis", "randomiz"), (r"avoured", "avored"), (r"entre\b", "enter"),
      (r"\bstandardis", "standardiz"), (r"\beneralis", "eneraliz"), (r"ehaviour", "ehavior"), (r"umour", "umor")]  # fmt: skip
LONG: list[tuple[str, Effect]] = [
    (r"% CI ", "% confidence interval "), (r"\bSMD ", "standardised mean difference "), (r"\bOR (?=\d)", "odds ratio "),
    (r"\bRR (?=\d)", "risk ratio "), (r"\bMW (?=\d)", "Mann-Whitney value "), (r"\bHR (?=\d)", "hazard ratio "),
    (r"\bFDA\b", "Food and Drug Administration"), (r"\bTBI\b", "traumatic brain injury"),
    (r"\bECG\b", "electrocardiogram"), (r"\bRCTs\b", "randomised controlled trials"),
]  # fmt: skip
BRACKET = r" \((?:[A-Z]{2,3} [−\d-]|P )(?![^()]*certainty)[^()]*\)(?=[.†;,]|$)"
FINITE = (
    r"\b(?:was|were|is|are|did|had|does|has|favoured|improved|gives|inhibited|showed|differed|received|rose|fell)\b"
)
WHEN = r"at (?:day|week|month|year) \d+|at \d+ (?:days|weeks|months|years)"


def _spelling(text: str, rng: Random, scene: Scene) -> str | None:
    return _all(text, US)


def _all(text: str, changes: list[tuple[str, str]]) -> str | None:
    changed = text
    for pattern, by in changes:
        changed = re.sub(pattern, by, changed)
    return None if changed == text else changed


def _fronted(text: str, rng: Random, scene: Scene) -> str | None:
    """The time, or who reports it, moved to the other end."""
    told = re.match(r"((?:As reported by|According to) [^,]+), (.+?)([.†]*)$", text)
    if told and ";" not in text:
        return f"{told[2][:1].upper()}{told[2][1:]}, {lowered(told[1])}{told[3]}"
    timed = re.match(
        rf"(?!.*\breported that\b)([A-Z][^,;()]*?) ({WHEN}) ((?:was|were|did|favoured|improved|differed|had)\b.+)$",
        text,
    )
    if not timed:
        return None
    return f"{timed[2][:1].upper()}{timed[2][1:]}, {lowered(timed[1], scene.names)} {timed[3]}"


def _voice(text: str, rng: Random, scene: Scene) -> str | None:
    """Active to passive and back, where the shape of the sentence makes it safe."""
    arm = either(scene.arms)
    shapes: list[tuple[str, Effect]] = [
        (rf"^([^,;()]+) favoured ({arm})( \d+ mL)? over ({arm})\b", lambda m: f"{m[2]}{m[3] or ''} was favoured over {m[4]} on {lowered(m[1], scene.names)}"),
        (rf"^Of the ({EITHER}) patients, ({EITHER}) received ({arm}) and ({EITHER}) ({arm})", r"\3 was given to \2 of the \1 patients and \5 to \4"),
        (r"^(The [^,;()]+?) gives no (figures|number of \w+)( [^.;]*)?(?=\.|;|$)", lambda m: f"No {m[2]}{m[3] or ''} {'are' if m[2] == 'figures' else 'is'} given in {lowered(m[1])}"),
        (rf"^({arm}) inhibited ([^,;]+?)(?=,| in a| with|\.)", lambda m: f"{m[2][:1].upper()}{m[2][1:]} was inhibited by {m[1]}"),
        (rf"^({arm}) is made from ([^,;()†.]+)", lambda m: f"{m[2][:1].upper()}{m[2][1:]} is what {m[1]} is made from"),
        (r"^(The [^,;]+?) compared ([A-Z][^;]+?) with (placebo|[A-Z]\w+)(?= in |,|\.|$)", lambda m: f"{m[2]} was compared with {m[3]} in {lowered(m[1])}"),
        (rf"^(The (?:(?! in )[^,;])+?) tested ({arm}) ([^;]+?)(?= in )", lambda m: f"{m[2]} {m[3]} was tested by {lowered(m[1])}"),
        (r"^The authors called ([^,;]+?) (small to medium|weak|exploratory|dose-specific)\b", lambda m: f"{m[1][:1].upper()}{m[1][1:]} was called {m[2]} by the authors"),
        (rf"^([A-Z][^;()]+?) were not changed by ({arm})", lambda m: f"{m[2]} did not change {lowered(m[1])}"),
        (r"^The ([^;]+?) is reported to name ([^;]+?) as (an? [^;.]+)", lambda m: f"{m[2][:1].upper()}{m[2][1:]} is reported to be named by the {m[1]} as {m[3]}"),
        (r"^(The authors) (suggest|say) that ([^;]+?)(?=\.)", lambda m: f"{m[3][:1].upper()}{m[3][1:]}, {lowered(m[1])} {m[2]}"),
    ]  # fmt: skip
    return replaced(text, rng, shapes)


def _reordered(text: str, rng: Random, scene: Scene) -> str | None:
    """What is coordinated, the other way round."""
    arm = either(scene.arms)
    value = r"[^\s;]+(?: percent)?(?: \[[^\]]+\])?"
    shapes: list[tuple[str, Effect]] = [
        (rf"({value}) (of|with|in) ({arm})( patients)? and ({value}) \2 ({arm})\4?(?=[,.;( ]|$)", lambda m: f"{m[5]} {m[2]} {m[6]}{m[4] or ''} and {m[1]} {m[2]} {m[3]}{m[4] or ''}"),
        (rf"\bbetween ({arm}) and ({arm})\b", r"between \2 and \1"),
        (rf"\b(\d+) received ({arm}) and (\d+) ({arm})\b", r"\3 received \4 and \1 \2"),
        (rf"^(Cases|Patients)? ?on ({arm}) or ({arm})", r"\1 on \3 or \2"),
        (r"\(((?:MW|SMD|OR|RR) [^();]+); (P [<=>] [\d.]+)\)", r"(\2; \1)"),
        (r"^([A-Z][a-z]+), ([a-z]+), ([a-z ]+) and ([a-z]+)\b", lambda m: f"{m[4].capitalize()}, {m[3]}, {m[2]} and {m[1].lower()}"),
        (rf"^({arm}) and ({arm})\b(?=,? (?:were|was|had|did|are))", r"\2 and \1"),
    ]  # fmt: skip
    return replaced(text, rng, shapes)


def _merged(text: str, rng: Random, scene: Scene) -> str | None:
    """Joined with another true sentence of the same source."""
    partners = [other for other in scene.true if other != text and len(other) < 160 and ";" not in other]
    if (
        not partners
        or MARK in text
        or not re.search(FINITE, text)
        or ";" in text
        or len(text) > 200
        or not text.endswith(".")
    ):
        return None
    return f"{text.removesuffix('.')}, and {lowered(rng.choice(partners), (*scene.names, *scene.arms))}"


def _quoted(text: str, rng: Random, scene: Scene) -> str | None:
    return quotation(text, scene)


RULES = (
    Rule("synonyms", "rewrite", one_of([*table(SYNONYMS), *OFTEN])),
    Rule("spelling", "rewrite", _spelling),
    Rule("abbreviation written out", "rewrite", one_of(LONG)),
    Rule("shortened", "rewrite", one_of([(BRACKET, "")])),
    Rule("moved to the front or end", "rewrite", _fronted),
    Rule("voice", "rewrite", _voice),
    Rule("reordered", "rewrite", _reordered),
    Rule("merged", "rewrite", _merged),
    Rule("quoted", "rewrite", _quoted),
)
