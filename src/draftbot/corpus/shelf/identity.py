"""By which a work is known: identifiers in one form, and title, year and first author where there is none."""

from __future__ import annotations

import re
import unicodedata
from difflib import SequenceMatcher

from draftbot.records.reference import Bibliography

# The forms in which identifiers are met: as links, with their name before them, in any case.
DOI = re.compile(r"10\.\d{4,9}/\S+")
PMID = re.compile(r"(?:^|pmid:?\s*|pubmed(?:\.ncbi\.nlm\.nih\.gov)?/|/pubmed/)0*([1-9]\d{0,7})/?$", re.IGNORECASE)
PMCID = re.compile(r"(?:pmc|pmcid:?\s*(?:pmc)?|articles/pmc)\s*(\d{1,9})(?:\.\d+)?/?$", re.IGNORECASE)
NOT_LETTERS = re.compile(r"[^a-z0-9]+")
# Below this two titles are two works. Titles of one work differ by subtitles, spelling and punctuation; measured on the
# titles of 215 real records, the nearest pair of different works lies at 0.81 (bench/soak.py, `titles`).
SAME_TITLE = 0.85


def doi(value: str | None) -> str | None:
    """The bare DOI in lower case (DOIs know no case); ``None`` where there is none."""
    found = DOI.search(value or "")
    return found.group().rstrip(".,;)>]}").lower() if found else None


def pmid(value: str | None) -> str | None:
    """The PMID's digits without leading noughts; ``None`` where there is none."""
    found = PMID.search((value or "").strip())
    return found[1] if found else None


def pmcid(value: str | None) -> str | None:
    """``PMC`` and digits, without a version; ``None`` where there is none."""
    found = PMCID.search((value or "").strip())
    return f"PMC{int(found[1])}" if found else None


FORMS = {"DOI": doi, "PMID": pmid, "PMCID": pmcid}


def letters(text: str | None) -> str:
    """The text's letters and digits in lower case without accents, by which titles and names are compared."""
    plain = unicodedata.normalize("NFKD", text or "").lower()
    folded = plain.translate(
        {ord("ß"): "ss", ord("ø"): "o", ord("ł"): "l", ord("đ"): "d", ord("ı"): "i", ord("æ"): "ae"}
    )
    if folded.isascii():
        return NOT_LETTERS.sub("", folded)
    return "".join(c for c in folded if c.isalnum())


def same_title(first: str | None, second: str | None) -> bool:
    """Whether two titles name one work: equal letters, one the other's beginning, or alike but for a few letters; the
    numbers in them must be equal."""
    one, two = letters(first), letters(second)
    if one == two:
        return bool(one)
    if not one or not two or re.findall(r"\d+", one) != re.findall(r"\d+", two):
        return bool(one and two) and min(len(one), len(two)) > 40 and (one.startswith(two) or two.startswith(one))
    shorter, longer = sorted((one, two), key=len)
    if len(shorter) > 25 and longer.startswith(shorter):
        return True
    return SequenceMatcher(None, one, two, autojunk=False).ratio() >= SAME_TITLE


def keys(work: Bibliography) -> tuple[str, ...]:
    """What the work can be found by, strongest first: identifiers, then title, year and first author together."""
    found = [f"{name}:{value}" for name, form in FORMS.items() if (value := form(getattr(work, name)))]
    title, first = letters(work.title), work.author[0] if work.author else None
    if len(title) > 12 and work.issued and first:
        family = letters(first.family or first.literal)
        found.append(f"title:{title}|{work.issued}|{family}")
    return tuple(found)
