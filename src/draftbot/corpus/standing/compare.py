"""Is a reference the work that a registry has under its identifiers, and are its figures that work's?"""

from __future__ import annotations

import re
from collections.abc import Iterator

from draftbot.corpus.importers import Imported
from draftbot.corpus.shelf.compose import tidied
from draftbot.corpus.shelf.identity import FORMS, same_title
from draftbot.corpus.shelf.merge import agree, another_work
from draftbot.records.integrity import Mismatch
from draftbot.records.reference import Bibliography, Reference
from draftbot.text.figures import figures as printed
from draftbot.text.quantities import quantities

# What a copyist changes by mistake and a registry knows; the year may differ by one between screen and paper.
FIELDS = ("author", "container_title", "volume", "issue", "page")


def compare(reference: Reference, record: Imported) -> tuple[Mismatch, ...]:
    """What the registry's record, found under one of the reference's identifiers, says otherwise.

    Another title is another work, and then nothing else is compared. Figures are compared with the record's abstract
    where it has one and the reference's own text is not another document's account.
    """
    ours, theirs = reference.bibliography, tidied(record.bibliography)
    seen = record.format
    other = another_work(ours, theirs)
    if other:
        return (Mismatch(kind="wrong-work", field=other, ours=ours.title or "", theirs=theirs.title, seen_in=seen),)
    return (*_fields(ours, theirs, seen), *_figures(reference, record, seen))


def unknown(name: str, value: str, registry: str) -> Mismatch:
    """An identifier that its registry does not know."""
    return Mismatch(kind="bad-id", field=name, ours=value, seen_in=registry)


def malformed(reference: Reference) -> Iterator[Mismatch]:
    """Identifiers that no registry could know, because they do not have the form of one."""
    for name, form in FORMS.items():
        value = getattr(reference.bibliography, name)
        if value and form(value) is None:
            yield Mismatch(kind="bad-id", field=name, ours=value, seen_in="its form")


def _fields(ours: Bibliography, theirs: Bibliography, seen: str) -> Iterator[Mismatch]:
    def differs(name: str, kind: str = "field-mismatch") -> Mismatch:
        own, other = (_text(getattr(work, name)) for work in (ours, theirs))
        return Mismatch.model_validate({"kind": kind, "field": name, "ours": own, "theirs": other, "seen_in": seen})

    for name in FORMS:
        own, other = getattr(ours, name), getattr(theirs, name)
        if own and other and not agree(name, own, other):
            yield differs(name, "wrong-work")
    if ours.title and theirs.title and not _title_agrees(ours, theirs):
        yield differs("title")
    if ours.issued and theirs.issued and abs(ours.issued - theirs.issued) > 1:
        yield differs("issued")
    for name in FIELDS:
        own, other = getattr(ours, name), getattr(theirs, name)
        if own and other and not agree(name, own, other):
            yield differs(name)


def _title_agrees(ours: Bibliography, theirs: Bibliography) -> bool:
    titles = [t for t in (theirs.title, theirs.original_title) if t]
    return any(same_title(ours.title, title) or same_title(ours.original_title, title) for title in titles)


def _text(value: object) -> str:
    return ", ".join(author.printed() for author in value) if isinstance(value, tuple) else str(value)


def _figures(reference: Reference, record: Imported, seen: str) -> Iterator[Mismatch]:
    """Figures of the card that neither the registry's abstract nor the reference's verbatim text states."""
    if not record.abstract or reference.text_seen in ("annotation-only", "full-text"):
        return
    abstract = f"{record.bibliography.title} {record.text}"
    known = {quantity.key for quantity in quantities(abstract)}
    numbers = set(re.findall(r"\d+(?:\.\d+)?", abstract.replace(",", "").replace("\u00b7", ".")))
    card = reference.card
    counts = [("card.n", card.n), *((f"card.arms.{at}.n", arm.n) for at, arm in enumerate(card.arms))]
    for field, count in counts:
        if count is not None and f"num:{count}" not in known and str(count) not in numbers:
            yield Mismatch(kind="field-mismatch", field=field, ours=str(count), seen_in=f"{seen}: not in the abstract")
    for at, outcome in enumerate(card.outcomes):
        if outcome.second_hand:
            continue
        for quantity in quantities(printed(outcome)):
            digits = re.findall(r"\d+(?:\.\d+)?", quantity.key.split(":", 1)[1])
            if quantity.key not in known and not set(digits) <= numbers:
                field = f"card.outcomes.{at}"
                yield Mismatch(
                    kind="field-mismatch", field=field, ours=quantity.key, seen_in=f"{seen}: not in the abstract"
                )
