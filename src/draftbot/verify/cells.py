"""Cells of a foreign table beyond their words: read in every form that their row allows, or saying that nothing is
known."""

from __future__ import annotations

import re
from collections.abc import Sequence

from draftbot.records.unit import Unit
from draftbot.records.verdict import UnitVerdict
from draftbot.verify.checks.coverage import SILENT
from draftbot.verify.context import Context
from draftbot.verify.forms import GLOSS, Forms
from draftbot.verify.labels import NAMING
from draftbot.verify.lexicon import SCAFFOLD
from draftbot.verify.library import Library
from draftbot.verify.units import verify_each

ABSENT = re.compile(
    r"^(?:not|none) (?:stated|specified|reported|given|named|listed|mentioned|described|available|known)"
    r"(?: in (?:the )?[\w ]{1,24})?\W*$",
    re.IGNORECASE,
)
LEAST_TOPIC = 0.5


def silent(unit: Unit, library: Library) -> str | None:
    """Of a cell that says that something is not stated, the search that bears it out: no sentence of the corpus that
    names the compound speaks of what the row is about. ``None`` where one does, or nothing can be looked for."""
    label = GLOSS.sub("", unit.row or "")
    topic = library.stems(label) - SCAFFOLD - NAMING or library.stems(label) - SCAFFOLD
    compound = unit.column or ""
    if not ABSENT.match(unit.text) or not topic or compound not in library.compound_names:
        return None
    told = library.naming(frozenset([compound]))
    hits = [s for s in told if len(topic & s.stems) >= LEAST_TOPIC * len(topic) and not SILENT.search(s.text)]
    searched = f"none of {len(told)} sentences of the corpus about {compound} speaks of {', '.join(sorted(topic))}"
    return None if hits else searched


def reread(units: Sequence[Unit], context: Context) -> dict[str, UnitVerdict]:
    """By unit id, a verdict on each cell that is proved in one of its other forms by the sources that it cites."""
    forms = Forms(context.library)
    tried = {
        unit.id: [form.model_copy(update={"id": f"{unit.id}@{n}"}) for n, form in enumerate(forms.of(unit))]
        for unit in units
    }
    answers = verify_each([form for asked in tried.values() for form in asked], context)
    found = {key: [answers[form.id] for form in asked if answers[form.id].published] for key, asked in tried.items()}
    return {key: proved[0].model_copy(update={"unit": key}) for key, proved in found.items() if proved}
