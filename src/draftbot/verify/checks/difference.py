"""A difference between groups: is there one in the source, and does it go the way that its figures go?"""

from __future__ import annotations

import re
from decimal import Decimal

from draftbot.records.verdict import CheckResult
from draftbot.text.words import words
from draftbot.verify.binding import bindings, number
from draftbot.verify.checks.answer import contradicted, passed, sides, unsupported, where
from draftbot.verify.claims import Claim
from draftbot.verify.closeness import pairings
from draftbot.verify.comparison import comparisons
from draftbot.verify.lexicon import DOWN, UP
from draftbot.verify.library import Library, Sentence
from draftbot.verify.paraphrase import plain

NAME = "difference"
ALIKE = re.compile(
    r"\b(?:similar(?:ly)?|comparabl[ey]|alike|equal(?:ly)?|(?:did|do|does|was|were|is|are) not (?:\w+ ){0,2}(?:differ|different)\b|"
    r"no (?:\w+ ){0,2}differences?|(?:little|not) or no(?:t at all)? differ\w*|differ(?:ed|s)? little|indistinguishable)\b",
    re.IGNORECASE,
)
# Stronger than "similar" or "no significant difference": needs a source that says so.
EQUIVALENT = re.compile(
    r"\b(?:equivalent|identical|non-?inferior(?:ity)?|just as (?:\w+) as|no (?:more|less|fewer) (?:\w+ ){0,3}than|"
    r"as (?:safe|effective|good|well) as|equally (?:safe|effective|good)|no effects?(?! sizes?)|has no side effects|no risk)\b",
    re.IGNORECASE,
)
WITH_ONE = re.compile(
    r"\b(?:with|on|under|in|among|for|given|after)\s*(?:the\s+|those\s+|patients\s+|people\s+|given\s+|on\s+|treated\s+with\s+)*$",
    re.IGNORECASE,
)


def check(claim: Claim, library: Library) -> CheckResult:
    """A claim of more or less for one group is held against the shares that the source gives for each, and against a
    source that calls the groups alike; "equivalent" and "as safe as" need a source that says so."""
    strong = EQUIVALENT.search(claim.text)
    told = " ".join(sentence.text for sentence in (*claim.evidence, *claim.relevant))
    if strong and strong.group(0).lower()[:8] not in told.lower():
        reason = f"the source does not say {strong.group(0)!r}"
        return unsupported(NAME, reason, where(claim, strong.group(0)))
    return _alike(claim) or _shares(claim, library) or passed(NAME)


def _alike(claim: Claim) -> CheckResult | None:
    for pairing in pairings(claim):
        compared = comparisons(pairing.text)
        alike = ALIKE.search(pairing.text)
        same = [part for part in pairing.near if ALIKE.search(part.text)]
        other = [part for part in pairing.near if comparisons(part.text) and not ALIKE.search(part.text)]
        if compared and not alike and same and not other:
            phrase = ALIKE.search(same[0].text)
            assert phrase is not None
            reason = f"the source tells of no difference; {sides(repr(phrase.group(0)), repr(pairing.text.strip()))}"
            return contradicted(NAME, reason, where(claim, pairing.text))
        if alike and not compared and other and not same and not re.search(r"\bnot\b", other[0].text):
            reason = f"the source tells of a difference; {sides(repr(other[0].text.strip()), repr(alike.group(0)))}"
            return contradicted(NAME, reason, where(claim, alike.group(0)))
    return None


def _shares(claim: Claim, library: Library) -> CheckResult | None:
    """More of something for the group whose share is the smaller one."""
    more = _more(claim.text, library)
    if more is None:
        return None
    group, up = more
    for sentence in (*claim.evidence, *claim.relevant):
        for family in ("percent",):
            values = _values(sentence, family, library)
            if group not in values or len(values) < 2:
                continue
            own = values[group]
            others = [value for name, value in values.items() if name != group]
            if (up and own < min(others)) or (not up and own > max(others)):
                told = ", ".join(
                    f"{name} {value}{'%' if family == 'percent' else ''}" for name, value in values.items()
                )
                return contradicted(NAME, f"the source's figures go the other way; {sides(told, claim.text.strip())}")
    return None


def _values(sentence: Sentence, family: str, library: Library) -> dict[str, Decimal]:
    found: dict[str, Decimal] = {}
    for bound in bindings(sentence.text, library.arms):
        value = number(bound.value)
        if bound.family == family and value is not None and not bound.group.startswith("'"):
            found.setdefault(bound.group, value)
    return found


def _more(text: str, library: Library) -> tuple[str, bool] | None:
    """The group of which a claim tells more (``True``) or less of something; ``None`` where it does not, or tells of
    better and worse, which figures alone do not show."""
    named = library.arms.find(text)
    for one in comparisons(plain(text)):
        if one.axis != "size":
            continue
        for name in named:
            stems = {word.stem for word in words(name.canonical)}
            if stems <= one.more:
                return name.canonical, True
            if stems <= one.less:
                return name.canonical, False
    directions = {word.stem in UP for word in words(text) if word.stem in UP | DOWN}
    if len(named) == 1 and len(directions) == 1 and WITH_ONE.search(text[: named[0].start]):
        return named[0].canonical, directions.pop()
    return None
