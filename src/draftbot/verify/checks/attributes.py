"""Does the claim keep what kind of thing the source speaks of: subjects, severity, design, route, material, rank?"""

from __future__ import annotations

import re
from functools import lru_cache

from draftbot.records.verdict import CheckResult
from draftbot.text.initials import spells
from draftbot.text.words import content
from draftbot.verify.checks.answer import contradicted, passed, place, sides, unsupported
from draftbot.verify.claims import Claim
from draftbot.verify.library import Library
from draftbot.verify.paraphrase import same

NAME = "attributes"
# Values of one family exclude each other; a claim may name one that its source names, and no other.
FAMILIES: dict[str, dict[str, str]] = {
    "subjects": {
        "people": r"patients?|people|humans?|volunteers?|adults?|children|men|women|clinical practice",
        "rats": r"rats?", "mice": r"mice|mouse", "rabbits": r"rabbits?", "dogs": r"dogs?", "monkeys": r"monkeys?|primates?",
        "guinea pigs": r"guinea[- ]pigs?", "hamsters": r"hamsters?",
    },
    "state of health": {"healthy": r"healthy|volunteers", "ill": r"patients?"},
    "severity": {"mild": r"mild(?:ly)?", "moderate": r"moderate(?:ly)?(?![- ](?:certainty|quality))", "severe": r"severe(?:ly)?"},
    "course": {"acute": r"acute", "chronic": r"chronic", "subacute": r"subacute"},
    "blinding": {"open": r"open(?:[- ]label)?(?! question)|unblinded|unmasked", "single-blind": r"single[- ](?:blind|masked)(?:ed)?",
                 "double-blind": r"double[- ](?:blind|masked)(?:ed)?", "triple-blind": r"triple[- ]blind(?:ed)?"},
    "time of planning": {"prospective": r"prospective(?:ly)?", "retrospective": r"retrospective(?:ly)?"},
    "arrangement": {"crossover": r"cross-?over", "parallel": r"parallel", "matched-pairs": r"matched[- ]pairs?", "factorial": r"factorial",
                    "dose-finding": r"dose[- ]finding", "single-arm": r"single[- ]arm|uncontrolled"},
    "centres": {"several centres": r"multi-?cent(?:re|er)(?:ed)?|several cent(?:re|er)s", "one centre": r"(?:single|one)[- ]cent(?:re|er)|monocent\w+|a single cent(?:re|er)"},
    "rank of the endpoint": {"primary": r"primary|main (?:endpoint|outcome)", "secondary": r"secondary(?= (?:end|outcome|measure|analys|ensemble|criteri|variable|hypothes|result|scale|efficacy|"
                 r"composite|parameter|objective))",
                 "post hoc": r"post[- ]hoc"},
    "route": {"IM": r"IM|i\.m\.|intramuscular(?:ly)?|into (?:a |the )?muscles?", "IV": r"(?<!angiotensin )(?<!phase )(?<!grade )(?<!type )IV|i\.v\.|intravenous(?:ly)?|into (?:a|the) vein|infus\w+",
              "SC": r"SC|s\.c\.|subcutaneous(?:ly)?|under the skin", "oral": r"oral(?:ly)?|by mouth|tablets?|capsules?",
              "intranasal": r"intranasal(?:ly)?|by the nose|nasal spray|nose drops", "topical": r"topical(?:ly)?", "rectal": r"rectal(?:ly)?",
              "intrathecal": r"intrathecal(?:ly)?", "inhaled": r"inhal\w+",
              "injected": r"inject\w*|IM|(?<!angiotensin )(?<!phase )IV|SC|intramuscular\w*|intravenous\w*|subcutaneous\w*|infus\w*|into (?:a|the) (?:vein|muscle)|under the skin"},
    "material": {"pig": r"pigs?|porcine|swine", "cattle": r"cattle|calf|calves|bovine|cows?", "sheep": r"sheep|ovine|lambs?", "horse": r"equine|horses?",
                 "recombinant": r"recombinant", "synthetic": r"synthetic(?:ally)?"},
    "organ": {"brain": r"brains?|cerebral|cortex", "blood": r"blood", "liver": r"livers?", "placenta": r"placentas?|placental", "heart": r"hearts?|cardiac"},
    "diluent": {"saline": r"saline|NaCl|sodium chloride", "glucose": r"glucose|dextrose", "water": r"sterile water|water for injections?", "Ringer": r"ringer'?s?"},
    "risk of bias": {"low": r"low(?= risk of bias)", "high": r"high(?= risk of bias)", "unclear": r"unclear(?= risk of bias)"},
    "phase": {"I": r"phase (?:I|1|one)\b", "II": r"phase (?:II|2|two)\b", "III": r"phase (?:III|3|three)\b", "IV": r"phase (?:IV|4)\b"},
    "number of substances": {"defined": r"(?:one|single) (?:pure |defined )?(?:molecule|substance)"},
    "uniformity": {"homogeneous": r"homogen\w+|consistent", "heterogeneous": r"heterogen\w+|inconsistent"},
    "size": {"small": r"small|minor|modest", "medium": r"medium", "large": r"large(?:r)?|big|major"},
    "frequency": {"common": r"most (?:common|frequent)|commonest|(?<!more )(?<!less )(?<!as )common", "occasional": r"occasional", "rare": r"rare(?:st)?"},
    "strength": {"weak": r"(?<!more )weak(?:ly)?", "strong": r"(?<!more )strong(?:ly)?"},
}  # fmt: skip
# Families in which a value of the whole source is enough: sentences leave out what their source says once.
OF_THE_SOURCE = frozenset(
    {
        "subjects",
        "state of health",
        "blinding",
        "arrangement",
        "centres",
        "phase",
        "course",
        "time of planning",
        "severity",
    }
)
# Families in which the best sentence decides: others speak of other outcomes.
OF_THE_SENTENCE = frozenset({"frequency", "rank of the endpoint"})
# Families in which a rival in the sentences about the same decides, though the value stands elsewhere in the source.
NEAR = frozenset({"route", "material", "diluent"})
# What else the population of a claim may be called by.
POPULATION = re.compile(
    r"\b(?:patients?|people|adults?|participants?|those|subjects|persons?)\s+(?:with|who had|suffering from|after|having)\s+(?P<what>[\w' -]{3,60})",
    re.IGNORECASE,
)
STOP = re.compile(
    r"\b(?:was|were|is|are|had|has|have|who|which|that|to|and|in|at|on|by|than|as|when|but|for|from|while|showed|received|took|responded|whose|"
    r"given|treated|taking|under|did|were|entered|improved|compared|of)\b"
)


def check(claim: Claim, library: Library) -> CheckResult:
    """A value that the source does not have, where it has another one of the family, contradicts; where it has none, it
    is invented. What patients are said to have must stand in the source."""
    texts = [sentence.text for sentence in (*claim.evidence, *claim.relevant)]
    near = " ".join([*texts, *(reference.card.called for reference in claim.references)])
    whole = " ".join(library.corpus.texts[r.id].text for r in claim.references if r.id in library.corpus.texts)
    for family in FAMILIES:
        result = _family(family, claim, near, whole)
        if result:
            return result
    return _population(claim, near, whole, library) or passed(NAME)


def _family(family: str, claim: Claim, near: str, whole: str) -> CheckResult | None:
    own = _values(family, claim.text)
    if not own:
        return None
    if family in OF_THE_SENTENCE and claim.best:
        near = claim.best.text
        if len(own) > 1 or len(_values(family, near)) > 1:
            return None
    stated, anywhere = _values(family, near), _values(family, whole)
    for value, (start, end) in own.items():
        if value in stated or (family in OF_THE_SOURCE and value in anywhere):
            continue
        printed, span = claim.text[start:end], place(claim, start, end)
        rivals = stated or (anywhere if family in OF_THE_SOURCE else {})
        text = near if stated else whole
        if rivals and (value not in anywhere or family in OF_THE_SENTENCE | NEAR):
            low, high = next(iter(rivals.values()))
            return contradicted(NAME, f"the source has another {family}; {sides(text[low:high], printed)}", span)
        if value not in anywhere and value != "ill":  # "patients" is a word for people, too
            return unsupported(NAME, f"the source does not say {printed!r}", span)
    return None


def _population(claim: Claim, near: str, whole: str, library: Library) -> CheckResult | None:
    matches = list(POPULATION.finditer(claim.text))
    if not matches:
        return None
    read = (sentence.stems for reference in claim.references for sentence in library.sentences(reference.id))
    known = claim.card.union(*read, library.stems(near))
    for match in matches:
        what = STOP.split(match["what"])[0]
        missing = [
            word
            for word in content(what)
            if same(word.stem) not in known and not library.stems(word.text) & known and not spells(word.text, whole)
        ]
        if not missing:
            continue
        printed = f"{match.group(0)[: match.start('what') - match.start()]}{what}".strip()
        span = place(claim, match.start(), match.start() + len(printed))
        other = POPULATION.search(near) or POPULATION.search(whole)
        if other:
            told = other.group(0)[: other.start("what") - other.start()] + STOP.split(other["what"])[0]
            return contradicted(NAME, f"the source studied others; {sides(told.strip(), printed)}", span)
        return unsupported(NAME, f"the source does not speak of {printed!r}", span)
    return None


@lru_cache(maxsize=50_000)
def _values(family: str, text: str) -> dict[str, tuple[int, int]]:
    """The values of a family that a text names, each with its first place."""
    found = {value: pattern.search(text) for value, pattern in _compiled(family).items()}
    return {value: match.span() for value, match in found.items() if match}


@lru_cache(maxsize=100)
def _compiled(family: str) -> dict[str, re.Pattern[str]]:
    flags = re.IGNORECASE
    return {value: re.compile(rf"(?<!\w)(?:{form})(?!\w)", flags) for value, form in FAMILIES[family].items()}
