"""References typed by hand from real records, and wrong identities planted in them. The registry is played from the
same records: what PubMed has, and messages in Crossref's form made from it."""

from __future__ import annotations

import random
import re
import tempfile
from collections.abc import Callable
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import real_files
from corpus.registry import Registry, served
from draftbot.corpus import load_corpus
from draftbot.corpus.cards import Tagger
from draftbot.corpus.fetch import Cache, Crossref, Door, Entrez, Registries, names_of
from draftbot.corpus.importers import Imported, read_file
from draftbot.corpus.shelf.compose import reference
from draftbot.corpus.standing import Standing, looked_up, standing
from draftbot.records.record import Record
from draftbot.records.reference import Author, Bibliography, Reference

TODAY = date(2026, 1, 31)
EXAMPLE = Path(__file__).parents[3] / "corpus"
NAMED = ("BAD-ID", "WRONG-WORK", "FIELD-MISMATCH")
OCR = {"0": "8", "1": "7", "3": "8", "5": "6", "6": "5", "7": "1", "8": "3", "9": "4", "2": "7", "4": "9"}


class Planted(Record):
    """A reference with something wrong in it, and what."""

    what: str
    reference: Reference


@cache
def references() -> list[Reference]:
    """Every real record once, as a reference of the corpus."""
    tagger, found = Tagger(load_corpus(EXAMPLE)), {}
    for path in real_files.pubmed_xml():
        if b"<PubmedArticle>" in path.read_bytes():
            for record in read_file(path):
                if isinstance(record, Imported) and record.bibliography.PMID:
                    made = reference(record, path.name, TODAY, tagger, lambda _: False)
                    found.setdefault(made.id, made)
    return list(found.values())


def by_hand(made: Reference, dice: random.Random) -> Reference:
    """The reference as a person types it: initials, "et al.", short pages, other case and dashes, a journal's
    abbreviation, no issue."""
    work = made.bibliography
    changes: dict[str, object] = {"issue": None}
    if work.title and dice.random() < 0.5:
        changes["title"] = work.title.title().replace("-", "–")
    if work.author and dice.random() < 0.5:
        people = [a.model_copy(update={"given": a.given and a.given[0]}) for a in work.author]
        changes |= {"author": tuple(people[:3]), "authors_truncated": len(people) > 3}
    if work.page and (pages := re.fullmatch(r"(\d+)-(\d+)", work.page)) and len(pages[1]) == len(pages[2]) > 2:
        changes["page"] = f"{pages[1]}–{pages[2][-2:]}" if pages[1][:-2] == pages[2][:-2] else work.page
    if work.DOI and dice.random() < 0.5:
        changes["DOI"] = work.DOI.upper()
    if work.issued and dice.random() < 0.1:
        changes["issued"] = work.issued + 1
    return made.model_copy(update={"bibliography": work.model_copy(update=changes)})


def play(known: list[Reference]) -> Registry:
    """A registry that has these works."""
    registry = Registry()
    registry.pubmed = real_files.articles(real_files.pubmed_xml())
    for made in known:
        work = made.bibliography
        if work.DOI:
            registry.dois.setdefault(work.DOI.lower(), work.PMID or "")
            registry.crossref[work.DOI.lower()] = message(work)
    return registry


def message(work: Bibliography) -> dict[str, Any]:
    """The work as Crossref states it."""
    people = [{"name": a.literal} if a.literal else {"family": a.family, "given": a.given or ""} for a in work.author]
    listed = {name: getattr(work, name) for name in ("volume", "issue", "page", "DOI")}
    return {
        "type": "journal-article",
        "title": [re.sub(r"\.$", "", work.title or "")],
        "author": people,
        "container-title": [work.container_title],
        "issued": {"date-parts": [[work.issued]]},
        **{name: value for name, value in listed.items() if value},
    }


def changed(made: Reference, **fields: object) -> Reference:
    return made.model_copy(update={"bibliography": made.bibliography.model_copy(update=fields)})


def plant(known: list[Reference], seed: int = 5) -> list[Planted]:
    """Sixty wrong identities."""
    dice = random.Random(seed)
    whole = [r for r in known if r.bibliography.DOI and r.bibliography.title and r.bibliography.page and r.text]
    dice.shuffle(whole)
    made: list[Planted] = []

    def take(count: int, what: str, change: Callable[[Reference, Reference], Reference]) -> None:
        for _ in range(count):
            one, other = whole.pop(), dice.choice(whole)
            made.append(Planted(what=what, reference=change(by_hand(one, dice), other)))

    take(8, "right title, other DOI", lambda one, other: changed(one, DOI=other.bibliography.DOI))
    take(6, "right title, other DOI, no PMID", lambda one, other: changed(one, DOI=other.bibliography.DOI, PMID=None))
    take(12, "swapped PMID", lambda one, other: changed(one, PMID=other.bibliography.PMID))
    take(6, "swapped PMID, no DOI", lambda one, other: changed(one, PMID=other.bibliography.PMID, DOI=None))
    take(10, "invented n", lambda one, _: with_people(one, dice))
    take(7, "OCR in the PMID", lambda one, _: changed(one, PMID=misread(one.bibliography.PMID or "", dice)))
    take(5, "OCR in the DOI", lambda one, _: changed(one, DOI=misread(one.bibliography.DOI or "", dice), PMID=None))
    take(3, "OCR in the volume", lambda one, _: changed(one, volume=misread(one.bibliography.volume or "17", dice)))
    take(3, "another first author", lambda one, _: changed(one, author=(Author(family="Nobody", given="N"),)))
    return made


def with_people(made: Reference, dice: random.Random) -> Reference:
    """A number of people that the abstract does not give."""
    text = " ".join(item.text for item in made.text)
    while str(count := dice.randint(40, 4000)) in text.replace(",", ""):
        pass
    card = made.card.model_copy(update={"n": count, "spans": ()})
    return made.model_copy(update={"card": card})


def misread(text: str, dice: random.Random) -> str:
    """The text with one of its last digits read as another."""
    at = dice.choice([place for place, letter in enumerate(text) if letter.isdigit()][-4:])
    return f"{text[:at]}{OCR[text[at]]}{text[at + 1 :]}"


def look_up(given: list[Reference], registry: Registry) -> list[Standing]:
    """The state of each reference after the registry was asked."""
    with served(registry) as playing, tempfile.TemporaryDirectory() as folder:
        door = Door(frozenset({"127.0.0.1"}), inside=True, wait=lambda _: None)
        cache = Cache(Path(folder))
        pubmed = Entrez(door, cache, "nobody@example.org", "not-a-key", base=f"{playing.base}/entrez")
        known = Registries(pubmed, Crossref(door, cache, "nobody@example.org", playing.base))
        wanted = [(made, names_of(made.bibliography)) for made in given]
        answers = iter(list(known.fetch([names for _, names in wanted if names])))
        return [standing(looked_up(made, next(answers) if names else None, TODAY)) for made, names in wanted]
