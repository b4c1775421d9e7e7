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

from draftbot.corpus.importers.plain import unmarked
from draftbot.records.integrity import Notice, Upon

Kind = Literal["retraction", "concern", "erratum", "open-question"]

XML_RELATIONS: dict[str, Kind] = {
    "retractionin": "retraction",
    "partialretractionin": "retraction",
    "retractedandrepublishedin": "retraction",
    "expressionofconcernin": "concern",
    "erratumin": "erratum",
    "correctedandrepublishedin": "erratum",
}
# The notice's own side: what it retracts, doubts or corrects.
XML_UPON = {
    "retractionof": "retraction",
    "partialretractionof": "retraction",
    "retractedandrepublishedfrom": "retraction",
    "expressionofconcernfor": "concern",
    "erratumfor": "erratum",
}
MEDLINE_UPON = {"ROF": "retraction", "PROF": "retraction", "RRF": "retraction", "ECF": "concern", "EFR": "erratum"}
# MEDLINE tags; CRI "corrected and republished in", PRIN "partial retraction in", RRI "retracted and republished in".
MEDLINE_TAGS: dict[str, Kind] = {
    "RIN": "retraction",
    "PRIN": "retraction",
    "RRI": "retraction",
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
    "corrected_article": "erratum",
}
# Publishers change the title ("RETRACTED ARTICLE: ..."); the Web of Science adds "(Retracted article. See vol. 1)". A
# title that begins with "Retraction" is the notice's.
TITLE_MARKS: tuple[tuple[re.Pattern[str], Kind], ...] = (
    (
        re.compile(
            r"^\W*(?:RETRACTED(?: AND REPUBLISHED)?(?: ARTICLE| PAPER| CHAPTER)?|WITHDRAWN(?: ARTICLE| PAPER)?|"
            r"(?:ARTICLE|PAPER) (?:RETRACTED|WITHDRAWN))\b\W*[:.\])]|"
            r"[\[(]\s*(?:this (?:article|paper) (?:has been|was) )?(?:retracted|withdrawn)\b(?! (?:by|from)\b)[^\])]{0,120}[\])]",
            re.I,
        ),
        "retraction",
    ),
)
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


def upon_xml(kind: str, citation: str | None, pmid: str | None) -> Upon | None:
    """What a ``CommentsCorrections`` of the notice's own side says of another work; ``None`` for all others."""
    return _upon(XML_UPON.get(kind.strip().lower()), None, pmid, citation)


def upon_medline(tag: str, values: Iterable[str]) -> Iterator[Upon]:
    """What a MEDLINE tag of the notice's own side says: ``ROF - Journal. 2010;1(2):3. PMID: 123``."""
    for value in values:
        found = PMID.search(value)
        made = _upon(MEDLINE_UPON.get(tag), None, found[1] if found else None, value)
        if made:
            yield made


def upon_updates(updates: Iterable[object]) -> Iterator[Upon]:
    """What Crossref's ``update-to`` says, which stands on the notice."""
    for update in updates:
        if isinstance(update, dict) and update.get("DOI"):
            made = _upon(_update(update), str(update["DOI"]), None, None)
            if made:
                yield made


def _upon(kind: str | None, doi: str | None, pmid: str | None, citation: str | None) -> Upon | None:
    if not kind or not (doi or pmid):
        return None
    return Upon.model_validate({"kind": kind, "DOI": doi, "PMID": pmid, "citation": citation})


def _update(update: dict[str, object]) -> Kind | None:
    return UPDATES.get(re.sub(r"[\s-]+", "_", str(update.get("type", "")).strip().lower()))


def of_updates(updates: Iterable[object]) -> Iterator[Notice]:
    """The notices of Crossref's ``updated-by``: each with its type, DOI, date and who says so."""
    for update in updates:
        if not isinstance(update, dict):
            continue
        kind = _update(update)
        if kind:
            source = update.get("source") or "publisher"
            label = update.get("label") or update.get("type")
            yield Notice(
                kind=kind,
                citation=unmarked(f"{label}, DOI {update.get('DOI')}"),
                seen_in=f"Crossref updated-by ({source})",
            )
