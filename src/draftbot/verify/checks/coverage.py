"""Is every content word in the evidence, and is it one finding rather than a patchwork?"""

from __future__ import annotations

import re
from collections.abc import Sequence

from draftbot.records.verdict import CheckResult
from draftbot.text.initials import spells
from draftbot.text.words import content
from draftbot.verify.checks.answer import passed, unsupported
from draftbot.verify.claims import Claim, without_figures
from draftbot.verify.closeness import fits
from draftbot.verify.lacking import words_of
from draftbot.verify.lexicon import NUMERALS, SCAFFOLD
from draftbot.verify.library import Library, Sentence
from draftbot.verify.paraphrase import GENERAL, plain
from draftbot.verify.polarity import polarity

NAME = "coverage"
# The best sentence must carry half of a claim's own words: below that a claim is stitched from unrelated sentences.
LEAST_SHARE = 0.5
DIRECTED = frozenset({"up", "down", "better", "worse", "prevent"})
ANYBODY = frozenset({"patient"})  # "it is given" of a patient says nothing that could be found
# What a source does not tell proves nothing but that.
SILENT = re.compile(
    r"\b(?:is|are|was|were) not (?:mentioned|stated|named|given|seen|detailed|known)\b|\bgives? (?:no|neither)\b|\b(?:does|do|did) not "
    r"(?:give|state|name|mention|specify|say)\b|\bno \w+(?: \w+){0,5} (?:is|are) (?:described|given|stated|mentioned|reported)\b|"
    r"\bopen question\b|\bnot to (?:emphasi[sz]e|flag|state|specify|detail|mention|name|say|describe)\b",
    re.IGNORECASE,
)
DENIES = re.compile(
    r"\b(?:no|not|nor|neither|never|none|nothing|nobody|without|cannot|missing|fail\w*|lack\w*|unclear|unknown|open)\b|n't\b",
    re.IGNORECASE,
)


def check(claim: Claim, library: Library) -> CheckResult:
    """Words that name the work may come from its bibliography; every other content word from the aligned sentences."""
    if not claim.evidence:
        return unsupported(NAME, "no sentence of the cited source speaks of this")
    if (
        claim.unit.kind == "sentence"
        and claim.stems
        and not claim.stems - GENERAL - ANYBODY
        and not claim.card & claim.stems
    ):
        return unsupported(NAME, "nothing here names what it speaks of")
    telling = (
        claim.evidence if DENIES.search(claim.unit.text) else [s for s in claim.evidence if not SILENT.search(s.text)]
    )
    # what a row is called may be taken from what is said of another compound, its answer may not
    called = library.stems(claim.unit.row or "") & _stems_of(claim.evidence)
    telling = _of_the_same(claim, telling, library)
    stated = _stems_of(telling) | called
    missing = claim.stems - stated - claim.card - GENERAL
    printed = library.printed(without_figures(claim.text)) - SCAFFOLD - NUMERALS if missing else frozenset[str]()
    short = {word.text for word in content(claim.text)} if missing else set()
    told = " ".join(sentence.text for sentence in telling)
    spelt = library.stems(" ".join(word for word in short if spells(word, told)))
    if missing - spelt and printed - stated - claim.card - GENERAL - spelt:
        whole = frozenset[str]().union(*(s.stems for r in claim.references for s in library.sentences(r.id)))
        lacking = words_of(missing - whole or missing, claim.text, library) or tuple(sorted(missing)[:5])
        where = "not in the cited source" if missing - whole else "elsewhere in the cited source only"
        return unsupported(NAME, f"{where}: {', '.join(lacking)}")
    fitting = frozenset[str]().union(*(s.stems for s in fits(claim.keys, (*claim.evidence, *claim.relevant))))
    elsewhere = (printed or claim.stems) - fitting - claim.card - GENERAL - spelt - called
    if elsewhere:
        told = ", ".join(words_of(elsewhere, claim.text, library) or sorted(elsewhere)[:5])
        return unsupported(NAME, f"the source says this of another dose or time: {told}")
    denied = _denied_only(claim, telling)
    if denied:
        return unsupported(NAME, f"the source says this only where it denies it: {denied}")
    own = claim.stems - claim.card - spelt
    if own and len(own & claim.evidence[0].stems) < LEAST_SHARE * len(own):
        return unsupported(NAME, "stitched from sentences that do not belong together")
    return passed(NAME)


def _stems_of(told: Sequence[Sentence]) -> frozenset[str]:
    """What the sentences hold together."""
    return frozenset[str]().union(*(sentence.stems for sentence in told))


def _of_the_same(claim: Claim, told: Sequence[Sentence], library: Library) -> list[Sentence]:
    """Without the sentences that name other compounds only: what is said of them carries no word of this one."""
    text = claim.text if claim.subject is None else f"{claim.subject} {claim.text}"
    own = {name.canonical for name in library.compounds.find(text)}
    named = [{name.canonical for name in library.compounds.find(sentence.text)} for sentence in told]
    return [one for one, names in zip(told, named, strict=True) if not own or not names or names & own]


def _denied_only(claim: Claim, telling: Sequence[Sentence]) -> str | None:
    """A direction that the claim affirms and every sentence that has it denies: "did not reduce" carries no "fell"."""
    own = polarity(plain(claim.text)).affirmed & DIRECTED
    stated = [polarity(plain(sentence.text)) for sentence in telling] if own else []
    affirmed = frozenset[str]().union(*(one.affirmed for one in stated))
    denied = frozenset[str]().union(*(one.negated for one in stated))
    return next(iter(sorted(own & denied - affirmed)), None)
