"""Are the identifiers of compounds well formed, and are names kept apart from look-alikes?"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from draftbot.corpus.finding import Defect, Subject
from draftbot.records.compound import Compound, Identifier, IdentifierKind
from draftbot.records.corpus import Corpus

# CAS Registry Number; FDA UNII; InChIKey (IUPAC technical manual: 14-10-1 letters); PubChem; ChEMBL; UniProtKB
# accession (https://www.uniprot.org/help/accession_numbers); RxNorm concept.
FORMATS: dict[IdentifierKind, re.Pattern[str]] = {
    "CAS": re.compile(r"[1-9]\d{1,6}-\d{2}-\d"),
    "UNII": re.compile(r"[0-9A-Z]{10}"),
    "InChIKey": re.compile(r"[A-Z]{14}-[A-Z]{8}[SN]A-[A-Z]"),
    "PubChem CID": re.compile(r"[1-9]\d{0,8}"),
    "PubChem SID": re.compile(r"[1-9]\d{0,8}"),
    "ChEMBL": re.compile(r"CHEMBL[1-9]\d*"),
    "UniProt": re.compile(r"[OPQ]\d[A-Z\d]{3}\d|[A-NR-Z]\d(?:[A-Z][A-Z\d]{2}\d){1,2}"),
    "RxCUI": re.compile(r"[1-9]\d{0,7}"),
}
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def substances(corpus: Corpus) -> Iterator[Defect]:
    """Formats and check digits; an identifier or a name that two compounds carry; a synonym that is a look-alike."""
    owners: dict[tuple[str, str], str] = {}
    named: dict[str, str] = {compound.name.casefold(): slug for slug, compound in corpus.compounds.items()}
    for slug, compound in corpus.compounds.items():
        subject = Subject(kind="compounds", key=slug)
        for at, given in enumerate(compound.identifiers):
            message = malformed(given)
            if message:
                yield subject.error(message, "identifiers", at, "value")
            other = owners.setdefault((given.kind, given.value.upper()), slug)
            if other != slug:
                yield subject.error(f"{given.kind} {given.value} also stands in {other}", "identifiers", at, "value")
        yield from _names(subject, compound, named)


def malformed(given: Identifier) -> str | None:
    """What is wrong with an identifier; ``None`` where nothing is."""
    if not FORMATS[given.kind].fullmatch(given.value):
        return f"{given.value!r} does not have the form of a {given.kind}"
    check = CHECKSUMS.get(given.kind)
    return f"the check digit of {given.kind} {given.value!r} is wrong" if check and not check(given.value) else None


def _names(subject: Subject, compound: Compound, named: dict[str, str]) -> Iterator[Defect]:
    others = {look_alike.name.casefold() for look_alike in compound.look_alikes}
    if compound.name.casefold() in others:
        yield subject.error("the compound is listed as its own look-alike", "look_alikes")
    for at, synonym in enumerate(compound.synonyms):
        name = synonym.text.casefold()
        if name in others:
            yield subject.error(f"{synonym.text!r} is a synonym and a look-alike; keep one", "synonyms", at)
        other = named.setdefault(name, subject.key)
        if other != subject.key:
            yield subject.error(f"{synonym.text!r} also names {other}; sources could not be told apart", "synonyms", at)


def _cas(value: str) -> bool:
    """Digits from the right times their place, modulo ten (CAS: check digit verification)."""
    digits = value.replace("-", "")
    return sum(place * int(digit) for place, digit in enumerate(reversed(digits[:-1]), start=1)) % 10 == int(digits[-1])


def _unii(value: str) -> bool:
    """The values of nine characters in base 36 added, modulo 36, give the tenth (FDA's generator in GSRS)."""
    return ALPHABET[sum(ALPHABET.index(letter) for letter in value[:-1]) % 36] == value[-1]


CHECKSUMS: dict[str, Callable[[str], bool]] = {"CAS": _cas, "UNII": _unii}
