"""Is what belongs together told the other way round: two figures, an exception, an order, the lesser of two?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftbot.records.verdict import CheckResult
from draftbot.text.quantities import Quantity, quantities
from draftbot.text.regimens import ROUTES
from draftbot.verify.checks.answer import contradicted, passed, sides, unsupported, where
from draftbot.verify.claims import Claim
from draftbot.verify.figures import parsed
from draftbot.verify.library import Library, Sentence

NAME = "exchange"
# What parts a statement in two, the strongest first; two of a kind leave open where.
BOUNDARIES = tuple(
    map(
        re.compile, (r";", r"\b(?:whereas|while|but)\b", r",\s+and\b", r",", r"\band\b", r"\b(?:versus|against|than)\b")
    )
)
SEQUENCE = re.compile(r"\b(?:then|later|afterwards?|subsequently|thereafter|followed by)\b", re.IGNORECASE)
EXCEPT = re.compile(
    r"\b(?:unlike|but not|in contrast (?:to|with)|as opposed to|except(?: for)?)\s+(?P<what>[^,.;:]+)", re.IGNORECASE
)
LESS_WITH = re.compile(r"\b(?:less so|to a lesser (?:extent|degree)) (?:with|in|for|on|under)\s+(?P<what>[^,.;:]+)", re.IGNORECASE)  # fmt: skip
LESS = re.compile(r"(?P<what>[^,.;:]+),? to a lesser (?:extent|degree)\b(?! (?:with|in|for|on|under)\b)", re.IGNORECASE)
THAN = re.compile(r"\bthan (?:(?:with|on|at|after|for|the) )*(?=\d)", re.IGNORECASE)
COMPARED = re.compile(r"\b(?:than|versus|vs|compared|between|against|dose-dependent(?:ly)?)\b", re.IGNORECASE)


def check(claim: Claim, library: Library) -> CheckResult:
    """Holds the whole statement, of which the claim may be a clause, against each sentence that tells the same; only a
    sentence that has both halves can deny it."""
    told = (*claim.evidence, *claim.relevant)
    whole = claim.unit.text if claim.text in claim.unit.text else claim.text
    for sentence in told:
        found = [_order(whole, sentence), *(rule(whole, sentence, library) for rule in (_figures, _exception, _lesser))]
        if reason := next(filter(None, found), None):
            return contradicted(NAME, reason, where(claim, whole))
    return _doses(claim, told) or passed(NAME)


def _figures(text: str, sentence: Sentence, library: Library) -> str | None:
    """Two figures of one kind, each with the other's words: in the claim and in the source both are parted in two, and
    no word of either part stands with the same figure."""
    for pair in _alike(text):
        stated = [one for one in quantities(sentence.text) if one.key in {figure.key for figure in pair}]
        if len(stated) != len({one.key for one in stated}) or len(stated) != len(pair):
            continue
        own, other = _words_of(text, pair, library), _words_of(sentence.text, stated, library)
        if not own or not other:
            continue
        crossed = {word: key for word, key in own.items() if other.get(word, key) != key}
        agree = any(other.get(word) == key for word, key in own.items())
        if not agree and len(set(crossed.values())) == len(pair):
            printed = " and ".join(text[one.start : one.end] for one in pair)
            return f"{printed} are told the other way round; {sides(sentence.text, text)}"
    return None


def _alike(text: str) -> Iterator[tuple[Quantity, Quantity]]:
    """Pairs of figures of one kind and unit that no third one joins."""
    kinds: dict[tuple[str, str], list[Quantity]] = {}
    for one in quantities(text):
        kinds.setdefault((one.kind, parsed(one.key)[2]), []).append(one)
    for pair in kinds.values():
        if len(pair) == 2 and pair[0].key != pair[1].key:
            yield pair[0], pair[1]


def _words_of(text: str, pair: tuple[Quantity, ...] | list[Quantity], library: Library) -> dict[str, str]:
    """The figure that each word stands with; words of both parts stand with none."""
    first, second = sorted(pair, key=lambda one: one.start)
    cut = _cut(text, first.end, second.start)
    if cut is None:
        return {}
    left, right = library.stems(text[:cut]), library.stems(text[cut:])
    return dict.fromkeys(left - right, first.key) | dict.fromkeys(right - left, second.key)


def _cut(text: str, start: int, end: int) -> int | None:
    for pattern in BOUNDARIES:
        found = [match.start() for match in pattern.finditer(text, start, end)]
        if found:
            return found[0] if len(found) == 1 else None
    return None


def _order(text: str, sentence: Sentence) -> str | None:
    """Two routes or doses that follow each other, in the other order."""
    if not (SEQUENCE.search(text) and SEQUENCE.search(sentence.text)):
        return None
    for steps in (_routes, _amounts):
        own, stated = steps(text), steps(sentence.text)
        if len(own) == 2 and own == stated[::-1]:
            return f"the order is another one; {sides(sentence.text, text)}"
    return None


def _routes(text: str) -> list[str]:
    found = sorted((match.start(), name) for name, form in ROUTES.items() for match in re.finditer(form, text))
    return list(dict.fromkeys(name for _, name in found))


def _amounts(text: str) -> list[str]:
    return list(dict.fromkeys(one.key.removesuffix("/day") for one in quantities(text) if one.kind == "amount"))


def _exception(text: str, sentence: Sentence, library: Library) -> str | None:
    """The claim excepts what the source tells the thing of, and tells it of what the source excepts."""
    own, stated = EXCEPT.search(text), EXCEPT.search(sentence.text)
    if own is None or stated is None:
        return None
    without, source_without = (library.stems(found["what"]) for found in (own, stated))
    rest = library.stems(text[: own.start()] + text[own.end() :])
    source_rest = library.stems(sentence.text[: stated.start()] + sentence.text[stated.end() :])
    if without and without <= source_rest and not without & source_without and source_without & rest:
        return f"the source sets apart {stated['what'].strip()!r}, the article {own['what'].strip()!r}"
    return None


def _lesser(text: str, sentence: Sentence, library: Library) -> str | None:
    """Of two groups another one is told to have had less of it."""
    own, stated = _less(text, library), _less(sentence.text, library)
    if own and stated and not own & stated:
        return f"the lesser is another one; {sides(', '.join(sorted(stated)), ', '.join(sorted(own)))}"
    return None


def _less(text: str, library: Library) -> frozenset[str]:
    """The groups of which a text says that they had less."""
    after, before = LESS_WITH.search(text), LESS.search(text)
    if after:
        return frozenset(name.canonical for name in library.arms.find(after["what"]))
    return frozenset(name.canonical for name in library.arms.find(before["what"])) if before else frozenset()


def _doses(claim: Claim, told: tuple[Sentence, ...]) -> CheckResult | None:
    """One dose set against another needs a sentence that compares both."""
    found = quantities(claim.text)
    for match in THAN.finditer(claim.text):
        second = next((one for one in found if one.start == match.end() and one.kind == "amount"), None)
        first = next((one for one in found if one.end <= match.start() and one.kind == "amount"), None)
        if first is None or second is None or first.key == second.key:
            continue
        keys = {first.key, second.key}
        if not any(keys <= sentence.keys and COMPARED.search(sentence.text) for sentence in told):
            printed = claim.text[second.start : second.end]
            return unsupported(NAME, f"the source compares no doses with {printed!r}", where(claim, match.group()))
    return None
