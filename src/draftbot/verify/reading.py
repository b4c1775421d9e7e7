"""From a Markdown file back to units: citations resolved through the printed references, JSON-LD strings added."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import sha256

from draftbot.records.corpus import Corpus
from draftbot.records.record import Record
from draftbot.records.unit import Unit, UnitKind
from draftbot.records.verdict import Finding
from draftbot.text.citation import bibliographic_line, source_note
from draftbot.text.markdown import Document, ReadUnit
from draftbot.text.sentences import sentences

# JSON-LD values that are identifiers or addresses and say nothing of their own.
REGISTERS = ("https://doi.org", "https://pubmed.ncbi.nlm.nih.gov")
NOT_TEXT = frozenset(
    {"@id", "@type", "@context", "url", "sameAs", "item", "propertyID", "inLanguage", "datePublished", "lastReviewed"}
)


class ReadArticle(Record):
    """The units of a file, and findings about its references as such."""

    units: tuple[Unit, ...]
    findings: tuple[Finding, ...]


def read_article(document: Document, jsonld: object, corpus: Corpus) -> ReadArticle:
    """Units in reading order; a citation of an entry that is no record of the corpus cites an unknown source, which
    fails."""
    entries = {unit.anchor: unit for unit in document.units if unit.anchor and unit.anchor.startswith("ref-")}
    resolved = {f"#{anchor}": resolve(entry, corpus) for anchor, entry in entries.items()}
    units: list[Unit] = []
    for read in document.units:
        if read.anchor in entries:
            units.extend(_entry_units(read, resolved[f"#{read.anchor}"], corpus))
        elif read.text:
            units.append(_unit(read, resolved))
    units.extend(_string("jsonld", text, f"jsonld.{path}") for path, text in _strings(jsonld, ""))
    findings = [Finding(severity="block", check="markup", message=problem) for problem in document.problems]
    findings += [
        Finding(severity="block", check="links", message=message) for message in _foreign_links(document, corpus)
    ]
    doubled = [key for key, count in Counter(v for v in resolved.values() if v).items() if count > 1]
    findings += [Finding(severity="warn", check="references", message=f"{key} is listed twice") for key in doubled]
    return ReadArticle(units=tuple(_numbered(units)), findings=tuple(findings))


def _foreign_links(document: Document, corpus: Corpus) -> Iterator[str]:
    """Links that lead neither inside the page, nor to a register of works, nor to the publisher's own site."""
    own = tuple(f"{place.rstrip('/')}/" for place in (*REGISTERS, corpus.house.site.url))
    for unit in document.units:
        for link in unit.links:
            if not link.target.startswith("#") and not f"{link.target}/".startswith(own):
                yield f"line {unit.line}: a link to {link.target!r}, which is no source; cite a reference instead"


def resolve(entry: ReadUnit, corpus: Corpus) -> str | None:
    """The record that a printed entry is: by DOI, PMID, then title; ``None`` where it is none."""
    printed = entry.text.lower()
    for key, reference in corpus.references.items():
        work = reference.bibliography
        if work.DOI and f"doi: {work.DOI}".lower() in printed:
            return key
        if work.PMID and f"pmid: {work.PMID}." in printed:
            return key
    for key, reference in corpus.references.items():
        if bibliographic_line(reference).lower() in printed:
            return key
    return None


def _unit(read: ReadUnit, resolved: Mapping[str, str | None]) -> Unit:
    sources, rule = [], None
    for link in read.links:
        if link.target.startswith("#ref-"):
            sources.append(resolved.get(link.target) or link.target)
        elif link.target.startswith("#rule-"):
            rule = link.target.removeprefix("#rule-")
    proof = {"sources": tuple(dict.fromkeys(sources)), "rule": rule, "row": read.row, "column": read.column}
    return _string(read.kind, read.text, read.section).model_copy(update=proof)


def _entry_units(read: ReadUnit, source: str | None, corpus: Corpus) -> Iterator[Unit]:
    """An entry as its bibliographic line, its statements (cited to itself) and its note."""
    if source is None:
        yield _string("item", read.text, read.section)
        return
    reference = corpus.references[source]
    line, note = bibliographic_line(reference), source_note(reference, corpus.house)
    text = " ".join(read.text.split())
    if not text.startswith(line):
        yield _string("item", text, read.section).model_copy(update={"block": f"entry-{source}"})
        return
    yield _string("item", line, read.section).model_copy(update={"block": f"entry-{source}"})
    rest = text[len(line) :].strip()
    body = rest.removesuffix(note).strip()
    for span in sentences(body):
        yield _string("item", span.of(body), read.section).model_copy(update={"sources": (source,)})
    if body != rest:
        yield _string("item", note, read.section).model_copy(update={"block": f"note-{source}"})


def _strings(value: object, path: str) -> Iterator[tuple[str, str]]:
    """Every text string of the JSON-LD with its path; identifiers, types, dates and addresses are left out."""
    if isinstance(value, dict):
        for key, child in value.items():
            if key not in NOT_TEXT:
                yield from _strings(child, f"{path}.{key}".strip("."))
    elif isinstance(value, list):
        for position, child in enumerate(value):
            yield from _strings(child, f"{path}.{position}")
    elif isinstance(value, str):
        yield path, value


def _string(kind: UnitKind, text: str, section: str) -> Unit:
    digest = sha256(f"{kind}|{text}".encode()).hexdigest()[:10]
    return Unit(id=f"{section}.{digest}", section=section, kind=kind, text=text)


def _numbered(units: list[Unit]) -> Iterator[Unit]:
    """Ids that repeat (the same words twice in a section) get an ordinal."""
    seen: Counter[str] = Counter()
    for unit in units:
        seen[unit.id] += 1
        yield unit if seen[unit.id] == 1 else unit.model_copy(update={"id": f"{unit.id}-{seen[unit.id]}"})
