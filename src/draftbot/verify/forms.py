"""The forms in which a cell of a foreign table may be meant: with its row's label, with what of the label is more than
the name of a kind, or alone."""

from __future__ import annotations

import re

from draftbot.records.unit import Unit
from draftbot.verify.distribute import items
from draftbot.verify.labels import ACTING, Labels
from draftbot.verify.library import Library

# "Neurogenesis (new neuron formation)": a label explained
GLOSS = re.compile(r"\s*\([^()]*\)")
YES = re.compile(r"^yes\b[\s,.;:—–-]*", re.IGNORECASE)
DENIED = re.compile(r"^not\b", re.IGNORECASE)
# "Antioxidant + blood-flow emphasis": that a page stresses what its source names.
EMPHASIS = re.compile(r"\s+(?:emphasis|focus)$", re.IGNORECASE)
DASH = re.compile(r"\s[—–]\s")
# The label of what is said of a compound by itself.
REASON = "Why"


class Forms:
    """Reads cells with the labels of one library."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._labels = Labels(library)

    def of(self, unit: Unit) -> list[Unit]:
        """The unit in each form; alone where its label only names what is compared."""
        if unit.row is None:
            return [unit]
        label = GLOSS.sub("", unit.row).strip() or unit.row
        text = YES.sub("", unit.text) or label
        if unit.column not in self._library.compound_names and self._library.compounds.find(text):
            text = f"{unit.column or ''} {text}".strip()  # "Lean toward | Alfalin": the column is what is said of it
        rows: list[str | None] = [label]
        if self._labels.bare(label) not in ("", label):
            rows.append(self._labels.bare(label))
        if DENIED.match(text):
            rows.append(ACTING.sub("", label))
        if text == label or (self._labels.names_field(label) and self._labels.stands_alone(text)):
            rows.append(None)
        texts = dict.fromkeys((text, EMPHASIS.sub("", text)))
        return [unit.model_copy(update={"text": said, "row": row}) for said in texts for row in rows]


def glossed(unit: Unit, texts: tuple[str, ...]) -> list[Unit]:
    """The items of a cell; what stands behind its dash explains, and is said of the compound by itself."""
    after = DASH.split(unit.text, maxsplit=1)[1:]
    behind = {item for piece in after for item in items(piece)}
    return [
        unit.model_copy(
            update={"id": f"{unit.id}/{n}", "text": text, "row": REASON if text in behind and unit.row else unit.row}
        )
        for n, text in enumerate(texts)
    ]
