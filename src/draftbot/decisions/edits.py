"""What editors do to the text: replace, move, add and take back units of a page."""

from __future__ import annotations

from dataclasses import dataclass

from draftbot.assemble import printed_references
from draftbot.assemble.markdown import printed_entry
from draftbot.decisions.keys import key_of
from draftbot.decisions.page import Chunk, Page
from draftbot.records.corpus import Corpus
from draftbot.records.unit import Draft, Paragraph, Section, Unit, UnitKind
from draftbot.text.sentences import sentences

# What a unit is called in a place of this kind; cells keep theirs, since a cell is proved with its labels.
KINDS: dict[str, UnitKind] = {"paragraph": "sentence", "item": "item", "row": "cell", "heading": "heading"}
SPLIT = ("sentence", "item", "faq")


@dataclass
class Spot:
    """A unit where it stands."""

    chunk: Chunk
    at: int

    @property
    def unit(self) -> Unit:
        return self.chunk.units[self.at]


def pieces(unit: Unit, text: str, sources: tuple[str, ...] | None) -> list[Unit]:
    """The unit reworded: one unit for each sentence; ``sources`` replace its own proof where they are given."""
    proof = {"sources": unit.sources, "rule": unit.rule} if sources is None else {"sources": sources, "rule": None}
    texts = [span.of(text) for span in sentences(text)] if unit.kind in SPLIT else [text]
    made = [unit.model_copy(update={"text": " ".join(t.split()), "block": None, "lead": None, **proof}) for t in texts]
    return [piece.model_copy(update={"id": f"{unit.section}.{key_of(piece)[:10]}"}) for piece in made]


def replace(spot: Spot, units: list[Unit]) -> None:
    """Puts the units where the one was; none takes it out."""
    spot.chunk.units[spot.at : spot.at + 1] = units
    spot.chunk.changed = True


def find(page: Page, unit: Unit) -> Spot | None:
    """Where this very unit stands."""
    for chunk in page.chunks:
        for at, other in enumerate(chunk.units):
            if other is unit:
                return Spot(chunk, at)
    return None


def insert_after(page: Page, unit: Unit, after: Spot | None, section: str) -> Unit:
    """Puts a unit behind another one, or at the end of the section's first paragraph; returns it as it then stands."""
    target = after or _door(page, section)
    if target is None:
        chunk = Chunk(kind="paragraph", raw="", section=section, changed=True)
        page.chunks += [Chunk(kind="gap", raw="\n"), chunk]
        target = Spot(chunk, -1)
    chunk = target.chunk
    if chunk.kind in ("heading", "row", "front", "entry"):
        chunk = _new_chunk(page, chunk, "paragraph", chunk.section)
        target = Spot(chunk, -1)
    elif chunk.kind == "item":
        chunk = _new_chunk(page, chunk, "item", chunk.section)
        target = Spot(chunk, -1)
    kind: UnitKind = "faq" if any(u.kind == "faq" for u in chunk.units) else KINDS.get(chunk.kind, "sentence")
    placed = unit.model_copy(update={"section": chunk.section, "kind": kind, "row": None, "column": None})
    chunk.units.insert(target.at + 1, placed)
    chunk.changed = True
    return placed


def _door(page: Page, section: str) -> Spot | None:
    """Where a unit enters a section: behind its first paragraph, else behind its heading."""
    own = [chunk for chunk in page.chunks if chunk.section == section and chunk.units]
    for chunk in own:
        if chunk.kind == "paragraph":
            return Spot(chunk, len(chunk.units) - 1)
    return Spot(own[0], len(own[0].units) - 1) if own else None


def _new_chunk(page: Page, after: Chunk, kind: str, section: str) -> Chunk:
    """A new place behind a chunk: another item of its list, or a paragraph behind the heading or the whole table."""
    at = next(i for i, chunk in enumerate(page.chunks) if chunk is after)
    if kind == "item":
        chunk = Chunk(kind="item", raw="", section=section, prefix=after.prefix, changed=True)
        page.chunks.insert(at + 1, chunk)
        return chunk
    while at + 1 < len(page.chunks) and page.chunks[at + 1].kind == "row":
        at += 1
    chunk = Chunk(kind="paragraph", raw="", section=section, changed=True)
    page.chunks[at + 1 : at + 1] = [Chunk(kind="gap", raw="\n"), chunk]
    return chunk


def add_entries(page: Page, sources: tuple[str, ...], corpus: Corpus) -> None:
    """Prints a reference for each source that has none yet, with the next number, behind the others."""
    for source in sources:
        if source in page.numbers or source not in corpus.references:
            continue
        number = max(page.numbers.values(), default=0) + 1
        probe = Unit(id="probe", section="probe", kind="sentence", text="probe", sources=(source,))
        section = Section(id="probe", level=2, heading=probe, blocks=(Paragraph(units=(probe,)),))
        slugs = tuple(corpus.compounds)[:2]
        draft = Draft(compounds=(slugs[0], slugs[-1]), title=probe, description=probe, sections=(section,))
        entry = printed_references(draft, corpus)[0].model_copy(update={"number": number})
        page.numbers[source] = number
        chunk = Chunk(kind="entry", raw=printed_entry(entry) + "\n", section="references", units=list(entry.units))
        entries = [i for i, known in enumerate(page.chunks) if known.kind == "entry" and known.units]
        at = max((i for i in entries if page.chunks[i].section == "references"), default=len(page.chunks) - 1)
        page.chunks.insert(at + 1, chunk)
