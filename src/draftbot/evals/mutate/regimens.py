"""Errors in what was given: unit, dose, frequency, duration, time point, route."""

from __future__ import annotations

import re
from random import Random

from draftbot.evals.mutate.digits import EITHER, NUMBER, other
from draftbot.evals.mutate.rule import Rule, Scene, replaced, says

# What a unit is mistaken for.
UNITS = {
    "mg/kg/day": ("µg/kg/day", "mg/day"), "mg/kg": ("µg/kg", "mL/kg"), "µg/kg": ("mg/kg", "ng/kg"), "mL/kg": ("mg/kg",),
    "nmol/kg": ("µmol/kg", "mg/kg"), "mg/day": ("g/day", "µg/day"), "mL/day": ("mg/day",), "mg": ("µg", "mL", "g"),
    "mL": ("mg", "L"), "µg/mL": ("mg/mL", "ng/mL"), "µM": ("nM", "mM"), "U/L": ("mg/L",), "µg": ("mg",), "kg": ("g",),
    "mmHg": ("kPa",), "mg/dL": ("mmol/L",), "IU": ("mg",), "ng/mL": ("µg/mL",), "g": ("mg",),
}  # fmt: skip
UNIT = "|".join(re.escape(unit) for unit in sorted(UNITS, key=len, reverse=True))
TIME = r"seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?"
DOSE = rf"(?<![\w.,])({NUMBER})(?=(?: (?:or|and|to) (?:{NUMBER})|–(?:{NUMBER})|, (?:{NUMBER}))* (?:{UNIT})(?![\w/]))"
FREQUENCIES = {
    "once daily": ("twice daily", "once weekly"), "twice daily": ("once daily", "four times daily"),
    "daily": ("weekly", "twice daily"), "a day": ("a week",), "twice weekly": ("twice daily", "once weekly"),
    "twice a week": ("twice a day", "once a week"), "once a week": ("once a day",), "every other day": ("twice a day",),
    "every day": ("every week",), "/day": ("/week",), "five days a week": ("three days a week", "seven days a week"),
    "two days a week": ("four days a week",),
}  # fmt: skip
FREQUENCY = "|".join(re.escape(form) for form in sorted(FREQUENCIES, key=len, reverse=True))
ROUTES = {
    "intramuscularly": ("subcutaneously", "orally"), "intravenously": ("subcutaneously", "orally"),
    "subcutaneously": ("intramuscularly", "intravenously"), "orally": ("intravenously",), "by mouth": ("by injection",),
    "intramuscular": ("subcutaneous", "oral"), "intravenous": ("subcutaneous", "oral"),
    "subcutaneous": ("intramuscular", "intravenous"), "intranasal": ("oral", "intravenous"), "oral": ("intravenous",),
    "mouth": ("subcutaneous injection",),
}  # fmt: skip


def _unit(text: str, rng: Random, scene: Scene) -> str | None:
    return replaced(text, rng, [(rf"(?<=\d )(?:{UNIT})(?![\w/])", lambda m: rng.choice(UNITS[m.group()]))])


def _dose(text: str, rng: Random, scene: Scene) -> str | None:
    return _changed(text, rng, scene, DOSE)


def _changed(text: str, rng: Random, scene: Scene, pattern: str) -> str | None:
    """One number that the pattern's first group finds, changed."""
    places = [match.span(1) for match in re.finditer(pattern, text)]
    if not places:
        return None
    start, end = rng.choice(places)
    new = other(text[start:end], rng, scene.source)
    return None if new is None else text[:start] + new + text[end:]


def _frequency(text: str, rng: Random, scene: Scene) -> str | None:
    pattern = rf"(?<![\w-])(?:{FREQUENCY.replace('/day', '(?!)')})(?![\w-]| living)|/day\b"
    return replaced(text, rng, [(pattern, lambda m: rng.choice(FREQUENCIES[m.group()]))])


def _duration(text: str, rng: Random, scene: Scene) -> str | None:
    """How long something was given or lasted: the number or the unit of time."""
    if rng.random() < 0.3:
        unit = {"days": "weeks", "weeks": "months", "months": "weeks", "hours": "days", "years": "months"}
        span = rf"((?:for|over|programme of|up to) (?:{EITHER}) )({'|'.join(unit)})\b"
        return replaced(text, rng, [(span, lambda m: m[1] + unit[m[2]])])
    spans = rf"(?:for|over|programme of|up to) (?:up to )?({EITHER})(?= (?:consecutive )?(?:{TIME})\b)"
    return _changed(text, rng, scene, rf"{spans}|(?!)")


def _time_point(text: str, rng: Random, scene: Scene) -> str | None:
    """When something was measured or begun."""
    at = rf"(?:at|after|within|began|and|on|started at|first) (?:the first )?({EITHER})(?= (?:{TIME})\b)"
    on = r"\b(?:day|week|month|night|year)s? (\d+)\b"
    return _changed(text, rng, scene, rng.choice([at, on])) or _changed(text, rng, scene, on)


def _route(text: str, rng: Random, scene: Scene) -> str | None:
    def elsewhere(match: re.Match[str]) -> str:
        small = match.group().lower()
        free = [route for route in ROUTES[small] if not says(scene.source, route)]
        new = rng.choice(free) if free else small
        return new.capitalize() if match.group()[0].isupper() else new

    routes = "|".join(sorted(ROUTES, key=len, reverse=True))
    return replaced(text, rng, [(rf"(?<![\w-])(?i:{routes})(?![\w-])", elsewhere)])


RULES = (
    Rule("unit", "numeric", _unit),
    Rule("dose", "numeric", _dose),
    Rule("frequency", "numeric", _frequency),
    Rule("duration", "numeric", _duration),
    Rule("time point", "numeric", _time_point),
    Rule("route", "other", _route),
)
