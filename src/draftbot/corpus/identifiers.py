"""Are identifiers well formed, and does each name one record only?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftbot.corpus.finding import Defect
from draftbot.records.corpus import Corpus

# DOI: prefix 10.<registrant>/suffix (ISO 26324). PMID: up to eight digits. PMCID: PMC and digits.
FORMATS = {
    "DOI": re.compile(r"10\.\d{4,9}/\S+"),
    "PMID": re.compile(r"[1-9]\d{0,7}"),
    "PMCID": re.compile(r"PMC\d{1,9}"),
    "ISSN": re.compile(r"\d{4}-\d{3}[\dX]"),
    "ISBN": re.compile(r"(?:97[89]-?)?(?:\d-?){9}[\dXx]"),
}


def identifiers(corpus: Corpus) -> Iterator[Defect]:
    """Format and check digit of each identifier; an identifier that two records carry, in any case or form."""
    seen: dict[tuple[str, str], str] = {}
    for key, reference in corpus.references.items():
        for name, form in FORMATS.items():
            value = getattr(reference.bibliography, name)
            if value is None:
                continue
            place = {"kind": "references", "key": key, "location": ("bibliography", name)}
            if not form.fullmatch(value):
                yield Defect(severity="error", message=f"{value!r} does not have the form of a {name}", **place)
            elif name in CHECKSUMS and not CHECKSUMS[name](value):
                yield Defect(severity="error", message=f"the check digit of {value!r} is wrong", **place)
            other = seen.setdefault((name, value.lower()), key)
            if other != key and name in ("DOI", "PMID", "PMCID"):
                yield Defect(
                    severity="error", message=f"{name} {value} also stands in {other}; keep one record", **place
                )


def _isbn(value: str) -> bool:
    digits = [10 if c in "Xx" else int(c) for c in value if c not in "-"]
    if len(digits) == 10:
        return sum(weight * digit for weight, digit in zip(range(10, 0, -1), digits, strict=True)) % 11 == 0
    return sum(digit * (3 if at % 2 else 1) for at, digit in enumerate(digits)) % 10 == 0


def _issn(value: str) -> bool:
    digits = [10 if c == "X" else int(c) for c in value if c != "-"]
    return sum(weight * digit for weight, digit in zip(range(8, 0, -1), digits, strict=True)) % 11 == 0


CHECKSUMS = {"ISBN": _isbn, "ISSN": _issn}
