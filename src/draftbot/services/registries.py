"""References and the registries: works fetched by identifier, and digests replaced by abstracts."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from urllib.parse import urlsplit

from draftbot.corpus import load_corpus, load_profiles
from draftbot.corpus.cards import Tagger
from draftbot.corpus.fetch import (
    CROSSREF,
    ENTREZ,
    Cache,
    Crossref,
    Door,
    Entrez,
    Fetched,
    Registries,
    is_loopback,
    names,
    names_of,
)
from draftbot.corpus.shelf import Shelf, Taken, replace_digest, take
from draftbot.corpus.standing import compare
from draftbot.errors import BadInput, UserError
from draftbot.progress import Progress
from draftbot.records.record import Record
from draftbot.services.imports import QUIET, ImportReport, import_report
from draftbot.settings import FILE, Settings

EMAIL, TOOL, KEY = "DRAFTBOT_EMAIL", "DRAFTBOT_TOOL", "NCBI_API_KEY"


class Difference(Record):
    """A digest that gave way to an abstract, and the figures that one of the two does not state."""

    id: str
    only_in_digest: tuple[str, ...]
    only_in_abstract: tuple[str, ...]


class FetchReport(Record):
    """What `corpus fetch` did. ``kept`` says of each digest that stays why it does. ``exit_code`` is 4 when a digest's
    figure is not in the abstract, else 0."""

    summary: dict[str, int]
    differences: tuple[Difference, ...]
    kept: dict[str, str]
    exit_code: int

    def lines(self) -> Iterator[str]:
        """The report as people read it."""
        for one in self.differences:
            yield f"{one.id}: only in the digest: {'; '.join(one.only_in_digest) or 'nothing'}"
            yield f"{one.id}: only in the abstract: {'; '.join(one.only_in_abstract) or 'nothing'}"
        for key, why in self.kept.items():
            yield f"{key}: the digest stays: {why}"


def connect(settings: Settings, environ: Mapping[str, str] = os.environ) -> Registries:
    """NCBI and Crossref as this workspace asks them. The environment goes before draftbot.toml; a key is read from the
    environment only, and goes to NCBI only. Raises a UserError without a mail address."""
    email = environ.get(EMAIL, "").strip() or settings.fetch.email
    if not email:
        raise UserError(
            f'NCBI and Crossref ask who is asking: put `email = "you@example.org"` under [fetch] in {FILE}, '
            f"or set {EMAIL}"
        )
    tool = environ.get(TOOL, "").strip() or settings.fetch.tool
    key = environ.get(KEY, "").strip() or None
    cache = Cache(settings.answers)
    replay = settings.fetch.replay
    if replay:
        door = _replayed(replay)
        return Registries(
            Entrez(door, cache, email, key, tool, f"{replay}/entrez"), Crossref(door, cache, email, replay)
        )
    door = Door(frozenset({urlsplit(base).hostname or "" for base in (ENTREZ, CROSSREF)}))
    return Registries(Entrez(door, cache, email, key, tool), Crossref(door, cache, email))


def _replayed(address: str) -> Door:
    """The way to a server on this machine that plays both registries; raises a UserError for any other place."""
    host = urlsplit(address).hostname or ""
    if not is_loopback(host):
        raise UserError(f"[fetch] replay = {address!r}: only an address of this machine may play the registries")
    return Door(frozenset({host}), inside=True)


def add(
    settings: Settings, identifiers: Sequence[str], on: date, known: Registries, progress: Progress
) -> ImportReport:
    """Fetches works by PMID, PMCID or DOI and takes them into the corpus; PubMed's record first, then Crossref's."""
    wanted = list(dict.fromkeys(names(text) for text in identifiers))
    tagger = Tagger(load_profiles(settings.corpus))
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
    name = got.names.printed()
    if not got.records:
        reason = f"neither PubMed nor Crossref knows {name}"
        yield Taken(origin="registries", position=position, outcome="refused", notes=(reason,))
    for record in got.records:
        yield from take([record], name, shelf, tagger, on)


def fetch_all(settings: Settings, on: date, known: Registries, progress: Progress) -> FetchReport:
    """Puts the abstract in the place of every digest whose work PubMed has; see ``replace_digest``."""
    corpus, shelf = load_corpus(settings.corpus), Shelf(settings.corpus / "references")
    digests = {key: ref for key, ref in corpus.references.items() if ref.text_kind == "digest"}
    wanted = {key: one for key, ref in digests.items() if (one := names_of(ref.bibliography))}
    differences: list[Difference] = []
    kept = {key: "it has no PMID, DOI or PMCID" for key in digests if key not in wanted}
    replaced_count = 0
    for position, (key, got) in enumerate(zip(wanted, known.fetch(list(wanted.values())), strict=True), start=1):
        progress("fetching abstracts", position, len(wanted))
        old, record = digests[key], got.pubmed
        if record is None:
            kept[key] = f"PubMed has no record of {got.names.printed()}"
            continue
        if any(mismatch.kind == "wrong-work" for mismatch in compare(old, record)):
            kept[key] = f"{got.names.printed()} is another work: {record.bibliography.title}"
            continue
        replaced = replace_digest(old, record, got.names.printed(), on)
        if replaced is None:
            kept[key] = "PubMed's record has no abstract"
            continue
        try:
            shelf.change(old, replaced.reference)
        except BadInput as error:
            kept[key] = error.what
            continue
        replaced_count += 1
        if replaced.unknown or replaced.unsaid:
            differences.append(Difference(id=key, only_in_digest=replaced.unknown, only_in_abstract=replaced.unsaid))
    summary = {"digests": len(digests), "replaced": replaced_count, "kept": len(kept)}
    exit_code = 4 if any(difference.only_in_digest for difference in differences) else 0
    return FetchReport(summary=summary, differences=tuple(differences), kept=kept, exit_code=exit_code)
