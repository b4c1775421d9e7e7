"""Are identifiers well formed, and does each name one record only?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftbot.corpus.finding import Defect, Subject
from draftbot.records.corpus import Corpus

# DOI: prefix 10.<registrant>/suffix (ISO 26324). PMID: up to eight digits. PMCID: PMC and digits. ISSN: ISO 3297.
FORMATS = {
    "DOI": re.compile(r"10\.\d{4,9}/\S+"),
    "PMID": re.compile(r"[1-9]\d{0,7}"),
    "PMCID": re.compile(r"PMC\d{1,9}"),
    "ISSN": re.compile(r"\d{4}-\d{3}[\dX]"),
    "ISBN": re.compile(r"(?:97[89]-?)?(?:\d-?){9}[\dXx]"),
}
# Two books share an ISBN's publisher, two articles a journal's ISSN; these three belong to one work.
OF_ONE_WORK = ("DOI", "PMID", "PMCID")
# The forms in which the same identifier is met: as a link, or with its name before it.
WRAPPING = re.compile(r"^(?:https?://\S*?(?=10\.|PMC|\d+/?$)|(?:doi|pmid|pmcid)\s*:?\s*)|/$", re.IGNORECASE)


def identifiers(corpus: Corpus) -> Iterator[Defect]:
    """Format and check digit of each identifier; an identifier that two records carry, in any case or form."""
    seen: dict[tuple[str, str], str] = {}
    for key, reference in corpus.references.items():
        subject = Subject(kind="references", key=key)
        for name in FORMATS:
            value = getattr(reference.bibliography, name)
            if value is None:
                continue
            message = _malformed(name, value)
            if message:
                yield subject.error(message, "bibliography", name)
            other = seen.setdefault((name, _bare(value).lower()), key)
            if other != key and name in OF_ONE_WORK:
                yield subject.error(f"{name} {value} also stands in {other}; keep one record", "bibliography", name)


def _malformed(name: str, value: str) -> str | None:
    if not FORMATS[name].fullmatch(value):
        bare = _bare(value)
        hint = f"; write {bare}" if FORMATS[name].fullmatch(bare) else ""
        return f"{value!r} does not have the form of a {name}{hint}"
    check = CHECKSUMS.get(name)
    return f"the check digit of {value!r} is wrong" if check and not check(value) else None


def _bare(value: str) -> str:
    """The identifier without the link or name that it is often copied with."""
    return WRAPPING.sub("", value)


def _isbn(value: str) -> bool:
    """ISBN-10 and ISBN-13 (ISO 2108)."""
    digits = [10 if c in "Xx" else int(c) for c in value if c != "-"]
    if len(digits) == 10:
        return sum(weight * digit for weight, digit in zip(range(10, 0, -1), digits, strict=True)) % 11 == 0
    return sum(digit * (3 if at % 2 else 1) for at, digit in enumerate(digits)) % 10 == 0


def _issn(value: str) -> bool:
    digits = [10 if c == "X" else int(c) for c in value if c != "-"]
    return sum(weight * digit for weight, digit in zip(range(8, 0, -1), digits, strict=True)) % 11 == 0


CHECKSUMS = {"ISBN": _isbn, "ISSN": _issn}
