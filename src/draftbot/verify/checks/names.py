"""Is every name in the evidence, and is the compound that a figure is about named beside it?"""

from __future__ import annotations

import itertools
import re
from difflib import get_close_matches
from functools import lru_cache
from typing import NamedTuple

from draftbot.records.verdict import CheckResult
from draftbot.text.names import Name, odd_letters
from draftbot.text.quantities import NAMES_WITH_DIGITS
from draftbot.text.words import stem, words
from draftbot.verify.checks.answer import contradicted, passed, place, sides, unsupported
from draftbot.verify.claims import Claim
from draftbot.verify.library import Library
from draftbot.verify.paraphrase import same

NAME = "names"
# A capital letter inside a sentence, and words that have one without naming anybody.
PROPER = re.compile(r"(?<=[a-z,;:)] )([A-Z][a-z]{2,})\b")
COMMON = frozenset(
    "January February March April May June July August September October November December English Cochrane Test Scale Index Score The "
    "Mann Whitney Western Eastern Latin Greek Phase Table Figure".split()
)
ANYBODY = frozenset({"placebo", "control", "saline"})
LOOKS_LIKE = 0.84
# Words that an abbreviated title of a journal leaves out.
BETWEEN = frozenset({"of", "the", "and", "i", "et", "und", "for", "in"})
CLOSE = 0.8
AUTHOR_YEAR = re.compile(r"\b([A-Z][\w'’-]+)(?: et al\.?)?,? \(?((?:19|20)\d\d)\b(?!\s*(?:mg|g|mL|IU|µg|U)\b)")


def check(claim: Claim, library: Library) -> CheckResult:
    """Compounds must be named in the best sentence itself (a source about one compound only may leave it out);
    other names, names with digits and author-year pairs may also come from the other sentences and the work's
    bibliography."""
    for name in library.names.find(claim.text):
        printed = claim.text[name.start : name.end]
        if odd_letters(printed):
            told = f"{printed!r} is spelt with a letter that only looks like one of {name.canonical}"
            return unsupported(NAME, told, place(claim, name.start, name.end))
        if not _supported(name, claim, library):
            return unsupported(NAME, f"{name.canonical} is not named in the cited source's sentences")
    swapped = _swapped(claim, library)
    if swapped:
        return swapped
    if claim.subject and not _named(claim.subject, claim, library):
        return unsupported(NAME, f"the cited sentences are not about {claim.subject}")
    known = " ".join([*(sentence.text for sentence in claim.evidence), *(ref.card.called for ref in claim.references)])
    own = [(name.start, name.end) for name in library.compounds.find(claim.text)]
    for match in NAMES_WITH_DIGITS.finditer(claim.text):
        if any(start < match.end() and match.start() < end for start, end in own):
            continue  # a compound by another of its names
        if _bare(match.group()) not in _bare(known):
            return unsupported(NAME, f"{match.group()!r} is not in the cited source")
    for match in AUTHOR_YEAR.finditer(claim.text):
        if not any(
            _author_year(match, reference.card.called, reference.bibliography.issued) for reference in claim.references
        ):
            return unsupported(NAME, f"{match.group(0)!r} is not the cited work")
    unknown = _misspelt(claim, library) or _proper(claim, library)
    return unknown or passed(NAME)


def _swapped(claim: Claim, library: Library) -> CheckResult | None:
    """One group's finding told of another: the closest sentence has nearly all of the claim and names others only."""
    named = {name.canonical for name in library.arms.find(claim.text)}
    if len(named) != 1 or claim.best is None or named & ANYBODY:
        return None
    own = claim.stems - claim.card - library.stems(next(iter(named)))
    close = [s for s in (*claim.evidence, *claim.relevant) if own and len(own & s.stems) >= CLOSE * len(own)]
    stated = [{name.canonical for name in library.arms.find(sentence.text)} - ANYBODY for sentence in close]
    if not close or any(named & names or not names for names in stated):
        return None
    printed = next(name for name in library.arms.find(claim.text))
    told = sides(", ".join(sorted(stated[0])), printed.canonical)
    return contradicted(NAME, f"the source says this of another; {told}", place(claim, printed.start, printed.end))


def _misspelt(claim: Claim, library: Library) -> CheckResult | None:
    """A word that is nearly the name of a compound and stands nowhere in the source."""
    for word in words(claim.text):
        if (
            not word.text[:1].isupper()
            or {same(word.stem), word.stem} & claim.card
            or word.text in library.compound_names
        ):
            continue
        near = get_close_matches(word.text, library.compound_names, n=1, cutoff=LOOKS_LIKE)
        if near and not any(word.text.lower() in sentence.text.lower() for sentence in claim.evidence):
            told = sides(near[0], word.text)
            return unsupported(NAME, f"no name that the source has; {told}", place(claim, word.start, word.end))
    return None


def _proper(claim: Claim, library: Library) -> CheckResult | None:
    """A proper name that stands nowhere in the cited works: a country, a firm, a person, a scale."""
    texts = library.corpus.texts
    for match in PROPER.finditer(claim.text):
        word = match.group(1)
        if word in COMMON or same(stem(word)) in claim.card:
            continue
        own = (claim.text[name.start : name.end].lower().split() for name in library.compounds.find(claim.text))
        known = [_printed(frozenset(itertools.chain(*own, _journals(claim))))]
        known += [_words(texts[reference.id].text) for reference in claim.references if reference.id in texts]
        if any(word.lower() in printed.words or same(stem(word)) in printed.stems for printed in known):
            continue
        if library.stems(word) & frozenset().union(*(s.stems for s in claim.evidence)):
            continue
        return unsupported(NAME, f"{word!r} is not in the cited source", place(claim, match.start(1), match.end(1)))
    return None


def _journals(claim: Claim) -> set[str]:
    """The words of the claim that spell out a cited work's journal, which its record abbreviates: each begins with its
    abbreviation, one after the other ("Zh Nevrol" is "Zhurnal Nevrologii")."""
    found: set[str] = set()
    told = [word.text.lower() for word in words(claim.text) if word.text.lower() not in BETWEEN]
    for reference in claim.references:
        short = [
            w.text.lower() for w in words(reference.bibliography.container_title or "") if w.text.lower() not in BETWEEN
        ]
        for start in range(len(told) - len(short) + 1) if len(short) > 1 else ():
            window = told[start : start + len(short)]
            if all(word.startswith(part) for word, part in zip(window, short, strict=True)):
                found |= set(window)
    return found


class Printed(NamedTuple):
    """The words of a text in small letters, and their stems."""

    words: frozenset[str]
    stems: frozenset[str]


@lru_cache(maxsize=5_000)
def _words(text: str) -> Printed:
    return _printed(frozenset(word.text.lower() for word in words(text)))


def _printed(found: frozenset[str]) -> Printed:
    return Printed(found, frozenset(same(stem(word)) for word in found))


def _bare(text: str) -> str:
    """Without what names with digits are printed with or without: "ACTH(4-10)" is "ACTH 4-10"."""
    return re.sub(r"[\s()–-]+", "", text).lower()


def _supported(name: Name, claim: Claim, library: Library) -> bool:
    if name.canonical in library.compound_names:
        return _named(name.canonical, claim, library)
    stems = {word.stem for word in words(name.canonical)}
    return stems <= claim.card or any(
        name.canonical == other.canonical for sentence in claim.evidence for other in library.names.find(sentence.text)
    )


def _named(compound: str, claim: Claim, library: Library) -> bool:
    """Whether the best sentence names the compound, or names none while its source is about this one only. Another
    sentence will do only with a figure of the claim: any compound is named somewhere in a source about several."""
    if claim.best is None:
        return False
    named = {name.canonical for name in library.compounds.find(claim.best.text)}
    for sentence in claim.evidence[1:]:
        if claim.keys & sentence.keys - claim.best.keys:
            named |= {name.canonical for name in library.compounds.find(sentence.text)}
    about = library.corpus.references[claim.best.source].compounds
    only = [library.corpus.compounds[slug].name for slug in about if slug in library.corpus.compounds]
    return compound in named or (only == [compound] and not named)


def _author_year(match: re.Match[str], called: str, issued: int | None) -> bool:
    return match.group(1).lower() in called.lower() and str(issued) == match.group(2)
