"""An article as it was read: its units with their places, what it cites, and findings about the file as such."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from draftbot.records.corpus import Corpus
from draftbot.records.record import Record
from draftbot.records.unit import Unit, UnitKind, unit_id
from draftbot.records.verdict import Finding
from draftbot.text.annotations import blanked
from draftbot.text.document import Document, ReadUnit
from draftbot.text.locate import Locator, Place
from draftbot.verify.cited import CitedWork

# JSON-LD values that are identifiers or addresses and say nothing of their own.
NOT_TEXT = frozenset(
    {
        *("@id", "@type", "@context", "url", "sameAs", "item", "propertyID", "inLanguage", "datePublished"),
        *("lastReviewed", "dateModified", "dateCreated", "cssSelector", "xpath"),
    }
)
ADDRESS = re.compile(r"https?://\S+")
NOWHERE = Place(line=0, start=0, end=0)


class Placed(Record):
    """A unit and where in the file it stands; line 0 is "not in this file"."""

    unit: Unit
    place: Place = NOWHERE


class ReadArticle(Record):
    """The units of a file, and findings about its references as such.

    ``places`` and ``entries`` are by unit id: where a unit stands, and the record whose bibliographic line it prints.
    ``works`` are the works that a foreign article cites.
    """

    units: tuple[Unit, ...]
    findings: tuple[Finding, ...]
    own: bool = True
    places: Mapping[str, Place] = {}
    works: tuple[CitedWork, ...] = ()
    entries: Mapping[str, CitedWork] = {}


def string_unit(kind: UnitKind, text: str, section: str) -> Unit:
    """A unit that says something and rests, so far, on nothing; ``identified`` gives it its id."""
    return Unit(id=section, section=section, kind=kind, text=text)


def placed(read: ReadUnit, unit: Unit) -> Placed:
    return Placed(unit=unit, place=Place(line=read.line, start=read.start, end=read.end))


def strings(value: object, path: str = "") -> Iterator[tuple[str, str]]:
    """Every text string of the JSON-LD with its path; identifiers, types, dates and addresses are left out."""
    if isinstance(value, dict):
        for key, child in value.items():
            if key not in NOT_TEXT:
                yield from strings(child, f"{path}.{key}".strip("."))
    elif isinstance(value, list):
        for position, child in enumerate(value):
            yield from strings(child, f"{path}.{position}")
    elif isinstance(value, str) and value.strip() and not ADDRESS.fullmatch(value):
        yield path, value


def graph_units(document: Document, beside: object) -> Iterator[Placed]:
    """The strings of the JSON-LD beside the file, then of that inside it, where they stand."""
    for path, text in strings(beside):
        yield Placed(unit=string_unit("jsonld", text, f"jsonld.{path}"))
    locator = Locator(blanked(document.source))
    for number, graph in enumerate(document.graphs, start=1):
        first, last = document.source.count("\n", 0, graph.start), document.source.count("\n", 0, graph.end) + 1
        for path, text in strings(graph.graph):
            place = locator.place(text, first, last)
            yield Placed(unit=string_unit("jsonld", text, f"jsonld-{number}.{path}"), place=place)


def identified(units: Iterable[Placed], corpus: Corpus) -> Iterator[Placed]:
    """The units with their ids, which follow from what they say and rest on, as a draft's do. A work that is no record
    of the corpus does not count, since it is known by its number on the page. Ids that repeat (the same statement twice
    in a section) get an ordinal."""
    seen: Counter[str] = Counter()
    for entry in units:
        key = unit_id(entry.unit, (source for source in entry.unit.sources if source in corpus.references))
        seen[key] += 1
        renamed = entry.unit.model_copy(update={"id": f"{key}-{seen[key]}" if seen[key] > 1 else key})
        yield Placed(unit=renamed, place=entry.place)
