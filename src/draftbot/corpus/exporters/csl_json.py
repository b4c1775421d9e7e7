"""CSL-JSON 1.0 (https://citationstyles.org): what Zotero, pandoc and citeproc read."""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from draftbot.records.reference import Author, Reference

# Names of ours that CSL writes with hyphens; the others are CSL's own.
NAMES = {"container_title": "container-title", "original_title": "original-title"}
PLAIN = ("title", "original_title", "container_title", "publisher", "volume", "issue", "page", "DOI", "PMID", "PMCID",
         "ISSN", "ISBN", "URL", "language")  # fmt: skip


def export(references: Sequence[Reference]) -> str:
    """The references as a list of items, their published abstracts with them."""
    return json.dumps([item(reference) for reference in references], ensure_ascii=False, indent=1) + "\n"


def item(reference: Reference) -> dict[str, Any]:
    """A reference as a CSL item; what CSL has no name for stands under ``custom``."""
    work = reference.bibliography
    made: dict[str, Any] = {"id": reference.id, "type": work.type}
    made |= {NAMES.get(name, name): value for name in PLAIN if (value := getattr(work, name))}
    if work.author:
        made["author"] = [_author(author) for author in work.author]
    if work.issued:
        made["issued"] = {"date-parts": [[work.issued]]}
    own = {"registration": work.registration, "authors_truncated": work.authors_truncated}
    if any(own.values()):
        made["custom"] = {name: value for name, value in own.items() if value}
    if abstract := published_abstract(reference):
        made["abstract"] = abstract
    return made


def published_abstract(reference: Reference) -> str:
    """The abstract as published; a digest is our own account and is not given out as the work's."""
    if reference.text_kind != "abstract":
        return ""
    return " ".join(item.text for item in reference.text if not item.page)


def _author(author: Author) -> dict[str, str]:
    return {name: value for name, value in author if value}
