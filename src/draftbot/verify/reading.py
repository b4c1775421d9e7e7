"""From a Markdown file back to units: citations resolved through the printed references, JSON-LD strings added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from functools import cached_property

from draftbot.records.corpus import Corpus
from draftbot.records.unit import Unit
from draftbot.records.verdict import Finding
from draftbot.text.citation import bibliographic_line, source_note
from draftbot.text.document import Document, ReadUnit
from draftbot.text.sentences import sentences
from draftbot.verify.article import Placed, ReadArticle, graph_units, identified, placed, string_unit
from draftbot.verify.foreign import read_foreign

REGISTERS = ("https://doi.org", "https://pubmed.ncbi.nlm.nih.gov")


def read_article(document: Document, jsonld: object, corpus: Corpus) -> ReadArticle:
    """Units in reading order; a citation of an entry that is no record of the corpus cites an unknown source, which
    fails. In an article that is not ours, citations and entries may have any form."""
    if not document.own:
        return read_foreign(document, jsonld, corpus)
    entries = {unit.anchor: unit for unit in document.units if unit.anchor and unit.anchor.startswith("ref-")}
    known = Entries(corpus)
    resolved = {f"#{anchor}": known.resolve(entry) for anchor, entry in entries.items()}
    units: list[Placed] = []
    for read in document.units:
        if read.anchor in entries:
            units.extend(placed(read, unit) for unit in _entry_units(read, resolved[f"#{read.anchor}"], corpus))
        elif read.text:
            units.append(placed(read, _unit(read, resolved)))
    told = [*identified([*units, *graph_units(document, jsonld)], corpus)]
    findings = [Finding(severity="block", check="markup", message=problem) for problem in document.problems]
    findings += [Finding(severity="warn", check="markup", message=remark) for remark in document.remarks]
    findings += [
        Finding(severity="block", check="links", message=message) for message in _foreign_links(document, corpus)
    ]
    doubled = [key for key, count in Counter(v for v in resolved.values() if v).items() if count > 1]
    findings += [Finding(severity="warn", check="references", message=f"{key} is listed twice") for key in doubled]
    return ReadArticle(
        units=tuple(entry.unit for entry in told),
        findings=tuple(findings),
        places={entry.unit.id: entry.place for entry in told},
    )


def _foreign_links(document: Document, corpus: Corpus) -> Iterator[str]:
    """Links that lead neither inside the page, nor to a register of works, nor to the publisher's own site."""
    own = tuple(f"{place.rstrip('/')}/" for place in (*REGISTERS, corpus.house.site.url))
    for unit in document.units:
        for link in unit.links:
            if not link.target.startswith("#") and not f"{link.target}/".startswith(own):
                yield f"line {unit.line}: a link to {link.target!r}, which is no source; cite a reference instead"


class Entries:
    """The records of a corpus by what their printed entries hold; read once, for a page has many entries."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        works = {key: reference.bibliography for key, reference in corpus.references.items()}
        self._identifiers = [
            (f"{kind}: {value}{stop}".lower(), key)
            for key, work in works.items()
            for kind, value, stop in (("doi", work.DOI, ""), ("pmid", work.PMID, "."))
            if value
        ]

    def resolve(self, entry: ReadUnit) -> str | None:
        """The record that a printed entry is: by DOI, PMID, then title; ``None`` where it is none."""
        printed = entry.text.lower()
        named = (key for identifier, key in self._identifiers if identifier in printed)
        return next(named, None) or next((key for line, key in self._lines if line in printed), None)

    @cached_property
    def _lines(self) -> list[tuple[str, str]]:
        references = self._corpus.references.items()
        return [(bibliographic_line(reference).lower(), key) for key, reference in references]


def _unit(read: ReadUnit, resolved: Mapping[str, str | None]) -> Unit:
    sources, rule = [], None
    for link in read.links:
        if link.target.startswith("#ref-"):
            sources.append(resolved.get(link.target) or link.target)
        elif link.target.startswith("#rule-"):
            rule = link.target.removeprefix("#rule-")
    proof = {"sources": tuple(dict.fromkeys(sources)), "rule": rule, "row": read.row, "column": read.column}
    return string_unit(read.kind, read.text, read.section).model_copy(update=proof)


def _entry_units(read: ReadUnit, source: str | None, corpus: Corpus) -> Iterator[Unit]:
    """An entry as its bibliographic line, its statements (cited to itself) and its note."""
    if source is None:
        yield string_unit("item", read.text, read.section)
        return
    reference = corpus.references[source]
    line, note = bibliographic_line(reference), source_note(reference, corpus.house)
    text = " ".join(read.text.split())
    if not text.startswith(line):
        yield string_unit("item", text, read.section).model_copy(update={"block": f"entry-{source}"})
        return
    yield string_unit("item", line, read.section).model_copy(update={"block": f"entry-{source}"})
    rest = text[len(line) :].strip()
    body = rest.removesuffix(note).strip()
    for span in sentences(body):
        yield string_unit("item", span.of(body), read.section).model_copy(update={"sources": (source,)})
    if body != rest:
        yield string_unit("item", note, read.section).model_copy(update={"block": f"note-{source}"})
