"""Citation marks in running text, in the forms that authors use: [Ref 10], [1,3-5], [^1], a DOI, Dai 2013."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal

from draftbot.records.record import Record

_NUM = r"\d{1,3}"
_WORD = r"(?:Refs?|References?|Citations?)\.?"
_LIST = rf"{_NUM}(?:\s*(?:,|;|-|–|—|\band\b|&|\bto\b)\s*(?:{_WORD}\s*)?{_NUM})*"
_NAME = r"(?!(?:January|February|March|April|May|June|July|August|September|October|November|December)\b)[A-Z][\w'’-]+"
_YEAR = r"(?:19|20)\d\d"
_AUTHORS = rf"{_NAME}(?:\s+et al\.?|\s+(?:and|&)\s+{_NAME})"
DOI = re.compile(r"(?:(?:https?://)?(?:dx\.)?doi\.org/|\bdoi:?\s*|(?<![\w./]))(?P<doi>10\.\d{4,9}/[^\s\"<>|]+)", re.I)
PMID = re.compile(r"(?:https?://)?pubmed\.ncbi\.nlm\.nih\.gov/(?P<url>\d{4,9})/?|\bPMID:?\s*(?P<pmid>\d{4,9})\b", re.I)
PMCID = re.compile(r"(?:https?://\S*?/)?\b(?:PMCID:?\s*)?(?P<pmcid>PMC\d{4,9})\b/?", re.I)
_ID = "|".join(re.sub(r"\(\?P<\w+>", "(?:", form.pattern) for form in (DOI, PMID, PMCID))

FORMS = (
    ("note", re.compile(r"\[\^(?P<note>[^\]\s]+)\]")),
    ("number", re.compile(rf"\(\s*(?:(?:e\.g\.,?|see(?: also)?)\s+)?{_WORD}\s*(?P<list>{_LIST})\s*\)", re.I)),
    ("number", re.compile(rf"\[\s*{_WORD}\s*(?P<list>{_LIST})\s*\]", re.I)),
    ("bracket", re.compile(rf"\[\s*(?P<list>{_LIST})\s*\](?!\()")),
    ("number", re.compile(rf"(?:,\s*)?\b(?:e\.g\.,?\s*)?{_WORD}\s+(?P<list>{_LIST})(?![\w%.]*\d)", re.I)),
    ("superscript", re.compile(r"(?<=[a-z).,;”\"])(?P<list>[⁰¹²³⁴-⁹]+(?:[,‚⁻˒–-][⁰¹²³⁴-⁹]+)*)")),
    ("identifier", re.compile(rf"\(\s*(?:{_ID})(?:\s*[;,]\s*(?:{_ID}))*\s*\)", re.I)),
    ("identifier", re.compile(_ID, re.I)),
    ("authors", re.compile(rf"\(\s*{_AUTHORS},?\s+{_YEAR}[a-e]?(?:\s*[;,]\s*{_AUTHORS},?\s+{_YEAR}[a-e]?)*\s*\)")),
    ("author-year", re.compile(rf"(?P<name>{_NAME})(?P<more>(?:\s+et al\.?|\s+(?:and|&)\s+{_NAME})?),?\s+\(?(?P<year>{_YEAR})[a-e]?\b\)?(?!\s*(?:mg|g|mL|IU|µg|U|patients|participants|Edition)\b)")),
)  # fmt: skip
# What stands before an interval in brackets: "median 5 [2, 7]" cites nothing, "at day 90 [6, 7]" cites two works.
STATISTIC = re.compile(
    r"\b(?:CI|IQR|range|quartiles?|interval|median|mean)\b[\s:=,\d.%-]*$"
    r"|(?<!\bday)(?<!\bdays)(?<!\bweek)(?<!\bmonth)(?<!\bin)(?<!\byear)\s\d[\d.]*\s*$",
    re.I,
)
SQUARE = re.compile(r"(?:\b[cmkµ]?m|/m|\bft|\bin|\d)$")
DIGITS = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹˒‚⁻", "0123456789,,-")
FARTHEST_RANGE = 60


class Pointer(Record):
    """What a citation names: the number of an entry, a footnote's label, an identifier, an anchor, or ``name:year``."""

    kind: Literal["number", "note", "doi", "pmid", "pmcid", "anchor", "author-year"]
    value: str


class Mark(Record):
    """A citation in a text (code points ``start`` to ``end``). ``cut``: it is no part of the sentence; ``sure``: it is
    a citation whether or not a work is found for it."""

    label: str
    pointers: tuple[Pointer, ...]
    start: int
    end: int
    cut: bool = True
    sure: bool = True


def marks(text: str) -> tuple[Mark, ...]:
    """Every citation mark in order, none inside another; brackets that hold an interval are none."""
    taken = text
    found: list[Mark] = []
    for form, pattern in FORMS:
        new = [mark for mark in (_mark(form, match, text) for match in pattern.finditer(taken)) if mark]
        taken = _without(taken, new)
        found += new
    return tuple(sorted(found, key=lambda mark: mark.start))


def _without(text: str, taken: list[Mark]) -> str:
    """The text with each mark as characters that no form holds."""
    pieces, cursor = [], 0
    for mark in taken:
        pieces += [text[cursor : mark.start], "\x00" * (mark.end - mark.start)]
        cursor = mark.end
    return "".join([*pieces, text[cursor:]])


def _mark(form: str, match: re.Match[str], text: str) -> Mark | None:
    before = text[max(0, match.start() - 60) : match.start()]
    label, place = match.group().strip(), {"start": match.start(), "end": match.end()}
    if form == "note":
        return Mark(label=label, pointers=(Pointer(kind="note", value=match["note"]),), **place)
    if form == "identifier":
        label = label.rstrip(".,;")
        return Mark(label=label, pointers=pointers(label), start=match.start(), end=match.start() + len(label))
    if form == "authors":
        named = re.findall(rf"({_NAME})[^;]*?({_YEAR})", label)
        return Mark(label=label, pointers=tuple(Pointer(kind="author-year", value=":".join(n)) for n in named), **place)
    if form == "author-year":
        return _author_year(match, before)
    several = not match["list"].isdigit()
    if form == "bracket" and several and STATISTIC.search(before):
        return None
    if form == "superscript" and SQUARE.search(before):
        return None
    numbers = tuple(Pointer(kind="number", value=str(number)) for number in _numbers(match["list"].translate(DIGITS)))
    return Mark(label=label, pointers=numbers, **place) if numbers else None


def _author_year(match: re.Match[str], before: str) -> Mark:
    bracketed = before.rstrip().endswith("(") or "(" in match.group()
    return Mark(
        label=match.group().strip("() "),
        pointers=(Pointer(kind="author-year", value=f"{match['name']}:{match['year']}"),),
        start=match.start(),
        end=match.end(),
        cut=False,
        sure=bool(match["more"]) and ("al" in match["more"] or bracketed),
    )


def _numbers(printed: str) -> Iterator[int]:
    """The numbers of "1, 3–5": ranges are filled in; one that runs backwards or very far is its two ends."""
    items = re.findall(rf"({_NUM})(?:\s*(?:-|–|—|\bto\b)\s*(?:{_WORD}\s*)?({_NUM}))?", printed, re.I)
    for low, high in items:
        last = int(high) if high else int(low)
        reach = range(int(low), last + 1)
        yield from reach if 0 < len(reach) <= FARTHEST_RANGE else (int(low), last)


def pointers(text: str) -> tuple[Pointer, ...]:
    """The identifiers in a text: DOIs, PMIDs and PMCIDs, in that order, as registers write them."""
    dois = [Pointer(kind="doi", value=_plain_doi(match["doi"])) for match in DOI.finditer(text)]
    pmids = [Pointer(kind="pmid", value=match["url"] or match["pmid"]) for match in PMID.finditer(text)]
    pmcids = [Pointer(kind="pmcid", value=match["pmcid"].upper()) for match in PMCID.finditer(text)]
    return tuple(dict.fromkeys((*dois, *pmids, *pmcids)))


def _plain_doi(printed: str) -> str:
    """The DOI in lower case, without the punctuation of the sentence around it."""
    doi = printed.rstrip(".,;:!?*_'’”")
    while doi and doi[-1] in ")]}" and doi.count(doi[-1]) > doi.count({")": "(", "]": "[", "}": "{"}[doi[-1]]):
        doi = doi[:-1].rstrip(".,;:")
    return doi.lower()
