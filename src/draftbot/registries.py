"""References and the registries: fetched, replaced, checked again, watched."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from draftbot.corpus import load_corpus
from draftbot.corpus.cards import Tagger
from draftbot.corpus.fetch import (
    CROSSREF,
    ENTREZ,
    Cache,
    Crossref,
    Door,
    Entrez,
    Fetched,
    Identifier,
    Registries,
    identifier,
)
from draftbot.corpus.shelf import Shelf, Taken, replace_digest, take
from draftbot.corpus.shelf.merge import standing as standing_after
from draftbot.corpus.standing import Standing, compare, malformed, standing, unknown
from draftbot.errors import UserError
from draftbot.progress import Progress
from draftbot.records.integrity import Mismatch
from draftbot.records.record import Record
from draftbot.records.reference import Reference
from draftbot.references import QUIET, ImportReport, import_report
from draftbot.settings import Settings
from draftbot.trace import Trace

KEY = "NCBI_API_KEY"


class Difference(Record):
    """A digest that gave way to an abstract, and the figures that one of the two does not state."""

    id: str
    only_in_digest: tuple[str, ...]
    only_in_abstract: tuple[str, ...]


class FetchReport(Record):
    """What `corpus fetch` did. ``exit_code`` is 4 when a digest's figure is not in the abstract, else 0."""

    summary: dict[str, int]
    differences: tuple[Difference, ...]
    exit_code: int


class Affected(Record):
    """An article with the units that rest on references that do not stand, by reference."""

    article: str
    units: dict[str, tuple[str, ...]]


class WatchReport(Record):
    """The references whose state changed, those that do not stand, and the articles that rest on them. ``exit_code``
    is 4 when an article does, else 0."""

    changed: tuple[Standing, ...]
    standings: tuple[Standing, ...]
    affected: tuple[Affected, ...]
    summary: dict[str, int]
    exit_code: int


def registries(settings: Settings) -> Registries:
    """NCBI and Crossref as this workspace asks them; raises a UserError without a mail address."""
    if not settings.email:
        raise UserError(
            'NCBI and Crossref ask who is asking: put `email = "you@example.org"` under [fetch] in draftbot.toml'
        )
    door = Door(frozenset({ENTREZ.split("/")[2], CROSSREF.split("/")[2]}))
    cache = Cache(settings.answers)
    pubmed = Entrez(door, cache, settings.email, os.environ.get(KEY))
    return Registries(pubmed, Crossref(door, cache, settings.email))


def add(
    settings: Settings, identifiers: Sequence[str], on: date, known: Registries, progress: Progress
) -> ImportReport:
    """Fetches works by PMID, PMCID or DOI and takes them into the corpus; PubMed's record first, then Crossref's."""
    wanted = [identifier(text) for text in identifiers]
    tagger = Tagger(load_corpus(settings.corpus))
    shelf = Shelf(settings.corpus / "references")
    tally: Counter[str] = Counter()
    dealt: list[Taken] = []
    for position, got in enumerate(known.fetch(wanted), start=1):
        progress("fetching", position, len(wanted))
        for taken in _taken(got, position, shelf, tagger, on):
            tally[taken.outcome] += 1
            if taken.notes or taken.outcome not in QUIET:
                dealt.append(taken)
    return import_report(tally, dealt)


def _taken(got: Fetched, position: int, shelf: Shelf, tagger: Tagger, on: date) -> Iterator[Taken]:
    one = got.identifier
    if not got.records:
        reason = f"neither PubMed nor Crossref knows {one.kind} {one.value}"
        yield Taken(origin="registries", position=position, outcome="refused", notes=(reason,))
    for record in got.records:
        yield from take([record], f"{one.kind} {one.value}", shelf, tagger, on)


def fetch_all(settings: Settings, on: date, known: Registries, progress: Progress) -> FetchReport:
    """Puts the abstract in the place of every digest whose work PubMed has; see ``replace_digest``."""
    corpus, shelf = load_corpus(settings.corpus), Shelf(settings.corpus / "references")
    wanted = {key: one for key, ref in corpus.references.items() if ref.text_kind == "digest" and (one := _best(ref))}
    differences: list[Difference] = []
    tally = Counter({"digests": len([r for r in corpus.references.values() if r.text_kind == "digest"])})
    for position, (key, got) in enumerate(zip(wanted, known.fetch(list(wanted.values())), strict=True), start=1):
        progress("fetching abstracts", position, len(wanted))
        old = corpus.references[key]
        record = got.pubmed
        if record is None or any(m.kind == "wrong-work" for m in compare(old, record)):
            tally["not found or another work"] += 1
            continue
        replaced = replace_digest(old, record, f"{got.identifier.kind} {got.identifier.value}", on)
        if replaced is None:
            tally["without an abstract"] += 1
            continue
        shelf.change(old, replaced.reference)
        tally["replaced"] += 1
        if replaced.unknown or replaced.unsaid:
            differences.append(Difference(id=key, only_in_digest=replaced.unknown, only_in_abstract=replaced.unsaid))
    exit_code = 4 if any(difference.only_in_digest for difference in differences) else 0
    return FetchReport(summary=dict(tally), differences=tuple(differences), exit_code=exit_code)


def watch(settings: Settings, on: date, known: Registries, progress: Progress) -> WatchReport:
    """Looks every reference up again, writes what was found into its file, and lists articles and units that rest on
    what does not stand."""
    corpus, shelf = load_corpus(settings.corpus), Shelf(settings.corpus / "references")
    wanted = {key: one for key, ref in corpus.references.items() if (one := _best(ref))}
    answers = dict(zip(wanted, known.fetch(list(wanted.values()), fresh=True), strict=True))
    changed: list[Standing] = []
    after: dict[str, Reference] = {}
    for position, (key, old) in enumerate(corpus.references.items(), start=1):
        progress("checking references", position, len(corpus.references))
        new = after[key] = looked_up(old, answers.get(key), on)
        if new != old:
            shelf.change(old, new)
        if standing(new).state != standing(old).state or standing(new).reasons != standing(old).reasons:
            changed.append(standing(new))
    standings = tuple(standing(reference) for reference in after.values())
    house = corpus.house.integrity
    fallen = {key for key, ref in after.items() if any(house.of(kind) != "allow" for kind in ref.integrity.kinds)}
    affected = tuple(affected_articles(settings.articles, fallen))
    tally = Counter(state.state for state in standings)
    return WatchReport(
        changed=tuple(changed),
        standings=standings,
        affected=affected,
        summary={"references": len(standings), **dict(tally), "articles affected": len(affected)},
        exit_code=4 if affected else 0,
    )


def looked_up(old: Reference, got: Fetched | None, on: date) -> Reference:
    """The reference after its registries were asked: notices, mismatches and the day. One that no registry could know
    stays unchecked."""
    wrong = list(malformed(old))
    integrity = old.integrity
    if got is not None:
        for record in got.records:
            wrong += compare(old, record)
            integrity = standing_after(integrity, record, on)
        wrong += _unknown(old, got)
    by_editor = [m for m in integrity.mismatches if m.seen_in.startswith("an editor")]
    found = tuple(dict.fromkeys([*by_editor, *wrong]))
    return old.model_copy(update={"integrity": integrity.model_copy(update={"mismatches": found})})


def _unknown(old: Reference, got: Fetched) -> Iterator[Mismatch]:
    work = old.bibliography
    if work.PMID and got.identifier.kind == "PMID" and got.pubmed is None:
        yield unknown("PMID", work.PMID, "PubMed")
    if work.DOI and got.identifier.kind == "DOI" and got.crossref is None:
        yield unknown("DOI", work.DOI, "Crossref")


def _best(reference: Reference) -> Identifier | None:
    """What to look a reference up by: its PMID, else DOI, else PMCID; ``None`` where none is well formed."""
    work = reference.bibliography
    for text in (work.PMID, work.DOI, work.PMCID):
        if text:
            try:
                return identifier(text)
            except UserError:
                continue
    return None


def affected_articles(folder: Path, fallen: set[str]) -> Iterator[Affected]:
    """The published articles with units that cite, or are derived from, any of the references."""
    for path in sorted(folder.glob("*/trace.json")) if folder.is_dir() else ():
        try:
            trace = Trace.model_validate_json(path.read_bytes())
        except (OSError, ValidationError):
            continue  # not an article of this version; verify says so
        units: dict[str, tuple[str, ...]] = {}
        for unit in trace.units:
            rests = {*unit.sources, *(unit.derivation.sources if unit.derivation else ())}
            for key in sorted(rests & fallen):
                units[key] = (*units.get(key, ()), unit.text)
        if units:
            yield Affected(article=path.parent.name, units=units)
