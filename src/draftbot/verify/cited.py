"""What an article cites, in whatever form, and which record of the corpus it is."""

from __future__ import annotations

from typing import Literal

from draftbot.records.corpus import Corpus
from draftbot.records.record import Record
from draftbot.text.document import Document, ReadUnit
from draftbot.text.inline import Cited
from draftbot.text.marks import Pointer, pointers
from draftbot.verify.register import Register, tokens

By = Literal["DOI", "PMID", "PMCID", "title", "author and year"]
BY: dict[str, By] = {"doi": "DOI", "pmid": "PMID", "pmcid": "PMCID", "author-year": "author and year"}


class CitedWork(Record):
    """A work as an article cites it.

    ``label`` is how it is cited ("reference 4", "Dai 2013"), ``printed`` its entry or mark; ``sources`` are the
    records that it may be: none when it is not in the corpus, several when it is ambiguous. ``by`` says what it was
    recognised by, ``conflict`` what in the entry names another work.
    """

    label: str
    printed: str
    line: int
    sources: tuple[str, ...] = ()
    by: By | None = None
    conflict: str | None = None

    @property
    def problem(self) -> str | None:
        """What is wrong with the citation, and what to do; ``None`` for one record without a conflict."""
        if self.conflict:
            return self.conflict
        if not self.sources:
            return f"{self.label} is not in the corpus; add its record to corpus/references or cite another work"
        if len(self.sources) > 1:
            return f"{self.label} may be {' or '.join(self.sources)}; print its DOI or PMID"
        return None


class Bibliography:
    """The works that a document cites: its entries, and whatever else its marks name."""

    def __init__(self, document: Document, corpus: Corpus) -> None:
        self._register = Register(corpus)
        self.entries = {unit.entry: self._entry(unit) for unit in document.units if unit.entry}
        self._anchors = {unit.anchor: unit.entry for unit in document.units if unit.entry and unit.anchor}
        self._named = {pointer: work for pointer, work in self.entries.items() if pointer.kind == "number"}

    def works(self, cited: Cited, line: int) -> tuple[CitedWork, ...]:
        """The works that a mark cites; none for a name and year that may be no citation at all."""
        named = [pointer for pointer in cited.pointers if pointer.kind == "anchor" and pointer.value in self._anchors]
        if named:
            return (self.entries[self._anchors[named[0].value]],)
        found = [self._work(p, cited.label, line) for p in cited.pointers if p.kind != "anchor"]
        known = {work.by for work in found if work.sources}
        # a PMID that is known beside a DOI that is not: one work, whose record lacks the DOI
        kept = [work for work in found if work.sources or not known or work.label.startswith("reference")]
        return tuple(work for work in kept if work.sources or cited.sure)

    def _work(self, pointer: Pointer, label: str, line: int) -> CitedWork:
        if pointer in self.entries:
            return self.entries[pointer]
        if pointer.kind in ("number", "note"):
            return CitedWork(label=f"reference {pointer.value} (no such entry)", printed=label, line=line)
        if pointer.kind == "author-year":
            name, _, year = pointer.value.partition(":")
            for work in self._named.values():
                words = tokens(work.printed)
                if year in words and set(tokens(name)) <= set(words[:4]):
                    return work
        sources = self._register.identified(pointer)
        shown = label.strip("()") if pointer.kind == "author-year" else f"{BY[pointer.kind]} {pointer.value}"
        return CitedWork(
            label=shown, printed=label, line=line, sources=sources, by=BY[pointer.kind] if sources else None
        )

    def _entry(self, unit: ReadUnit) -> CitedWork:
        """An entry by the first identifier of each kind (later ones belong to remarks), then by its title."""
        known: dict[str, tuple[str, ...]] = {}
        for pointer in pointers(" ".join([unit.text, *(link.target for link in unit.links)])):
            known.setdefault(pointer.kind, self._register.identified(pointer))
        named = {kind: found for kind, found in known.items() if found}
        called = unit.entry.value if unit.entry else ""
        work = CitedWork(label=f"reference {called}", printed=unit.text, line=unit.line)
        if not named:
            titled = self._register.titled(unit.text)
            return work.model_copy(update={"sources": titled, "by": "title" if titled else None})
        kind, sources = next(iter(named.items()))
        return work.model_copy(update={"sources": sources, "by": BY[kind], "conflict": self._conflict(unit, named)})

    def _conflict(self, unit: ReadUnit, named: dict[str, tuple[str, ...]]) -> str | None:
        called = unit.entry.value if unit.entry else ""
        if len(set(named.values())) > 1:
            told = " and ".join(f"its {BY[kind]} is that of {found[0]}" for kind, found in named.items())
            return f"reference {called} names two works: {told}"
        (key, *_) = next(iter(named.values()))
        if self._register.share_of_title(key, tokens(unit.text)) < LEAST_OF_TITLE:
            kind = BY[next(iter(named))]
            return f"reference {called} prints another title than the work whose {kind} it gives ({key})"
        return None


# Less of the recorded title than this in an entry: the identifier is right and the work another.
LEAST_OF_TITLE = 0.5
