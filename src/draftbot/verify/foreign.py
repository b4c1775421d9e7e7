"""Reading an article that is not ours: citations in any form become sources, entries are told from prose."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from draftbot.records.corpus import Corpus
from draftbot.records.reference import Reference
from draftbot.records.unit import Unit
from draftbot.records.verdict import Finding
from draftbot.text.document import Document, ReadUnit
from draftbot.text.inline import Inline, uncited
from draftbot.text.marks import pointers
from draftbot.text.sentences import sentences
from draftbot.verify.article import Placed, ReadArticle, graph_units, identified, placed, string_unit
from draftbot.verify.cited import Bibliography, CitedWork
from draftbot.verify.entries import described, parted

REASON = re.compile(r"^(?:why|reasons?|rationale|because)\b", re.IGNORECASE)
YEAR = re.compile(r"\b(?:19|20)\d\d\b")
ENTRY = "entry of the list of references"
REMARK = "remark on the record of a reference"
# What is left of "see also Aliferova et al., 2014, PMID 1." when the identifier is taken out.
LOOSE = re.compile(r"[,;:]+(?=\.$|$)")


def read_foreign(document: Document, beside: object, corpus: Corpus) -> ReadArticle:
    """Units in reading order. A citation that is no record of the corpus is a source that no corpus has, which
    fails; one that may be several records cites them all, and is a finding."""
    bibliography = Bibliography(document, corpus)
    found = [entry for read in _reasons(document, corpus) for entry in _units(read, bibliography, corpus)]
    units = [*identified([*found, *graph_units(document, beside)], corpus)]
    works = tuple(dict.fromkeys([*bibliography.entries.values(), *_cited(document, bibliography)]))
    return ReadArticle(
        units=tuple(entry.unit for entry in units),
        findings=tuple(_findings(document, bibliography, works)),
        own=False,
        places={entry.unit.id: entry.place for entry in units},
        works=works,
        entries={entry.unit.id: _work_of(entry, bibliography) for entry in units if entry.unit.block},
    )


def _reasons(document: Document, corpus: Corpus) -> Iterator[ReadUnit]:
    """The units as read; a cell that says why its row picks a compound ("Goal | Alfalin | short course") is said of
    that compound, under the heading of its column."""
    names = {compound.name for compound in corpus.compounds.values()}
    picks = {read.line: read.text for read in document.units if read.row is not None and read.text in names}
    for read in document.units:
        reason = read.row is not None and read.column and REASON.match(read.column) and read.line in picks
        yield read.model_copy(update={"row": read.column, "column": picks[read.line]}) if reason else read


def _work_of(entry: Placed, bibliography: Bibliography) -> CitedWork:
    """The work whose line the unit is; the entry of the same place in the file."""
    at = entry.place.line
    return next(work for work in bibliography.entries.values() if work.line == at)


def _cited(document: Document, bibliography: Bibliography) -> Iterator[CitedWork]:
    for read in document.units:
        for cited in read.cited:
            yield from bibliography.works(cited, read.line)


def _units(read: ReadUnit, bibliography: Bibliography, corpus: Corpus) -> Iterator[Placed]:
    if read.entry is not None:
        yield from _entry(read, bibliography, corpus)
        return
    if not read.text:
        return
    works = [work for cited in read.cited for work in bibliography.works(cited, read.line)]
    sources = tuple(dict.fromkeys(source for work in works for source in work.sources or (work.label,)))
    unit = string_unit(read.kind, read.text, read.section)
    yield placed(read, unit.model_copy(update={"sources": sources, "row": read.row, "column": read.column}))


def _entry(read: ReadUnit, bibliography: Bibliography, corpus: Corpus) -> Iterator[Placed]:
    """An entry as its bibliographic line and its statements, cited to itself; a note that names no work as prose."""
    assert read.entry is not None
    work = bibliography.entries[read.entry]
    if len(work.sources) != 1:
        text = " ".join(read.text.split())
        if read.entry.kind == "note" and not pointers(text) and not YEAR.search(text):
            for span in sentences(text):
                yield placed(read, string_unit("item", span.of(text), read.section))
            return
        yield placed(read, string_unit("item", text, read.section).model_copy(update={"block": ENTRY}))
        return
    reference = corpus.references[work.sources[0]]
    about = frozenset(corpus.compounds[slug].name for slug in reference.compounds if slug in corpus.compounds)
    entry = parted(" ".join(read.text.split()), reference)
    yield placed(read, _item(entry.line, read, work).model_copy(update={"block": ENTRY}))
    for told in _remarks(entry.remarks, reference, about):
        inline = uncited(Inline(text=told))
        if described(inline.text, reference, about):
            yield placed(read, _item(inline.text, read, work).model_copy(update={"block": REMARK}))
            continue
        others = [other for cited in inline.cited for other in bibliography.works(cited, read.line)]
        sources = dict.fromkeys(source for one in (work, *others) for source in one.sources or (one.label,))
        text = LOOSE.sub("", inline.text)
        yield placed(read, _item(text, read, work).model_copy(update={"sources": tuple(sources)}))


def _remarks(text: str, reference: Reference, about: frozenset[str]) -> Iterator[str]:
    """The sentences of a remark; one of which a part only describes the work, part by part."""
    for span in sentences(text):
        parts = [part.strip() for part in span.of(text).split("; ")]
        some = any(described(part, reference, about) for part in parts)
        yield from parts if some and len(parts) > 1 else (span.of(text),)


def _item(text: str, read: ReadUnit, work: CitedWork) -> Unit:
    return string_unit("item", text, read.section).model_copy(update={"sources": work.sources})


def _findings(document: Document, bibliography: Bibliography, works: tuple[CitedWork, ...]) -> Iterator[Finding]:
    """What is wrong with the file as such, and with its references as a list."""
    if not document.units and not document.graphs:
        yield Finding(severity="block", check="markup", message="the file holds no text; there is nothing to verify")
    for problem in document.problems:
        yield Finding(severity="block", check="markup", message=problem)
    for remark in document.remarks:
        yield Finding(severity="warn", check="markup", message=remark)
    entries = bibliography.entries.values()
    for work in works:
        if work not in entries and len(work.sources) > 1:
            yield Finding(severity="warn", check="references", message=f"line {work.line}: {work.problem}")
    doubled = Counter(work.sources for work in entries if len(work.sources) == 1)
    for sources, count in doubled.items():
        if count > 1:
            yield Finding(severity="warn", check="references", message=f"{sources[0]} is listed {count} times")
    cited = set(_cited(document, bibliography))
    for work in entries:
        if work not in cited:
            yield Finding(severity="note", check="references", message=f"line {work.line}: {work.label} is never cited")
