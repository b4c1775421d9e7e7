"""The bibliographic line of a reference, and the note on what was read of it. Printed by one stage, re-checked by
another."""

from __future__ import annotations

from draftbot.records.corpus import House
from draftbot.records.reference import Reference
from draftbot.text.lists import capitalised

KINDS = {"abstract": "the abstract as published", "excerpt": "a verbatim excerpt", "digest": "our own digest"}
SEEN = {
    "full-text": "of the full text",
    "full-abstract": "of the abstract, read in full",
    "partial-abstract": "of the abstract, read in part",
    "title-only": "of which the title alone was seen",
    "annotation-only": "of what another publication reports; the source itself was not seen",
}


def bibliographic_line(reference: Reference) -> str:
    """Authors. Title. Journal. Year;volume(issue):pages. DOI. PMID. What is not established is left out."""
    work = reference.bibliography
    authors = ", ".join(author.printed() for author in work.author)
    if authors and work.authors_truncated:
        authors += ", et al"
    place = f"{work.volume or ''}{f'({work.issue})' if work.issue else ''}{f':{work.page}' if work.page else ''}"
    issued = ";".join(part for part in (str(work.issued) if work.issued else "", place) if part)
    parts = [
        authors,
        (work.title or f"[{capitalised(reference.card.called)}]").rstrip("."),
        work.container_title,
        issued,
        f"DOI: {work.DOI}" if work.DOI else None,
        f"PMID: {work.PMID}" if work.PMID else None,
        f"URL: {work.URL}" if work.URL and not work.DOI and not work.PMID else None,
    ]
    return " ".join(f"{part}." for part in parts if part)


def source_note(reference: Reference, house: House) -> str:
    """What a reader must know of the source: language, species, notices, and which text stands behind it."""
    work, card = reference.bibliography, reference.card
    parts = []
    if work.language and work.language != "English":
        parts.append(f"In {work.language}.")
    if card.species not in (None, "human") and card.design == "preclinical":
        parts.append("Animal or laboratory work.")
    for notice in reference.integrity.notices:
        where = f" ({notice.citation})" if notice.citation else ""
        parts.append(f"{capitalised(notice.kind.replace('-', ' '))} on record{where}.")
    retracted = any(notice.kind == "retraction" for notice in reference.integrity.notices)
    if reference.integrity.checked is None and not retracted:
        parts.append("Not checked for retraction.")
    second_hand = f"{house.second_hand_mark} " if reference.text_seen == "annotation-only" else ""
    pages = dict.fromkeys(item.page for item in reference.text if item.page)
    if pages and reference.text_kind != "excerpt":
        parts.append(f"With verbatim excerpts of the full text ({', '.join(pages)}).")
    parts.append(f"{second_hand}Text behind it: {KINDS[reference.text_kind]} {SEEN[reference.text_seen]}.")
    return " ".join(parts)
