"""Are words in quotation marks the source's own, letter for letter?"""

from __future__ import annotations

import re

from draftbot.records.verdict import CheckResult
from draftbot.verify.checks.answer import contradicted, passed, place
from draftbot.verify.claims import Claim
from draftbot.verify.library import Library

NAME = "quotations"
QUOTED = re.compile('["“«]([^"“”«»]{2,400}?)["”»]')
FLAT = str.maketrans({"‘": "'", "’": "'", "–": "-", "—": "-", "−": "-", "‑": "-", "\u00a0": " "})


def check(claim: Claim, library: Library) -> CheckResult:
    """A quotation must stand in a cited source as it is; case, dashes and the stop before the closing mark may differ,
    an ellipsis leaves words out."""
    sources = [_flat(library.corpus.texts[r.id].text) for r in claim.references if r.id in library.corpus.texts]
    for match in QUOTED.finditer(claim.text):
        pieces = [
            piece for part in re.split(r"\[?(?:…|\.\.\.)\]?", match.group(1)) if (piece := _flat(part).strip(" .,;"))
        ]
        if not any(all(piece in source for piece in pieces) for source in sources):
            reason = f"the source does not have these words: {match.group(0)}"
            return contradicted(NAME, reason, place(claim, match.start(), match.end()))
    return passed(NAME)


def _flat(text: str) -> str:
    return " ".join(text.translate(FLAT).lower().split())
