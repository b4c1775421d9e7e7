"""Are words in quotation marks the source's own, letter for letter?"""

from __future__ import annotations

import re

from draftbot.records.verdict import CheckResult
from draftbot.verify.checks.answer import contradicted, passed, place, unsupported
from draftbot.verify.claims import Claim
from draftbot.verify.lexicon import SCAFFOLD
from draftbot.verify.library import Library
from draftbot.verify.paraphrase import GENERAL

NAME = "quotations"
QUOTED = re.compile('["“«]([^"“”«»]{2,400}?)["”»]')
CLOSE = 0.6
FLAT = str.maketrans({"‘": "'", "’": "'", "–": "-", "—": "-", "−": "-", "‑": "-", "\u00a0": " "})


def check(claim: Claim, library: Library) -> CheckResult:
    """A quotation must stand in a cited source as it is; case, dashes and the stop before the closing mark may differ,
    an ellipsis leaves words out."""
    quoted = [*QUOTED.finditer(claim.text)]
    texts = library.corpus.texts
    sources = [_flat(texts[r.id].text) for r in claim.references if r.id in texts] if quoted else []
    for match in quoted:
        pieces = [
            piece for part in re.split(r"\[?(?:…|\.\.\.)\]?", match.group(1)) if (piece := _flat(part).strip(" .,;"))
        ]
        if not any(all(piece in source for piece in pieces) for source in sources):
            span = place(claim, match.start(), match.end())
            if not _same_matter(claim, library) and all(r.text_kind == "digest" for r in claim.references):
                reason = f"only a digest of the source is at hand; its own words cannot be checked: {match.group(0)}"
                return unsupported(NAME, reason, span)
            return contradicted(NAME, f"the source does not have these words: {match.group(0)}", span)
    return passed(NAME)


def _same_matter(claim: Claim, library: Library) -> bool:
    """Whether the best sentence tells what the claim tells around its quotations."""
    rest = library.stems(QUOTED.sub(" ", claim.text)) - SCAFFOLD - GENERAL
    return bool(rest) and claim.best is not None and len(rest & claim.best.stems) >= CLOSE * len(rest)


def _flat(text: str) -> str:
    return " ".join(text.translate(FLAT).lower().split())
