"""Makes the units of one section: gives them ids, passages and the second-hand mark."""

from __future__ import annotations

from collections.abc import Sequence

from draftbot.draft.cite import carried, passages_for
from draftbot.draft.material import Material
from draftbot.records.brief import Evidence
from draftbot.records.source_text import Passage
from draftbot.records.unit import Unit, UnitKind, unit_id
from draftbot.records.verdict import Derivation
from draftbot.text.lists import capitalised
from draftbot.text.sentences import clauses


class Composer:
    """One section's desk. ``told`` is shared by all sections: what has been told in full must not be told again."""

    def __init__(self, material: Material, section: str, evidence: Evidence, told: set[str]) -> None:
        self.material, self.section, self.evidence, self.told = material, section, evidence, told

    def sentence(
        self, clause: str, sources: Sequence[str], *, bundle: str | None = None, kind: UnitKind = "sentence"
    ) -> Unit:
        """A sentence from a clause without its full stop, cited to the sources."""
        cited = self._cited(sources)
        mark = self._mark([span.of(clause) for span in clauses(clause)], cited)
        return self._unit(kind, f"{capitalised(clause)}{mark}.", sources=cited, bundle=bundle)

    def quoted(self, text: str, passages: Sequence[Passage], kind: UnitKind, bundle: str | None) -> Unit:
        """A sentence that names the passages it rests on, as a writer with a model hands it over."""
        sources = self._cited([passage.source for passage in passages])
        clause = text.rstrip(". ")
        mark = self._mark([span.of(clause) for span in clauses(clause)], sources)
        ids = tuple(dict.fromkeys(passage.id for passage in passages))
        return self._unit(kind, f"{clause}{mark}.", sources=sources, passages=ids, bundle=bundle)

    def second_hand(self, unit: Unit) -> Unit:
        """The unit with the house's second-hand mark."""
        text = f"{unit.text.removesuffix('.')}{self.material.corpus.house.second_hand_mark}."
        marked = unit.model_copy(update={"text": text})
        return marked.model_copy(update={"id": unit_id(marked)})

    def cell(self, text: str, sources: Sequence[str], row: str, column: str) -> Unit:
        """A table cell under its row and column label."""
        cited = self._cited(sources)
        statements = [f"{column} {part} {row}" for part in text.split(";")]
        passages = passages_for(statements, cited, self.evidence)
        marked = text + self._mark(statements, cited)
        return self._unit("cell", marked, sources=cited, row=row, column=column, passages=passages)

    def derived(self, derivation: Derivation, kind: UnitKind = "sentence") -> Unit:
        """A derived sentence or cell, cited to its rule and to the references it rests on (at most four)."""
        row, column = derivation.cell or (None, None)
        sources = derivation.sources if derivation.cell is None and len(derivation.sources) <= 4 else ()
        return self._unit(
            "cell" if derivation.cell else kind,
            derivation.text,
            sources=sources,
            rule=derivation.rule,
            row=row,
            column=column,
            passages=(),
        )

    def fixed(
        self, block: str, text: str, kind: UnitKind = "sentence", row: str | None = None, column: str | None = None
    ) -> Unit:
        """Plan text or a house block, exempt byte for byte."""
        return self._unit(kind, text, block=block, row=row, column=column)

    def _cited(self, sources: Sequence[str]) -> tuple[str, ...]:
        return tuple(dict.fromkeys(sources))

    def _mark(self, statements: Sequence[str], sources: Sequence[str]) -> str:
        """The house's second-hand mark, where a sentence that carries one of the statements is second-hand."""
        for source in sources:
            reference = self.material.reference(source)
            called = carried(reference.card.called)
            for statement in statements:
                wanted = carried(statement) - called
                best = max(reference.text, key=lambda item: len(wanted & carried(item.text)), default=None)
                if best and best.second_hand:
                    return self.material.corpus.house.second_hand_mark
        return ""

    def _unit(self, kind: UnitKind, text: str, **proof: object) -> Unit:
        sources = proof.get("sources", ())
        if sources and "passages" not in proof:
            parts = [span.of(text) for span in clauses(text)]
            proof["passages"] = passages_for(parts, sources, self.evidence)  # type: ignore[arg-type]  # a tuple of ids
        unit = Unit.model_validate({"id": "pending", "section": self.section, "kind": kind, "text": text, **proof})
        return unit.model_copy(update={"id": unit_id(unit)})
