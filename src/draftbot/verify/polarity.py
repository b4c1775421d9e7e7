"""What a sentence affirms and what it denies: negations, their scope, and words that deny by themselves.

Rules of our own: the negation libraries of the field (NegEx and its heirs) mark findings near a trigger for clinical
notes, in a window of five words; a comparison of two sentences needs the predicate that is denied, not its neighbours.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from draftbot.records.record import Record
from draftbot.text.stopwords import STOP_WORDS
from draftbot.text.words import Word, words
from draftbot.verify.lexicon import (
    DENYING,
    LIGHT,
    NOUN_NEGATIONS,
    PREDICATES,
    PROOF,
    VERB_NEGATIONS,
    predicate,
)
from draftbot.verify.paraphrase import same

# Negations in form that deny nothing.
HARMLESS = re.compile(
    r"\bnot (?:only|just|merely|to mention|no|without)\b|\b(?:no|not) (?:more|less|fewer|later|longer|earlier|greater) than\b|"
    r"\bwhether or not\b|\bif not\b|\bno doubt\b|\bno\. ?\d|\bnot (?:uncommon|unusual|infrequent)\b|"
    r"\b(?:can|could) ?not (?:be )?(?:excluded?|ruled? out)\b|\ban? (?:\w+ )?similar \w+|\bagents? similar to\b",
    re.IGNORECASE,
)
STOP = re.compile(r"[,;:()\[\]]|\b(?:but|whereas|although|though|while|than)\b")
JOINING = frozenset(["as", "a", "an", "the", "any", "or", "more", "most", "nor", "other", "to", "be", "been", "have"])
WIDE = frozenset(["neither", "none", "nobody", "nor"])
PREPOSITIONS = frozenset("beside besides despite regarding concerning following versus vs amid toward towards".split())
GRAMMAR = STOP_WORDS | PREPOSITIONS
# What a negation denies that has no word to deny: a figure ("was not 3").
FIGURE = "#"
FIGURES = re.compile(r"\s+[<>=±~-]?\d[\d.,%]*(?:\s*\[[^\]]*\])?")
NOT_AFTER = re.compile(r"(?:\bbut|\band|,|\() ?$")


class Denied(Record):
    """A denied word: the class of its predicate or its stem, and the place of its negation in the text.
    ``direct`` when it is what the negation is about, not one that it merely reaches."""

    key: str
    start: int
    end: int
    direct: bool = True


class Polarity(Record):
    """What a text affirms (keys of all words that nothing denies) and what it denies. ``partial`` when a negation
    stands without a verb of its own ("but not B"), so that it leaves open which predicate it denies."""

    affirmed: frozenset[str]
    denied: tuple[Denied, ...]
    partial: bool = False

    @property
    def negated(self) -> frozenset[str]:
        return frozenset(one.key for one in self.denied)


@lru_cache(maxsize=50_000)
def polarity(text: str) -> Polarity:
    """The polarity of every content word; a word under two negations is affirmed."""
    masked = HARMLESS.sub(lambda match: re.sub(r"[A-Za-z']", "x", match.group()), text)
    found = words(masked)
    counted: dict[int, list[Denied]] = {}
    partial = False
    for position, word in enumerate(found):
        reaches = tuple(_reached(masked, found, position))
        if not reaches and _denies_verb(word.text):
            counted[-position] = [Denied(key=FIGURE, start=word.start, end=word.end)]
        for reached, direct in reaches:
            place = Denied(
                key=predicate(same(found[reached].stem)), start=word.start, end=found[reached].end, direct=direct
            )
            counted.setdefault(reached, []).append(place)
        partial |= word.text.lower() == "not" and bool(NOT_AFTER.search(masked[: word.start]))
    denied = [places[0] for places in counted.values() if len(places) % 2]
    affirmed = []
    for position, word in enumerate(found):
        lowered = word.text.lower()
        if lowered in DENYING:
            place = Denied(key=DENYING[lowered], start=word.start, end=word.end)
            denied += [place] if position not in counted else []
            affirmed += [place.key] if position in counted else []
        elif len(counted.get(position, ())) % 2 == 0 and lowered not in STOP_WORDS:
            affirmed.append(predicate(same(word.stem)))
    return Polarity(affirmed=frozenset(affirmed), denied=tuple(denied), partial=partial)


def _reached(text: str, found: tuple[Word, ...], position: int) -> Iterator[tuple[int, bool]]:
    """Positions of the words that the negation at a position denies, and whether directly."""
    word = found[position].text.lower()
    stop = STOP.search(text, found[position].end)
    end = stop.start() if stop else len(text)
    after = [i for i in range(position + 1, len(found)) if found[i].end <= end]
    figure = FIGURES.match(text, found[position].end) if word == "not" else None
    if figure:  # "was not 24 [21; 25] with A": what the figure is said of
        later = (i for i in range(position + 1, len(found)) if found[i].start >= figure.end())
        yield from ((i, True) for i in later if found[i].text.lower() not in GRAMMAR)
        return
    if _denies_verb(word):
        yield from _verb(found, after)
    elif word in NOUN_NEGATIONS and not (word == "nor" and "neither" in text[: found[position].start].lower()):
        head = _noun_phrase(found, after)
        yield from ((i, _is_head(found, head, i, word)) for i in head)
        opens = not any(
            w.text.lower() not in GRAMMAR for w in found[:position] if w.start >= _begin(text, found[position])
        )
        if word in WIDE or opens:
            yield from ((i, word in WIDE) for i in after if i not in head and found[i].stem in PREDICATES)


def _is_head(found: tuple[Word, ...], phrase: list[int], i: int, negation: str) -> bool:
    """Whether a word of a denied noun phrase is what is denied: a predicate, or the last noun after "no"; what
    somebody is without ("mice lacking the gene") is no denial of a finding."""
    return found[i].stem in PREDICATES or (i == phrase[-1] and negation in ("no", "without"))


def _denies_verb(word: str) -> bool:
    lowered = word.lower()
    return lowered in VERB_NEGATIONS or lowered.endswith(("n't", "n’t"))


def _begin(text: str, word: Word) -> int:
    """Where the part of the text begins that a word stands in."""
    return max((match.end() for match in STOP.finditer(text, 0, word.start)), default=0)


def _verb(found: tuple[Word, ...], after: list[int]) -> Iterator[tuple[int, bool]]:
    """The first verb or adjective after "not"; behind a light verb ("show", "have") what that verb carries, too."""
    light = False
    for i in after:
        lowered = found[i].text.lower()
        if lowered in GRAMMAR:
            if light and lowered not in JOINING:
                return
            continue
        yield i, not lowered.endswith("ly") or found[i].stem in PREDICATES  # "not independently confirmed"
        if lowered.endswith("ly") or found[i].stem in LIGHT or lowered == "significant":
            light = light or found[i].stem in LIGHT
            continue
        following = found[i + 1] if i + 1 in after else None
        if following and _class(following) == _class(found[i]) and found[i].stem in PREDICATES:
            yield i + 1, True  # "not restored faster"
        if following and predicate(following.stem) == "significant" and not light:
            yield i + 1, False
        if not light or following is None or following.text.lower() in GRAMMAR:
            return


def _class(word: Word) -> str:
    return predicate(same(word.stem))


def _noun_phrase(found: tuple[Word, ...], after: list[int]) -> list[int]:
    """The noun phrase after "no"; behind words of proof ("no evidence of", "no evidence that") what is proved, too."""
    phrase: list[int] = []
    proof = False
    for i in after:
        lowered = found[i].text.lower()
        if lowered in GRAMMAR:
            if phrase and not proof and lowered not in JOINING:
                break
            continue
        if proof and not (found[i].stem in PREDICATES or not phrase):
            continue
        phrase.append(i)
        if proof:
            break
        proof = found[i].stem in PROOF
    return phrase
