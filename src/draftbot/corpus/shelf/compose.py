"""A new reference from an imported record: its id, text, compounds, and what its card can say."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection
from datetime import date

from draftbot.corpus.cards import Tagger, registrations
from draftbot.corpus.importers import Imported
from draftbot.corpus.shelf.identity import FORMS
from draftbot.corpus.stated import unstated
from draftbot.records.integrity import Integrity
from draftbot.records.provenance import Provenance
from draftbot.records.reference import Bibliography, Reference, TextItem
from draftbot.text.sentences import JOINED

# Sentences end here. The sentence splitter that verification uses reads a hundred abstracts a second; an import cuts
# only pieces to make passages of, and verification splits the whole text anew.
END = re.compile(r"(?<=[.!?])[\"')\]”’]*\s+(?=[A-Z0-9\"(\[“])")
SLUG = re.compile(r"[^a-z0-9]+")
SMALL = frozenset("a an the of and for in on to with from by is are was do does as at or its".split())


def reference(record: Imported, origin: str, on: date, tagger: Tagger, taken: Callable[[str], bool]) -> Reference:
    """The reference of a record that the corpus does not hold yet. ``taken`` tells which ids are in use."""
    work = tidied(record.bibliography)
    work = work.model_copy(update={"registration": work.registration or "; ".join(registrations(record.text)) or None})
    text = items(record)
    key = identifier(work, taken)
    made = Reference(
        id=key,
        compounds=tagger.compounds(work, record),
        bibliography=work,
        card=tagger.card(work, record, text),
        integrity=Integrity(checked=on if record.registry else None, notices=record.notices, upon=record.upon),
        indexing=record.indexing,
        text_kind="abstract",
        text_seen="full-abstract" if text else "title-only",
        text_source=f"abstract as {record.format} has it" if text else f"no abstract in {record.format}",
        text=text,
    )
    made = provable(made)
    return made.model_copy(update={"provenance": (provenance(record, origin, on, filled(made)),)})


def provable(made: Reference) -> Reference:
    """The reference without figures that were read from the text but that the corpus check would not find there."""
    card = made.card
    if card.n is None and card.n_studies is None and not card.outcomes:
        return made
    doubted = [defect.location for defect in unstated(made)]
    outcomes = {place[2] for place in doubted if place[:2] == ("card", "outcomes")}
    counts = {str(place[1]) for place in doubted} - {"outcomes", "arms"}
    changes: dict[str, object] = dict.fromkeys(counts)
    changes["outcomes"] = tuple(outcome for at, outcome in enumerate(card.outcomes) if at not in outcomes)
    changes["spans"] = tuple(span for span in card.spans if span.field not in counts)
    return made.model_copy(update={"card": card.model_copy(update=changes)})


def tidied(work: Bibliography) -> Bibliography:
    """Identifiers in the one form that the corpus keeps; brackets around a translated title and its full stop go."""
    changed: dict[str, str | None] = {name: form(getattr(work, name)) for name, form in FORMS.items()}
    doi = changed["DOI"]
    if doi and work.DOI:  # the publisher's case, as printed
        at = work.DOI.lower().find(doi)
        changed["DOI"] = work.DOI[at : at + len(doi)]
    title = work.title
    if title and re.fullmatch(r"\[.*\]\.?", title):
        title = title.rstrip(".")[1:-1]
    changed["title"] = title.rstrip(".").strip() if title and not title.endswith("..") else title
    changed["ISSN"] = _issn(work.ISSN)
    changed["ISBN"] = re.sub(r"[^\dXx-]", "", work.ISBN or "") or None
    return work.model_copy(update=changed)


def _issn(value: str | None) -> str | None:
    found = re.search(r"(\d{4})-?(\d{3}[\dXx])\b", value or "")
    return f"{found[1]}-{found[2].upper()}" if found else None


def items(record: Imported) -> tuple[TextItem, ...]:
    """The abstract in sentences, each section's label before its first one."""
    return tuple(TextItem(text=piece) for section in record.abstract for piece in pieces(section.printed()))


def pieces(text: str) -> list[str]:
    """A text cut at its sentences' ends; nothing is lost, and an abbreviation's full stop ends nothing."""
    cut: list[str] = []
    for piece in re.split(END, text):
        if cut and (JOINED.search(cut[-1]) or cut[-1].count("(") > cut[-1].count(")")):
            cut[-1] = f"{cut[-1]} {piece}"
        elif piece:
            cut.append(piece)
    return cut


def identifier(work: Bibliography, taken: Callable[[str], bool]) -> str:
    """The PMID, else first author, year and the title's first telling word; a number where that is taken."""
    if work.PMID and not taken(work.PMID):
        return work.PMID
    first = work.author[0] if work.author else None
    telling = next((word for word in slug(work.title).split("-") if len(word) > 3 and word not in SMALL), "")
    parts = (slug(first.family or first.literal) if first else "", str(work.issued or ""), telling)
    base = "-".join(part for part in parts if part)[:70].strip("-") or slug(work.DOI)[:70].strip("-") or "untitled"
    number = 1
    while taken(key := base if number == 1 else f"{base}-{number}"):
        number += 1
    return key


def slug(text: str | None) -> str:
    """Lower-case letters, digits and single hyphens."""
    plain = unicodedata.normalize("NFKD", text or "").encode("ascii", "ignore").decode().lower()
    return SLUG.sub("-", plain).strip("-")


def filled(made: Reference) -> Collection[str]:
    """The fields of a reference that hold something, as provenance names them."""
    work = [f"bibliography.{name}" for name, value in made.bibliography if value not in (None, (), False)]
    parts = [name for name in ("card", "indexing", "text") if getattr(made, name)]
    return [*work, *parts, *(["integrity"] if made.integrity.checked or made.integrity.notices else [])]


def provenance(record: Imported, origin: str, on: date, fields: Collection[str]) -> Provenance:
    """Where the fields came from: file, format and number of the record."""
    where = f"{origin}, {record.format} record {record.position}"
    return Provenance(origin=where, on=on, fields=tuple(fields), sha256=record.sha256)
