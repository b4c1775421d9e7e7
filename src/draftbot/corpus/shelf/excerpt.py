"""Verbatim excerpts of full texts, labels, registers and regulators' pages, with page and date."""

from __future__ import annotations

import re
from datetime import date

from draftbot.corpus.importers.plain import clean
from draftbot.corpus.shelf.compose import pieces
from draftbot.errors import UserError
from draftbot.records.provenance import Provenance
from draftbot.records.record import Record
from draftbot.records.reference import Bibliography, Reference, StudyCard, TextItem

SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class Excerpt(Record):
    """What an editor copied: the words, where they stand, and the day on which they stood there. ``title`` and
    ``address`` name a document that the corpus does not hold yet."""

    text: str
    page: str
    seen: date
    title: str | None = None
    address: str | None = None


def with_excerpt(old: Reference, excerpt: Excerpt) -> Reference:
    """The reference with the excerpt behind its text; one that is there already changes nothing."""
    new = tuple(item for item in _items(excerpt) if item not in old.text)
    if not new:
        return old
    changes: dict[str, object] = {"text": (*old.text, *new), "provenance": (*old.provenance, _origin(excerpt))}
    if not old.text:
        changes |= {"text_kind": "excerpt", "text_seen": "full-text", "text_source": _source(excerpt)}
    return old.model_copy(update=changes)


def document(key: str, excerpt: Excerpt) -> Reference:
    """A new reference for a document that is no article: a label, a register's entry, a regulator's page.

    Raises a UserError for an id that is none, or where the document has no title.
    """
    if not SLUG.fullmatch(key):
        raise UserError(f"{key!r} cannot be an id: lower-case letters, digits and single hyphens")
    if not excerpt.title:
        raise UserError(f"the corpus has no reference {key!r}; give the document's --title to make one")
    return Reference(
        id=key,
        bibliography=Bibliography(
            type="webpage" if excerpt.address else "report", title=excerpt.title, URL=excerpt.address
        ),
        card=StudyCard(called=f"the document {excerpt.title}", design="other"),
        text_kind="excerpt",
        text_seen="full-text",
        text_source=_source(excerpt),
        text=_items(excerpt),
        provenance=(_origin(excerpt),),
    )


def _items(excerpt: Excerpt) -> tuple[TextItem, ...]:
    found = tuple(TextItem(text=piece, page=excerpt.page) for piece in pieces(clean(excerpt.text)))
    if not found:
        raise UserError("the excerpt is empty")
    return found


def _source(excerpt: Excerpt) -> str:
    return f"verbatim, {excerpt.page}, as it stood on {excerpt.seen}"


def _origin(excerpt: Excerpt) -> Provenance:
    where = f" of {excerpt.address}" if excerpt.address else ""
    return Provenance(origin=f"excerpt by an editor, {excerpt.page}{where}", on=excerpt.seen, fields=("text",))
