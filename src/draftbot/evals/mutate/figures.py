"""Faithful rewrites of figures: numerals in words and back, units, stated rounding, notation."""

from __future__ import annotations

import re
from decimal import ROUND_HALF_UP, Decimal
from random import Random

from draftbot.evals.mutate.numbers import COUNTED
from draftbot.evals.mutate.rule import Effect, Rule, Scene, replaced
from draftbot.text.numerals import ONES, TENS

SPELLED = {
    "mg": "milligrams", "mL": "millilitres", "µg": "micrograms", "kg": "kilograms", "%": " percent", "nmol": "nanomoles",
}  # fmt: skip
TIMES = {"day": ("week", 7), "hour": ("day", 24), "month": ("year", 12)}
IN_WORDS = {str(n): word for word, n in {**ONES, **TENS}.items() if n > 1}
IN_DIGITS = {word: digits for digits, word in IN_WORDS.items()}


def _in_words(text: str, rng: Random, scene: Scene) -> str | None:
    """Small whole numbers of people, trials, days as words."""
    counted = rf"(?<![\w.,–-])(\d+)(?= (?:[a-z-]+ )?(?:{COUNTED}|days|weeks|months|hours|nights|years)\b)(?<!\.\d)"
    return replaced(
        text, rng, [(counted, lambda m: _word(int(m[1]), first=m.start() == 0 or m.string[: m.start()].endswith(". ")))]
    )


def _word(number: int, *, first: bool) -> str:
    tens, ones = number - number % 10, number % 10
    if str(number) in IN_WORDS:
        word = IN_WORDS[str(number)]
    elif 20 < number < 100 and ones:
        word = f"{IN_WORDS[str(tens)]}-{'one' if ones == 1 else IN_WORDS[str(ones)]}"
    else:
        word = str(number)
    return word.capitalize() if first else word


def _in_digits(text: str, rng: Random, scene: Scene) -> str | None:
    words = "|".join(sorted(IN_DIGITS, key=len, reverse=True))
    return replaced(text, rng, [(rf"(?<!-)\b({words})\b(?!-)", lambda m: IN_DIGITS[m[1]])])


def _spelled(text: str, rng: Random, scene: Scene) -> str | None:
    """A unit in words."""
    simple = r"(?<=\d) ?(mg|mL|µg|kg|%|nmol)(?![\w/]| CI)"
    return replaced(text, rng, [(simple, lambda m: f" {SPELLED[m[1]].strip()}"), (r"(?<= mg)/day\b", " a day")])


def _converted(text: str, rng: Random, scene: Scene) -> str | None:
    """The same amount in another unit, exactly."""
    thousands: list[tuple[str, Effect]] = [
        (r"(?<![\w.,–])(\d+)000 mg\b(?!/)", r"\1 g"),
        (r"(?<![\w.,–])(\d+)000 mg/day\b", r"\1 g/day"),
        (r"(?<![\w.,–])0\.(\d) mg\b(?!/)", r"\g<1>00 µg"),
        (r"\b(\d+)00 mL\b(?=\.|,| [a-z])", lambda m: f"{Decimal(m[1]) / 10:f} L"),
    ]
    times: list[tuple[str, Effect]] = [
        (rf"(?<=for )(\d+) {small}s\b", _in_larger(large, parts)) for small, (large, parts) in TIMES.items()
    ]
    return replaced(text, rng, [*thousands, *times])


def _in_larger(unit: str, parts: int) -> Effect:
    """A whole number of the larger unit of time; the text as it is where it does not come out even."""

    def convert(match: re.Match[str]) -> str:
        whole, rest = divmod(int(match[1]), parts)
        return match.group() if rest or not whole else f"{whole} {unit}{'s' if whole > 1 else ''}"

    return convert


def _rounded(text: str, rng: Random, scene: Scene) -> str | None:
    """A figure rounded, and said to be: "about 0.68" for 0.6816, "about 4%" for 3.8%."""

    def near(match: re.Match[str]) -> str:
        number = Decimal(match[1])
        places = Decimal("0.1") if "." in match[1] and len(match[1].split(".")[1]) > 1 else Decimal(1)
        return f"about {number.quantize(places, ROUND_HALF_UP)}"

    free = r"(?<![\w.,–−;\[(-])(?<!about )"
    percent = rf"{free}(\d+\.\d+)(?=%(?! CI))"
    score = rf"{free}(?<=of )(\d+\.\d+)(?= (?:years|on)\b)"
    large = rf"{free}(\d),(\d)(\d)\d(?= )"
    estimate = r"(?<=(?:MW|OR) )(\d\.\d{2,})(?=[,;)])"

    def hundred(match: re.Match[str]) -> str:
        return f"about {round(int(match[1] + match[2] + match[3] + '0'), -2):,}"

    return replaced(text, rng, [(percent, near), (score, near), (estimate, near), (large, hundred)])


def _notation(text: str, rng: Random, scene: Scene) -> str | None:
    """The same statistics in another notation."""
    shapes: list[tuple[str, Effect]] = [
        (r"(?<=CI )([\d.]+)–([\d.]+)", r"\1 to \2"),
        (r"(?<=CI )([−-]?[\d.]+) to ([−-]?[\d.]+)", r"[\1, \2]"),
        (r"\bP ([<=>]) (?=[\d.])", r"p\1"),
        (r"\bP = (0\.\d+)", r"P value \1"),
        (r"\bP < (0\.\d+)", r"P below \1"),
        (r"\((SMD|OR|RR|MW) ([−-]?[\d.]+), 95% CI", r"(\1 = \2; 95% CI"),
        (r"(\d+) \((\d+)%\)", r"\1, or \2%,"),
        (r"(?<=\d)–(?=\d+ (?:days|months|weeks))", " to "),
    ]
    return replaced(text, rng, shapes)


RULES = (
    Rule("numbers in words", "rewrite", _in_words),
    Rule("numbers in digits", "rewrite", _in_digits),
    Rule("unit spelled out", "rewrite", _spelled),
    Rule("unit converted", "rewrite", _converted),
    Rule("stated rounding", "rewrite", _rounded),
    Rule("notation", "rewrite", _notation),
)
