"""Surer than the source: hedges lost, certainty raised, the one who says it left out."""

from __future__ import annotations

import re
from random import Random

from draftbot.evals.mutate.rule import (
    DENIAL,
    FINDING,
    MARK,
    Effect,
    Rule,
    Scene,
    appended,
    capital,
    either,
    one_of,
    replaced,
    table,
)

HEDGES: list[tuple[str, Effect]] = [
    (r"\bprobably ", ""),
    (r"\bmay have (\w+ed)\b", r"\1"),
    (r"\bmay be\b", "is"),
    (r"\bcan be\b", "is"),
    (r"\bsuggests? that\b", "show that"),
    (r"\bsuggests? (?=[a-z]+ of)", "show "),
    (r"\bis unlikely to be\b", "is not"),
    (r"\ba possible ", "a "),
    (r"\ba theoretical risk\b", "a known side effect"),
    (r"\bleaned towards\b", "consisted of"),
    (r"\blittle or no difference\b", "no difference"),
    (r" in part\b", ""),
    (r"\bpartly ", ""),
]
SURER: list[tuple[str, Effect]] = [
    (r"\b(?:very low|low|moderate)-certainty\b", "high-certainty"),
    (r"\b(?:Very low|Low|Moderate) certainty\b", "High certainty"),
    (r"\bprobably\b", "definitely"),
    (r"\bmay have (\w+ed)\b", r"certainly \1"),
    (r"\bsuggests?\b", "prove"),
    (r"\bdescribed as\b", "proven to be"),
    (r"\bis said to\b", "has been proven to"),
    (r"\bare said to\b", "have been proven to"),
    (r"\b(?:was|were) judged\b", "proved to be"),
    (r"\b(was|were) ((?:significantly )?(?:better|higher|lower|stronger|restored))", r"\1 conclusively \2"),
    (r"(?<!not )\b(improved|favoured|reduced|inhibited|raised)\b(?= )", r"definitively \1"),
    (r"\bexploratory and relatively small\b", "confirmatory and large"),
    (r"\bOnly trends\b", "Clear effects"),
]
SPEECH = r"(?:say|says|suggest|suggests|concluded|reported|said)(?: that)?"
UNSAID: list[tuple[str, Effect]] = [
    (r"^As reported by [^,]+, (.)", lambda m: capital(m[1])),
    (rf"^(?:The|Its) authors(?: of [^,]+?)? {SPEECH} (.)", lambda m: capital(m[1])),
    (r"^The .{3,60} is reported to say that (.)", lambda m: capital(m[1])),
    (r"^The .{3,60} is reported to describe (.+?) as (?!having)", r"\1 is "),
    (r"^The .{3,60} is reported to name (.+) as (an? .+)$", lambda m: f"{capital(m[1])} is {m[2]}"),
    (r"\b(was|were|is) described as\b(?! \w+ing\b)", r"\1"),
    (r"\b(is|are) said(?: in passing)? to be\b", r"\1"),
    (r"\b(was|were) judged\b", r"\1"),
    (r"\b(?:is|are) reported to be\b", "is"),
    (r"\bis reported to (bind|trigger|promote)\b", r"\1s"),
    (r"\bdescribed as comparable\b", "comparable"),
    (rf"{MARK}(?=\.?$)", ""),
]
ATTRIBUTED = re.compile(r"^(?:According to|In (?:the|a)\b)|\breported that\b|\bevidence\b[^(]*\bdescribed\b")


def _unsaid(text: str, rng: Random, scene: Scene) -> str | None:
    """An opinion or a second-hand report told as a fact; what names its trial stays attributed, and is left."""
    changes = UNSAID[-1:] if ATTRIBUTED.search(text) else UNSAID
    return replaced(text, rng, changes)


CAUSES = {
    "was associated with": "was caused by", "were associated with": "were caused by", "went with": "was caused by",
    "associated with": "caused by", "correlated with": "caused", "linked to": "caused by",
}  # fmt: skip
MECHANISMS = {
    "inflammation": " because it suppresses inflammation", "apoptosis": " because it blocks apoptosis",
    "perfusion": " because it restores perfusion", "oxidative": " because it lowers oxidative stress",
    "cortisol": " because it lowers cortisol", "dopamine": " because it raises dopamine",
}  # fmt: skip


def _cause(text: str, rng: Random, scene: Scene) -> str | None:
    """A cause where the source has none: an association, or a finding with an invented why."""
    if changed := replaced(text, rng, table(CAUSES)):
        return changed
    free = [tail for word, tail in MECHANISMS.items() if word not in scene.source.lower()]
    named = re.search(rf"\bwith (?:{either(scene.names)})\b", text)
    if not (free and named and FINDING.search(text)) or DENIAL.search(text) or ";" in text[named.end() :].split("(")[0]:
        return None
    return appended(text, rng.choice(free))


RULES = (
    Rule("hedge removed", "other", one_of(HEDGES)),
    Rule("certainty raised", "other", one_of(SURER)),
    Rule("attribution dropped", "other", _unsaid),
    Rule("cause invented", "other", _cause),
)
