"""Reasoned exceptions from findings."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches
from pathlib import Path

from draftbot.corpus import load_corpus
from draftbot.errors import UnknownName, UserError
from draftbot.page import page_document, page_graph
from draftbot.settings import Settings
from draftbot.verify import UNWAIVABLE, new_waiver, read_article
from draftbot.waivers_file import add_waiver


def waive(settings: Settings, path: Path, unit: str, check: str, reason: str, by: str) -> Path:
    """Notes a waiver of the finding of ``check`` on the unit with that id; returns the file that holds it."""
    if check in UNWAIVABLE:
        raise UserError(f"a finding of {check!r} cannot be waived; mend the text or its source")
    corpus = load_corpus(settings.corpus)
    article = read_article(page_document(path), page_graph(path), corpus)
    found = next((one for one in article.units if one.id == unit), None)
    if found is None:
        ids = [one.id for one in article.units]
        raise UnknownName("unit", unit, get_close_matches(unit, ids, n=2, cutoff=0.5))
    return add_waiver(settings.root, new_waiver(found, corpus, check, reason, by, date.today().isoformat()))
