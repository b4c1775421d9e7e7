"""Errors in figures: estimates, intervals, P values, counts."""

from __future__ import annotations

import itertools
import re
from random import Random

from draftbot.evals.mutate.digits import EITHER, NUMBER, other, value
from draftbot.evals.mutate.rule import Rule, Scene, either
from draftbot.text.quantities import Quantity, quantities

YEAR = r"(?:19|20)\d\d"
SIGN = r"[−-]?"
BOUNDS = rf"(?P<low>{SIGN}(?:{NUMBER}))(?P<joint>–| to |-)(?P<high>{SIGN}(?:{NUMBER}))"
INTERVAL = rf"(?P<level>\d\d(?:\.\d+)?)(?P<ci>% CI ){BOUNDS}"
P_VALUE = r"(?P<p>\b[Pp] ?)(?P<sign>[<>=≤≥])(?P<space> ?)(?P<v>0?\.\d+)"
PEOPLE = r"patients|people|participants|volunteers|rats|mice|animals|men|women|children"
COUNTED = rf"{PEOPLE}|trials|studies|cohorts|scales|centres|cycles|receptors|nights|infusions|outcome scales"


def _number(text: str, rng: Random, scene: Scene) -> str | None:
    """A digit of an estimate, a percentage or a bare decimal."""
    found = [q for q in quantities(text) if q.kind in ("estimate", "percent", "bracket", "number")]
    places = []
    for q in found:
        counts = q.kind == "number" and re.match(rf" (?:\w+ )?(?:{COUNTED})\b", text[q.end :])
        for m in re.finditer(NUMBER, text[q.start : q.end]):
            if not counts and not re.fullmatch(YEAR, m.group()):
                places.append((q.start + m.start(), q.start + m.end()))
    return _at_one(text, rng, scene, places)


def _at_one(text: str, rng: Random, scene: Scene, places: list[tuple[int, int]]) -> str | None:
    if not places:
        return None
    start, end = rng.choice(places)
    new = other(text[start:end], rng, scene.source)
    return None if new is None else text[:start] + new + text[end:]


def _swapped(text: str, rng: Random, scene: Scene) -> str | None:
    """The figures of two arms exchanged."""
    pair = arm_figures(text, scene)
    if not pair:
        return None
    (a, b), (c, d) = pair
    return text[:a] + text[c:d] + text[b:c] + text[a:b] + text[d:]


def arm_figures(text: str, scene: Scene) -> tuple[tuple[int, int], tuple[int, int]] | None:
    """Spans of two unequal figures of one kind that belong to two different arms, each before or each after its arm."""
    arms = list(re.finditer(rf"\b(?:{either(scene.arms)})\b", text))
    if len(arms) < 2 or arms[0].group() == arms[1].group():
        return None
    shown = [q for q in quantities(text) if q.kind in ("percent", "number", "amount", "bracket")]
    for first, second in itertools.pairwise(shown):
        alike = (
            first.kind == second.kind
            and first.key != second.key
            and not (_listed(text, first) or _listed(text, second))
        )
        before = first.end <= arms[0].start() <= second.start and second.end <= arms[1].start()
        after = arms[0].end() <= first.start <= arms[1].end() <= second.start
        if alike and (before or after):
            return (first.start, first.end), (second.start, second.end)
    return None


def _listed(text: str, quantity: Quantity) -> bool:
    """Whether a figure is one of several that one arm was given: "1 or 3 mg"."""
    after, before = text[quantity.end :], text[: quantity.start]
    return bool(re.match(r"(?: [\w/µ]+)?,? (?:or|to|and) \d", after) or re.search(r"\d,? (?:or|to) $", before))


def _bound(text: str, rng: Random, scene: Scene) -> str | None:
    places = [m.span(name) for m in re.finditer(INTERVAL, text) for name in ("low", "high")]
    return _at_one(text, rng, scene, [(a + (text[a] in "−-"), b) for a, b in places])


def _level(text: str, rng: Random, scene: Scene) -> str | None:
    levels = [m.span("level") for m in re.finditer(INTERVAL, text)]
    if not levels:
        return None
    start, end = rng.choice(levels)
    return text[:start] + rng.choice([v for v in ("90", "99", "80") if v != text[start:end]]) + text[end:]


def _p_sign(text: str, rng: Random, scene: Scene) -> str | None:
    matches = list(re.finditer(P_VALUE, text))
    if not matches:
        return None
    match = rng.choice(matches)
    start, end = match.span("sign")
    return text[:start] + (">" if match["sign"] in "<≤" else rng.choice("<>")) + text[end:]


def _p_value(text: str, rng: Random, scene: Scene) -> str | None:
    """Another P value, still a probability; a smaller bound where a bound is given, since a larger one follows."""
    matches = list(re.finditer(P_VALUE, text))
    if not matches:
        return None
    match = rng.choice(matches)
    start, end = match.span("v")
    bound = match["sign"] in "<≤"
    new = (
        f"{match['v'][:-1]}01"
        if bound and match["v"][-1] == "1"
        else None
        if bound
        else other(match["v"], rng, scene.source)
    )
    return None if new is None or value(new) > 1 else text[:start] + new + text[end:]


def _year(text: str, rng: Random, scene: Scene) -> str | None:
    """The year of a work, a few years off."""
    years = [m.span() for m in re.finditer(rf"\b{YEAR}\b(?! (?:mg|patients|people))", text)]
    if not years:
        return None
    start, end = rng.choice(years)
    new = str(int(text[start:end]) + rng.choice([-3, -2, -1, 1, 2, 3]))
    return None if new in scene.source else text[:start] + new + text[end:]


def _minus(text: str, rng: Random, scene: Scene) -> str | None:
    """A minus sign lost."""
    signs = [m.start() for m in re.finditer(r"(?<=[\s(])[−-](?=\d)", text)]
    if not signs:
        return None
    at = rng.choice(signs)
    return text[:at] + text[at + 1 :]


def _count(text: str, rng: Random, scene: Scene) -> str | None:
    """How many people, trials, scales; not the number they are taken from."""
    pattern = rf"(?<![\w.,-])(?<!of )(?<!Of the )(?<!of the )({EITHER})(?! (?:in|days|weeks|months|hours|years|m[gL])\b)(?= (?:[a-z-]+,? ){{0,3}}(?:{COUNTED})\b)"
    return _at_one(
        text,
        rng,
        scene,
        [m.span(1) for m in re.finditer(pattern, text, re.IGNORECASE) if _whole(m[1]) and not re.fullmatch(YEAR, m[1])],
    )


def _denominator(text: str, rng: Random, scene: Scene) -> str | None:
    pattern = rf"\b[Oo]f (?:the )?({EITHER})(?= (?:[\w-]+ )?(?:{COUNTED})\b)"
    return _at_one(
        text,
        rng,
        scene,
        [m.span(1) for m in re.finditer(pattern, text) if _whole(m[1]) and not re.fullmatch(YEAR, m[1])],
    )


def _whole(printed: str) -> bool:
    return not printed[0].isdigit() or value(printed).is_integer()


RULES = (
    Rule("number", "numeric", _number),
    Rule("number swap", "numeric", _swapped),
    Rule("interval bound", "numeric", _bound),
    Rule("interval level", "numeric", _level),
    Rule("P sign", "numeric", _p_sign),
    Rule("P value", "numeric", _p_value),
    Rule("minus", "numeric", _minus),
    Rule("year", "numeric", _year),
    Rule("count", "numeric", _count),
    Rule("denominator", "numeric", _denominator),
)
