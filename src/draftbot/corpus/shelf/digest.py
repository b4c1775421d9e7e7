"""An abstract in the place of an editor's digest: the digest stays as a note, and every figure that differs is told."""

from __future__ import annotations

from datetime import date

from draftbot.corpus.importers import Imported
from draftbot.corpus.shelf.compose import items, provenance
from draftbot.records.record import Record
from draftbot.records.reference import Reference
from draftbot.text.quantities import quantities


class Replaced(Record):
    """The reference with the abstract as its text; ``unknown`` are the digest's figures that the abstract does not
    state, ``unsaid`` the abstract's that the digest does not, both as printed."""

    reference: Reference
    unknown: tuple[str, ...]
    unsaid: tuple[str, ...]


def replace_digest(old: Reference, record: Imported, origin: str, on: date) -> Replaced | None:
    """The abstract for the digest; ``None`` where the text is no digest or the record has no abstract.

    Verbatim excerpts stay behind the abstract.
    """
    text = items(record)
    if old.text_kind != "digest" or not text:
        return None
    digest = tuple(item for item in old.text if not item.page)
    excerpts = tuple(item for item in old.text if item.page)
    changed = old.model_copy(
        update={
            "text": (*text, *excerpts),
            "digest": digest,
            "text_kind": "abstract",
            "text_seen": "full-abstract",
            "text_source": f"abstract as {record.format} has it; the digest before it is kept",
            "provenance": (*old.provenance, provenance(record, origin, on, ("text",))),
        }
    )
    ours, theirs = _figures(" ".join(item.text for item in digest)), _figures(record.text)
    return Replaced(
        reference=changed,
        unknown=tuple(shown for key, shown in ours.items() if key not in theirs),
        unsaid=tuple(shown for key, shown in theirs.items() if key not in ours),
    )


def _figures(text: str) -> dict[str, str]:
    return {quantity.key: text[quantity.start : quantity.end] for quantity in quantities(text)}
