"""Faithful rewrites of a sentence: what it says, said otherwise or in less detail. Seeded, so that a sentence and its
altered twin are rewritten the same way."""

from __future__ import annotations

import random
import re

LEADS = re.compile(
    r"^(?:(?:background|objectives?|aims?|purpose|methods?|results?|findings|conclusions?|interpretation|discussion|"
    r"main outcome measures?|setting|design|patients|interventions?|measurements and main results)\s*:\s*|"
    r"(?:in this (?:study|trial|analysis|report|cohort)|moreover|furthermore|however|in addition|additionally|overall|"
    r"interestingly|importantly|notably|in conclusion|finally|first|second|therefore|thus|also|of note|similarly),? )+",
    re.IGNORECASE,
)
REPORTED = re.compile(
    r"^(?:we|our (?:results|findings|data|study)|these (?:results|findings|data)|the (?:results|findings|data|authors))"
    r" (?:also )?(?:found|show|showed|demonstrate|demonstrated|observed|report|reported|indicate|indicated|conclude|"
    r"concluded|reveal|revealed)(?: here)? that ",
    re.IGNORECASE,
)
BRACKETS = re.compile(r" ?[(\[][^()\[\]]{1,120}[)\]]")
OPENERS = (
    "In this study, ", "The study found that ", "The authors report that ", "According to the source, ",
    "It was found that ", "The abstract states that ", "Here, ", "In the trial, ", "The paper reports that ",
)  # fmt: skip
SWAPS: tuple[tuple[str, ...], ...] = (
    ("compared with", "compared to", "relative to", "versus"), ("showed", "demonstrated", "exhibited"),
    ("significantly higher", "significantly greater"), ("higher", "greater"), ("reduced", "lowered", "decreased"),
    ("reduction", "decrease"), ("reductions", "decreases"), ("increase", "rise"), ("increases", "rises"),
    ("participants", "subjects"), ("patients", "individuals with the condition"), ("adverse events", "side effects"),
    ("treatment", "therapy"), ("treated with", "given"), ("received", "were given"), ("administered", "given"),
    ("individuals", "people", "persons"), ("children", "youngsters"), ("elderly", "older"), ("physicians", "doctors"),
    ("myocardial infarction", "heart attack"), ("hypertension", "high blood pressure"), ("renal", "kidney"),
    ("hepatic", "liver"), ("cardiac", "heart"), ("pulmonary", "lung"), ("neoplasm", "tumour"), ("tumor", "tumour"),
    ("carcinoma", "cancer"), ("efficacy", "effectiveness"), ("beneficial", "helpful"), ("began", "started"),
    ("assessed", "evaluated", "examined"), ("investigated", "studied"), ("prior to", "before"),
    ("utilized", "used"), ("obtained", "acquired"), ("approximately", "about", "around"), ("mortality", "death rate"),
    ("died", "passed away"), ("deaths", "fatalities"), ("outcomes", "results"), ("due to", "because of"),
    ("associated with", "linked to", "related to"), ("did not differ significantly", "were not significantly different"),
    ("no significant difference", "no statistically significant difference"), ("necessary", "needed", "required"),
    ("women", "females"), ("men", "males"), ("infants", "babies"), ("per day", "daily", "a day", "each day"),
    ("once daily", "once a day"), ("twice daily", "twice a day", "two times a day"), ("intravenous", "i.v."),
    ("intramuscular", "i.m."), ("subcutaneous", "s.c."), ("oral", "by-mouth"), ("weeks", "wk"), ("randomized", "randomised"),
    ("improved", "got better"), ("trial", "study"), ("prevented", "averted"), ("caused", "led to", "produced"),
    ("resulted in", "led to"), ("lower than", "less than"), ("better than", "superior to"), ("worse than", "inferior to"),
    ("similar", "comparable"), ("more than", "over"), ("less than", "under"), ("at least", "no fewer than"),
    ("suggest", "indicate"), ("may", "might"), ("common", "frequent"), ("rare", "uncommon"),
    ("safe", "free of safety problems"), ("large", "big"), ("rapid", "fast", "quick"), ("onset", "start"),
)  # fmt: skip
UNITS = {
    "mg": "milligrams", "kg": "kilograms", "ml": "millilitres", "mL": "millilitres", "h": "hours", "g": "grams",
    "min": "minutes", "%": "percent", "µg": "micrograms", "cm": "centimetres", "mm": "millimetres", "yr": "years",
}  # fmt: skip
DIGITS = "zero one two three four five six seven eight nine ten eleven twelve".split()
TAIL = re.compile(r"^(?P<core>[^,;:]{25,}?) (?P<tail>(?:at|after|during|within|over|in|among) (?:\S+ ){1,6}\S+?)\.$")
GROUPS = re.compile(
    r"^(?P<what>[^,;:]{4,90}?) (?P<be>was|were) (?P<how>significantly |markedly |slightly )?"
    r"(?P<dir>higher|lower|greater|longer|shorter|better|worse) in (?P<a>[^,;:]{3,60}?) than in (?P<b>[^,;:]{3,60}?)\.$"
)
OPPOSITE = {
    "higher": "lower", "lower": "higher", "greater": "lower", "longer": "shorter", "shorter": "longer",
    "better": "worse", "worse": "better",
}  # fmt: skip
NO_DIFFERENCE = re.compile(
    r"^There (?:was|were) no (?:statistically )?significant differences? in (?P<what>[^,;:]{4,90}?) between "
    r"(?P<a>[^,;:]{3,60}?) and (?P<b>[^,;:]{3,60}?)\.$"
)
ACTIVE = re.compile(
    r"^(?P<who>[A-Z][^,;:]{3,60}?) (?P<how>significantly |markedly )?(?P<verb>reduced|increased|decreased|improved|"
    r"prevented|inhibited|enhanced|attenuated|suppressed|induced|reversed|delayed) (?P<what>[^,;:]{4,90})\.$"
)
DEFINED = re.compile(r"((?:[A-Za-z][\w-]+ ){1,5}[A-Za-z][\w-]+) \(([A-Z][A-Za-z0-9-]{1,7})\)")


def rewrite(sentence: str, passage: str, rng: random.Random) -> str:
    """One faithful variant; the choices depend on the seed alone, not on the words that an error has changed."""
    seeds = [rng.random() for _ in range(12)]
    text = LEADS.sub("", sentence.strip())
    text = REPORTED.sub("", text)
    if seeds[0] < 0.6:
        text = BRACKETS.sub("", text)
    text = _capital(text)
    if seeds[1] < 0.55:
        text = _structure(text, seeds[2])
    if seeds[3] < 0.35:
        text = _units(text, seeds[4])
    if seeds[5] < 0.7:
        text = _synonyms(text, random.Random(seeds[6]), most=3)
    if seeds[7] < 0.3:
        text = _abbreviations(text, passage, seeds[8])
    if seeds[9] < 0.15:
        opener = OPENERS[int(seeds[10] * len(OPENERS))]
        text = opener + (text[0].lower() + text[1:] if text[1:2].islower() and text[:1].isupper() else text)
    return text.lower() if seeds[11] < 0.06 else text


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def _structure(text: str, seed: float) -> str:
    if match := GROUPS.match(text):
        how = match["how"] or ""
        if seed < 0.5:
            other = OPPOSITE[match["dir"]]
            return f"{match['what']} {match['be']} {how}{other} in {match['b']} than in {match['a']}."
        return f"Compared with {match['b']}, {match['a']} had {how}{match['dir']} {_lower(match['what'])}."
    if match := NO_DIFFERENCE.match(text):
        forms = (
            f"{_capital(match['what'])} did not differ significantly between {match['a']} and {match['b']}.",
            f"{_capital(match['a'])} and {match['b']} did not differ significantly in {match['what']}.",
        )
        return forms[int(seed * 2)]
    if match := ACTIVE.match(text):
        be = "were" if re.search(r"s(?: (?:in|of|and)\b|$)", match["what"]) else "was"
        return f"{_capital(match['what'])} {be} {match['how'] or ''}{match['verb']} by {_lower(match['who'])}."
    if seed < 0.7 and (match := TAIL.match(text)):
        return f"{_capital(match['tail'])}, {_lower(match['core'])}."
    return text


def _lower(text: str) -> str:
    return text[:1].lower() + text[1:] if text[1:2].islower() else text


def _units(text: str, seed: float) -> str:
    if seed < 0.6:
        for short, long in UNITS.items():
            text = re.sub(rf"(?<=\d) ?{re.escape(short)}(?![\w/])", f" {long}", text)
    if seed > 0.4:
        text = re.sub(
            r"(?<![\w.,/'’–-])\b([1-9]|1[0-2])\b(?![\w.,/%'’–-]|\s?%)", lambda m: DIGITS[int(m.group(1))], text
        )
    return text


def _synonyms(text: str, rng: random.Random, most: int) -> str:
    groups = list(SWAPS)
    rng.shuffle(groups)
    done = 0
    for group in groups:
        for word in group:
            if done < most and re.search(rf"\b{re.escape(word)}\b", text):
                other = rng.choice([w for w in group if w != word])
                text = re.sub(rf"\b{re.escape(word)}\b", other, text, count=1)
                done += 1
                break
    return text


def _abbreviations(text: str, passage: str, seed: float) -> str:
    for match in DEFINED.finditer(passage):
        words, short = match.group(1).split(), match.group(2)
        letters = [c for c in short if c.isalpha()]
        words = words[-len(letters) :]
        if len(words) == len(letters) and all(w[0].lower() == c.lower() for w, c in zip(words, letters, strict=True)):
            long = " ".join(words)
            if seed < 0.5:
                text = text.replace(f"{long} ({short})", long).replace(short, long)
            else:
                text = text.replace(f"{long} ({short})", short).replace(long, short)
    return text
