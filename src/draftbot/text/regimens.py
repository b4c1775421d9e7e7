"""Dose phrases read as one: amount, unit, route, frequency, duration and repeat together."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache

from draftbot.records.record import Record
from draftbot.text.numerals import NUMERAL_WORDS, TIME_SCALES, scaled
from draftbot.text.quantities import NUMBER, SPECIAL, Quantity, quantities

ROUTES = {
    "IM": r"\bIM\b|\bi\.m\.|\bintramuscular(?:ly)?\b",
    "IV": r"\bIV\b|\bi\.v\.|\bintravenous(?:ly)?\b|\binfus(?:ion|ions|ed)\b",
    "SC": r"\bSC\b|\bs\.c\.|\bsubcutaneous(?:ly)?\b",
    "oral": r"\boral(?:ly)?\b|\bby mouth\b|\bp\.o\.",
    "intranasal": r"\bintranasal(?:ly)?\b",
}
FREQUENCIES = (
    (
        "daily or every other day",
        r"(?<!twice )(?<!times )\b(?:once )?daily or (?:every (?:other|second) day|EOD)\b|\beach day or every (?:other|second) day\b",
    ),
    ("every other day", r"\bevery (?:other|second) day\b|\bEOD\b"),
    ("twice daily", r"\btwice[ -](?:daily|a day)\b|\bb\.i\.d\.|\bBID\b|\b2 ?[x×] ?(?:/|per|a|each)? ?da(?:y|ily)\b"),
    (
        "twice weekly",
        r"\btwice[ -](?:weekly|a week|per week)\b|\b(?:2|two)(?: days| infusions| times)? (?:a|per|each) week\b|\b2 ?[x×] ?(?:/|per|a|each)? ?week(?:ly)?\b|\bon (?:2|two) days (?:a|per) week\b",
    ),
    (
        "three times daily",
        r"\b(?:3|three) times (?:daily|a day)\b|\bt\.i\.d\.|\bTID\b|\b3 ?[x×] ?(?:/|per|a|each)? ?da(?:y|ily)\b",
    ),
    (
        "three times weekly",
        r"\b(?:3|three)(?: days| infusions| times)? (?:a|per|each) week\b|\bthrice[ -]weekly\b|\b3 ?[x×] ?(?:/|per|a|each)? ?week(?:ly)?\b",
    ),
    ("5 days weekly", r"\b(?:5|five) (?:times|days) ?(?:a|per|each|every|of each|of every|of the|/) ?week\b"),
    ("weekly", r"\b(?:once[ -])?weekly\b|\bonce (?:a|per|every) week\b|\bevery week\b"),
    (
        "daily",
        r"\bonce[ -](?:daily|a day)\b|\bdaily\b(?! (?:activit|living|life|function))|\ba day\b(?! or)|\bevery day\b|\bper day\b|\beach day\b|/d(?:ay)?\b|\bonce per day\b",
    ),
)
DAYS = re.compile(
    rf"(?:\b(?:for|over|up to|of|lasting|during)\s+|[x×]\s*)(?:the first\s+|up to\s+)?(?P<low>{NUMBER})(?:\s*(?:-|to)\s*(?P<high>{NUMBER}))?\s*-?(?:consecutive )?(?P<unit>day|week|month|night)s?\b"
)


# A route that stands right before its amount: "infused at 2 g", "by mouth at 1.2 g".
BEFORE = re.compile(
    r"\b(?:infus\w+|by mouth|orally|intravenously|intramuscularly|subcutaneously|intranasally)(?: \w+){0,2}? (?:at|as|with) $"
)


class Regimen(Record):
    """One dose phrase; each part is canonical, or ``None`` where the phrase is silent."""

    amount: str
    route: str | None
    frequency: str | None
    duration: str | None
    start: int
    end: int


@lru_cache(maxsize=20_000)
def regimens(text: str) -> tuple[Regimen, ...]:
    """The dose phrases of a sentence, in order: each amount with what follows it up to the next amount, or, for parts
    that stand before the first amount of a clause, what precedes it."""
    doses = [quantity for quantity in quantities(text) if quantity.kind == "amount" and _is_dose(quantity)]
    plain = text.translate(SPECIAL)
    found = []
    for position, dose in enumerate(doses):
        end = doses[position + 1].start if position + 1 < len(doses) else len(text)
        stop = re.search(r";|\bthen\b|, whereas|\. (?=[A-Z])", plain[dose.end : end])
        reach = dose.end + stop.start() if stop else end
        found.append(_regimen(plain, dose, reach))
    return tuple(found)


def _is_dose(quantity: Quantity) -> bool:
    unit = quantity.key.rpartition(":")[2]
    return (
        unit.partition("/")[0] in {"mg", "g", "µg", "ng", "mL", "L", "IU", "nmol", "µmol", "mmol"} and "/L" not in unit
    )


def _regimen(text: str, dose: Quantity, end: int) -> Regimen:
    phrase = text[dose.start : end]
    before = BEFORE.search(text[: dose.start])
    phrase_of_route = before.group(0) if before else phrase
    route = next((name for name, form in ROUTES.items() if re.search(form, phrase_of_route)), None)
    frequency = next((name for name, form in FREQUENCIES if re.search(form, phrase, re.IGNORECASE)), None)
    days = DAYS.search(_digits(phrase))
    duration = None
    if days:
        reach = f"{days['low']}~{days['high']}" if days["high"] else days["low"]
        duration = f"{reach}:{days['unit']}"
    return Regimen(amount=dose.key, route=route, frequency=frequency, duration=duration, start=dose.start, end=end)


@lru_cache(maxsize=20_000)
def frequencies(text: str) -> tuple[str, ...]:
    """How often, in canonical words; each place is read once, as the longest phrase that fits it."""
    rest, found = text.translate(SPECIAL), []
    for name, form in FREQUENCIES:
        rest, count = re.subn(form, " ", rest, flags=re.IGNORECASE)
        found += [name] * bool(count)
    return tuple(found)


class Course(Record):
    """How often and for how long, as one phrase; both canonical."""

    frequency: str
    duration: str
    text: str


@lru_cache(maxsize=20_000)
def courses(text: str) -> tuple[Course, ...]:
    """The phrases that tell a frequency and right behind it a duration ("twice a week for eight weeks")."""
    plain = _digits(text.translate(SPECIAL))
    found = []
    for name, form in FREQUENCIES[1:]:
        for match in re.finditer(rf"(?:{form})\s+{DAYS.pattern}", plain, re.IGNORECASE):
            duration = f"{match['low']}~{match['high']}" if match["high"] else match["low"]
            unit = f"{duration}:{match['unit'].lower()}"
            found.append(Course(frequency=name, duration=unit, text=match.group(0)))
    return tuple(found)


def lasting(duration: str | None) -> str | None:
    """A regimen's duration in the unit that keys use, so that three weeks are 21 days."""
    if duration is None:
        return None
    reach, _, unit = duration.partition(":")
    values = [scaled(Decimal(value.replace(",", "")), unit, TIME_SCALES) for value in reach.split("~")]
    return f"{'~'.join(format(value.normalize(), 'f') for value, _ in values)}:{values[0][1]}"


def _digits(text: str) -> str:
    return NUMERAL_WORDS.pattern.sub(lambda match: str(NUMERAL_WORDS.value(match.group())), text)
