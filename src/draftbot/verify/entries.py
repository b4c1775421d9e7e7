"""Entries of a foreign list of references: the bibliographic line, what is remarked after it, and how the line agrees
with the record."""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftbot.records.record import Record
from draftbot.records.reference import Reference
from draftbot.text.marks import DOI, PMCID, PMID, pointers
from draftbot.text.words import stem
from draftbot.verify.register import identifiers, tokens

IDENTIFIER = re.compile("|".join(re.sub(r"\(\?P<\w+>", "(?:", form.pattern) for form in (DOI, PMID, PMCID)), re.I)
BETWEEN = re.compile(r"[\s.,;:\[\]]*(?:(?:available at|epub)[\s.:]*)*", re.I)
VOLUME = re.compile(r";\s*(?P<volume>[A-Z]?\d+)(?:\s*\((?P<issue>[^)]*)\))?\s*:\s*(?P<page>[A-Za-z]*\d+)")
YEAR = re.compile(r"(?<![\d/.(-])(?:\()?((?:19|20)\d\d)(?![\d/])")
# What a page says it took from a work, and of which kind the work is to it: the claim itself is proved where it stands.
BASIS = re.compile(
    r"\b(?:the )?(?:basis|source) for the [\w' -]{3,60}? (?:claims?|descriptions?|statements?|figures?)\b",
    re.IGNORECASE,
)
KIND_WORDS = {
    "rct": ("RCT", "randomised", "randomized", "controlled", "trial"),
    "systematic-review": ("systematic", "review"),
    "meta-analysis": ("meta", "analysis"),
    "review": ("review", "narrative"),
}
PARTS = frozenset(
    stem(word)
    for word in """
    profile profiles compound composition dosing dose doses mechanism safety stack stacks monitoring baseline on cycle
    reference references range ranges and or the of a for in research library manufacturer attribution country origin
    not clinical evidence source only language
    """.split()
)
KINDS = {"doi": "DOI", "pmid": "PMID", "pmcid": "PMCID"}


class Entry(Record):
    """A printed entry: its bibliographic ``line``, and the statements that follow it."""

    line: str
    remarks: str = ""


def parted(text: str, reference: Reference) -> Entry:
    """The line ends with the first run of identifiers or, where there is none, with the title."""
    end = _identified(text) or _titled(text, reference.bibliography.title or "") or len(text)
    rest = text[end:].strip(" .,;:—–-")
    if rest.startswith("(") and rest.rstrip(".").endswith(")"):
        rest = rest.rstrip(".")[1:-1].strip()
    return Entry(line=text[:end].strip(), remarks=rest if tokens(rest) else "")


def _identified(text: str) -> int:
    match = IDENTIFIER.search(text)
    end = 0
    while match:
        end = match.end()
        between = BETWEEN.match(text, end)
        match = IDENTIFIER.match(text, between.end() if between else end)
    return end


def _titled(text: str, title: str) -> int:
    """Where the title's words, found one after the other, end."""
    cursor, lowered = 0, text.casefold()
    for word in tokens(title):
        at = lowered.find(word, cursor)
        cursor = at + len(word) if 0 <= at < cursor + 120 else cursor
    closing = re.compile(r"[)\]”\"'’.]*").match(text, cursor)
    return closing.end() if closing and cursor else cursor


def differences(line: str, reference: Reference) -> Iterator[str]:
    """What the printed line says otherwise than the record; what either leaves out is no difference."""
    work = reference.bibliography
    recorded = {pointer.kind: pointer.value for pointer in identifiers(reference)}
    for pointer in pointers(line):
        if recorded.get(pointer.kind, pointer.value) != pointer.value:
            yield f"the {KINDS[pointer.kind]} is {pointer.value}, the record's {recorded[pointer.kind]}"
    years = {match[1] for match in YEAR.finditer(IDENTIFIER.sub(" ", line))}
    if work.issued and years and str(work.issued) not in years:
        yield f"the year is {', '.join(sorted(years))}, the record's {work.issued}"
    if work.author and not set(tokens(work.author[0].family or work.author[0].literal or "")) <= set(tokens(line)):
        yield f"the first author is not {work.author[0].printed()}"
    place = VOLUME.search(line)
    if place and work.volume and place["volume"] != work.volume:
        yield f"the volume is {place['volume']}, the record's {work.volume}"
    if place and work.page and place["page"].lower() != re.split(r"[-–]", work.page)[0].lower():
        yield f"the first page is {place['page']}, the record's {work.page}"


def described(remark: str, reference: Reference, compounds: frozenset[str] = frozenset()) -> bool:
    """Whether a remark only says what the record says of the work as such: its language, kind, species, population,
    which parts of it the page used, and for which of the ``compounds``."""
    work, card = reference.bibliography, reference.card
    told = [work.language, work.title, card.design, card.design_words, card.species, card.population, card.called]
    known = {stem(word) for part in told if part for word in tokens(part)} | {stem("language"), stem("study")}
    known |= {stem(form) for form in KIND_WORDS.get(card.design, ())}
    if card.design == "preclinical" or card.species not in (None, "human"):
        known |= {stem(word) for word in ("preclinical", "animal", "laboratory")}
    stated = {stem(word) for word in tokens(BASIS.sub(" ", remark))}
    return (bool(stated) or bool(BASIS.search(remark))) and stated <= known | PARTS | {
        stem(word) for name in compounds for word in tokens(name)
    }
