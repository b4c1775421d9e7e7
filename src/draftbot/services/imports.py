"""The corpus at work: sources come in, are checked again, and go out. The pipeline turns them into articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date
from pathlib import Path

from draftbot.corpus import load_profiles
from draftbot.corpus.cards import Tagger
from draftbot.corpus.importers import read_file
from draftbot.corpus.shelf import Shelf, Taken, take
from draftbot.errors import BadInput
from draftbot.progress import Progress
from draftbot.records.record import Record
from draftbot.settings import Settings

# Records that say nothing more than that they are new or unchanged are counted, not listed.
QUIET = frozenset({"new", "unchanged", "merged"})


class ImportReport(Record):
    """What an import did: how many records became what, and those that an editor must know of. ``exit_code`` is 4 when
    a record was refused or belongs to another work, else 0."""

    summary: dict[str, int]
    records: tuple[Taken, ...]
    exit_code: int


def import_files(settings: Settings, paths: Sequence[Path], on: date, progress: Progress) -> ImportReport:
    """Reads every record of the files into the corpus; a second import of the same file changes nothing.

    A file that cannot be read, or no further, counts as one refused record; the others are taken.
    """
    tagger = Tagger(load_profiles(settings.corpus))
    shelf = Shelf(settings.corpus / "references")
    dealt: list[Taken] = []
    tally: Counter[str] = Counter()
    for path in paths:
        for taken in _of_file(path, shelf, tagger, on, progress):
            tally[taken.outcome] += 1
            if taken.notes or taken.outcome not in QUIET:
                dealt.append(taken)
    return import_report(tally, dealt)


def import_report(tally: Counter[str], dealt: Sequence[Taken]) -> ImportReport:
    """The report of what was taken in."""
    names = ("new", "merged", "unchanged", "other-work", "refused")
    bad = tally["refused"] + tally["other-work"]
    summary = {"records": sum(tally.values()), **{name: tally[name] for name in names}}
    return ImportReport(summary=summary, records=tuple(dealt), exit_code=4 if bad else 0)


def _of_file(path: Path, shelf: Shelf, tagger: Tagger, on: date, progress: Progress) -> Iterable[Taken]:
    size = path.stat().st_size if path.is_file() else 0
    records = read_file(path, lambda done: progress(f"importing {path.name}", done, size))
    taken: Taken | None = None
    try:
        for taken in take(records, path.name, shelf, tagger, on):
            yield taken
    except BadInput as error:
        position = taken.position + 1 if taken else 1
        yield Taken(origin=str(path), position=position, outcome="refused", notes=(error.what,))
