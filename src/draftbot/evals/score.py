"""What the verifier catches of each kind, and what it holds that is true."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from draftbot.evals.metrics import Share, share
from draftbot.evals.mutate.rule import Family
from draftbot.evals.suite import Mutant
from draftbot.records.record import Record
from draftbot.records.unit import Unit

Published = Callable[[Unit], bool]


class KindScore(Record):
    """``held`` is the share that the gate did not publish: caught errors, or true rewrites wrongly held."""

    kind: str
    family: Family
    held: Share


class Miss(Record):
    """A case that went wrong: an error published, or a true rewrite held."""

    kind: str
    family: Family
    true: str
    text: str
    sources: tuple[str, ...]


class Score(Record):
    """The table of a run: each kind, each family as a whole, and every case that went wrong."""

    kinds: tuple[KindScore, ...]
    families: tuple[KindScore, ...]
    misses: tuple[Miss, ...]


def score(mutants: Sequence[Mutant], published: Published) -> Score:
    """Judges every case; ``published`` says whether the gate lets a unit through."""
    answers = [(mutant, not published(mutant.unit)) for mutant in mutants]
    kinds = dict.fromkeys((mutant.kind, mutant.family) for mutant in mutants)
    families = dict.fromkeys(mutant.family for mutant in mutants)
    return Score(
        kinds=tuple(_row(kind, family, (held for m, held in answers if m.kind == kind)) for kind, family in kinds),
        families=tuple(_row(f"all {f}", f, (held for m, held in answers if m.family == f)) for f in families),
        misses=tuple(_miss(mutant) for mutant, held in answers if held == (mutant.family == "rewrite")),
    )


def _row(kind: str, family: Family, held: Iterable[bool]) -> KindScore:
    return KindScore(kind=kind, family=family, held=share(held))


def _miss(mutant: Mutant) -> Miss:
    unit = mutant.unit
    return Miss(kind=mutant.kind, family=mutant.family, true=mutant.true, text=unit.text, sources=unit.sources)


def lines(result: Score) -> Iterable[str]:
    """The table as it is printed: caught shares of errors, wrongly held shares of rewrites, with 95% intervals."""
    for title, rewrite in (("caught, of untrue units", False), ("wrongly held, of true rewrites", True)):
        yield f"{title:<34} {'hits/total':>11}  share (95% interval)"
        for row in (*result.kinds, *result.families):
            if (row.family == "rewrite") == rewrite:
                yield f"  {row.kind:<32} {row.held}"
