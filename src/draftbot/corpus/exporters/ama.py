"""A bibliography to read, after the AMA Manual of Style (11th edition), set by citeproc-py from our own CSL style."""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from draftbot.corpus.exporters.csl_json import item
from draftbot.records.reference import Author, Reference

STYLE = Path(__file__).with_name("ama.csl")
# What citeproc-py and the style do not know: it warns of each at each item.
UNKNOWN = ("custom", "PMID", "PMCID", "abstract")


def export(references: Sequence[Reference]) -> str:
    """A numbered entry a line, in the order given."""
    from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
    from citeproc.source.json import CiteProcJSON

    if not references:
        return ""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        source = CiteProcJSON([_item(reference) for reference in references])
        style = CitationStylesStyle(str(STYLE), validate=False)
        bibliography = CitationStylesBibliography(style, source, formatter.plain)
        for reference in references:
            bibliography.register(Citation([CitationItem(reference.id)]))
        entries = [_tidied(str(entry)) for entry in bibliography.bibliography()]
    return "".join(f"{entry}\n" for entry in entries)


def _item(reference: Reference) -> dict[str, Any]:
    made = {name: value for name, value in item(reference).items() if name not in UNKNOWN}
    made.setdefault("title", f"[{reference.card.called}]")
    if reference.bibliography.author:
        made["author"] = [_name(author) for author in reference.bibliography.author]
    return made


def _name(author: Author) -> dict[str, str]:
    """AMA prints initials without stops: ``Nobody N``."""
    if author.literal or not author.given:
        return {"literal": author.literal or author.family or ""}
    initials = "".join(part[0] for part in author.given.replace(".", " ").replace("-", " ").split() if part)
    return {"family": author.family or "", "given": initials}


def _tidied(entry: str) -> str:
    """Without the second full stop where a title or name ends with its own mark."""
    entry = " ".join(entry.split())
    for doubled in (". .", "..", "?.", "!."):
        entry = entry.replace(doubled, doubled[0])
    return entry
