"""References looked up again in the registries, and the articles that rest on those which no longer stand."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from pydantic import ValidationError

from draftbot.corpus import load_corpus
from draftbot.corpus.fetch import Fetched, Registries, names_of
from draftbot.corpus.shelf import Shelf
from draftbot.corpus.standing import Standing, looked_up, standing
from draftbot.progress import Progress
from draftbot.records.record import Record
from draftbot.records.reference import Reference
from draftbot.settings import Settings
from draftbot.trace import Trace, TracedUnit


class Affected(Record):
    """An article with the sentences that rest on references that do not stand, by reference."""

    article: str
    units: dict[str, tuple[str, ...]]


class WatchReport(Record):
    """The references whose state changed, all states, and the articles that rest on what does not stand. ``exit_code``
    is 4 when an article does, else 0."""

    changed: tuple[Standing, ...]
    standings: tuple[Standing, ...]
    affected: tuple[Affected, ...]
    summary: dict[str, int]
    exit_code: int

    def lines(self) -> Iterator[str]:
        """The report as people read it."""
        for one in self.changed:
            yield one.printed()
        for article in self.affected:
            for key, units in article.units.items():
                yield f"affected: {article.article}: {len(units)} units rest on {key}"
                yield from (f"  {text}" for text in units)


class LookedUp(Record):
    """References before and after a look into the registries, by id."""

    before: dict[str, Reference]
    after: dict[str, Reference]


def look_up(settings: Settings, on: date, known: Registries, progress: Progress) -> LookedUp:
    """Asks the registries about every reference anew and writes what was found into its file; asks everything before
    it writes anything."""
    corpus, shelf = load_corpus(settings.corpus), Shelf(settings.corpus / "references")
    wanted = {key: one for key, ref in corpus.references.items() if (one := names_of(ref.bibliography))}
    answers: dict[str, Fetched] = {}
    for position, (key, got) in enumerate(
        zip(wanted, known.fetch(list(wanted.values()), fresh=True), strict=True), start=1
    ):
        progress("asking the registries", position, len(wanted))
        answers[key] = got
    after: dict[str, Reference] = {}
    for position, (key, old) in enumerate(corpus.references.items(), start=1):
        progress("noting what they say", position, len(corpus.references))
        after[key] = looked_up(old, answers.get(key), on)
        if after[key] != old:
            shelf.change(old, after[key])
    return LookedUp(before=corpus.references, after=after)


def watch(settings: Settings, on: date, known: Registries, progress: Progress) -> WatchReport:
    """Looks every reference up, and lists what changed with the articles and units that it touches."""
    found = look_up(settings, on, known, progress)
    house = load_corpus(settings.corpus).house.integrity
    standings = {key: standing(reference) for key, reference in found.after.items()}
    changed = [now for key, now in standings.items() if now.differs(standing(found.before[key]))]
    fallen = {key for key, ref in found.after.items() if any(house.of(kind) != "allow" for kind in ref.integrity.kinds)}
    affected = tuple(affected_articles(settings.articles, fallen))
    tally = Counter(state.state for state in standings.values())
    return WatchReport(
        changed=tuple(changed),
        standings=tuple(standings.values()),
        affected=affected,
        summary={"references": len(standings), **dict(tally), "articles affected": len(affected)},
        exit_code=4 if affected else 0,
    )


def affected_articles(folder: Path, fallen: set[str]) -> Iterator[Affected]:
    """The published articles with units that cite, or are derived from, any of the references."""
    for path in sorted(folder.glob("*/trace.json")) if folder.is_dir() else ():
        try:
            trace = Trace.model_validate_json(path.read_bytes())
        except (OSError, ValidationError):
            continue  # not an article of this version; verify says so
        units: dict[str, tuple[str, ...]] = {}
        for unit in trace.units:
            for key in sorted(_rests_on(unit) & fallen):
                units[key] = (*units.get(key, ()), unit.text)
        if units:
            yield Affected(article=path.parent.name, units=units)


def _rests_on(unit: TracedUnit) -> set[str]:
    return {*unit.sources, *(unit.derivation.sources if unit.derivation else ())}
