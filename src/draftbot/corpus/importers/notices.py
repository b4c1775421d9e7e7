"""What registries say about a work's standing, in their own words, as notices.

A retracted article and the notice that retracts it are two records: only the first is retracted. PubMed names the
article "Retracted Publication" and the notice "Retraction of Publication"; relations ending in -In are the article's,
those ending in -Of or -For the notice's. Source: MEDLINE/PubMed data element descriptions, National Library of
Medicine; Crossref: ``updated-by`` stands on the work, ``update-to`` on the notice.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Literal

from draftbot.records.integrity import Notice

Kind = Literal["retraction", "concern", "erratum", "open-question"]

XML_RELATIONS: dict[str, Kind] = {
    "retractionin": "retraction",
    "partialretractionin": "retraction",
    "retractedandrepublishedin": "retraction",
    "expressionofconcernin": "concern",
    "erratumin": "erratum",
    "correctedandrepublishedin": "erratum",
}
# MEDLINE tags; CRI "corrected and republished in", PRIN "partial retraction in", RPI "republished in".
MEDLINE_TAGS: dict[str, Kind] = {
    "RIN": "retraction",
    "PRIN": "retraction",
    "ECI": "concern",
    "EIN": "erratum",
    "CRI": "erratum",
}
TYPES: dict[str, Kind] = {"retracted publication": "retraction"}
# Crossref's types of update, as deposited by publishers or taken over from Retraction Watch; "withdrawal" and
# "removal" are retractions by another name.
UPDATES: dict[str, Kind] = {
    "retraction": "retraction",
    "partial_retraction": "retraction",
    "withdrawal": "retraction",
    "removal": "retraction",
    "expression_of_concern": "concern",
    "correction": "erratum",
    "erratum": "erratum",
    "corrigendum": "erratum",
    "addendum": "erratum",
    "clarification": "erratum",
    "corrected-article": "erratum",
}
TITLE_MARKS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (re.compile(r"^\W*(?:RETRACTED(?: ARTICLE| PAPER| CHAPTER)?|WITHDRAWN)\b\W*[:.]|\[\s*retracted\s*\]", re.I), "retraction"),
)  # fmt: skip
PMID = re.compile(r"PMID:?\s*(\d{1,8})")


def of_xml_relation(kind: str, citation: str | None, pmid: str | None) -> Notice | None:
    """The notice that a ``CommentsCorrections`` of this RefType is; ``None`` for comments and the notice's own side."""
    named = XML_RELATIONS.get(kind.strip().lower())
    return Notice(kind=named, citation=citation, PMID=pmid, seen_in="PubMed CommentsCorrections") if named else None


def of_medline(tag: str, values: Iterable[str]) -> Iterator[Notice]:
    """The notices of a MEDLINE tag: ``RIN - Journal. 2010;1(2):3. PMID: 123``."""
    kind = MEDLINE_TAGS.get(tag.strip().upper())
    for value in values if kind else ():
        found = PMID.search(value)
        yield Notice(kind=kind, citation=value, PMID=found[1] if found else None, seen_in=f"MEDLINE tag {tag}")


def of_types(types: Iterable[str], seen_in: str, known: Sequence[Notice] = ()) -> Iterator[Notice]:
    """Publication types that say that the work is retracted, where no notice known already says it."""
    told = {notice.kind for notice in known}
    for name in types:
        kind = TYPES.get(name.strip().lower())
        if kind and kind not in told:
            told.add(kind)
            yield Notice(kind=kind, seen_in=f"{seen_in}: {name}")


def of_title(title: str | None, seen_in: str, known: Sequence[Notice] = ()) -> Iterator[Notice]:
    """A title that publishers changed to say that the work is retracted."""
    told = {notice.kind for notice in known}
    for pattern, kind in TITLE_MARKS:
        if title and kind not in told and pattern.search(title):
            yield Notice(kind=kind, citation=title, seen_in=f"{seen_in}: title")


def of_updates(updates: Iterable[object]) -> Iterator[Notice]:
    """The notices of Crossref's ``updated-by``: each with its type, DOI, date and who says so."""
    for update in updates:
        if not isinstance(update, dict):
            continue
        kind = UPDATES.get(str(update.get("type", "")).strip().lower().replace(" ", "_"))
        if kind:
            source = update.get("source") or "publisher"
            label = update.get("label") or update.get("type")
            yield Notice(
                kind=kind, citation=f"{label}, DOI {update.get('DOI')}", seen_in=f"Crossref updated-by ({source})"
            )
