"""Search terms of a text: stems, and names such as IL-6 or BPC-157 also as one term."""

from __future__ import annotations

import re
from functools import lru_cache

from draftbot.text.stopwords import STOP_WORDS
from draftbot.text.words import stem

TOKEN = re.compile(r"[^\W_]+(?:[-‐‑–/'’.][^\W_]+)*\+?")
PART = re.compile(r"[^\W_]+")
GREEK = str.maketrans(
    {
        "α": "alpha",
        "β": "beta",
        "γ": "gamma",
        "δ": "delta",
        "ε": "epsilon",
        "ζ": "zeta",
        "κ": "kappa",
        "λ": "lambda",
        "σ": "sigma",
        "τ": "tau",
        "ω": "omega",
        "μ": "µ",
    }
)


def terms(text: str) -> list[str]:
    """Every term of the text, in order and with repeats; function words are left out.

    Hyphenated words are searched by their parts. One that holds a digit is a name and is searched whole too, however
    it is joined: "IL-6", "IL 6" and "IL6" share the part "6" or the whole "il6". Greek letters are spelled out.
    """
    return [term for token in TOKEN.findall(text.translate(GREEK)) for term in _terms(token)]


@lru_cache(maxsize=200_000)
def _terms(token: str) -> tuple[str, ...]:
    parts = PART.findall(token.lower())
    found = [stem(part) for part in parts if part not in STOP_WORDS]
    if len(parts) > 1 and any(character.isdigit() for character in token):
        found.append("".join(parts))
    return tuple(found)
