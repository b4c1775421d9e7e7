"""The evidence at a glance, as SVG drawn from the records: studies per compound, and the estimates that the article
quotes."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined

from draftbot.records.corpus import Corpus
from draftbot.records.reference import Estimate, Outcome, Reference
from draftbot.records.unit import Unit
from draftbot.text.lists import capitalised

RATIOS = frozenset({"RR", "OR", "HR"})
# Where a measure says "no difference": a Mann-Whitney probability of one half.
NULLS = {**dict.fromkeys(RATIOS, 1.0), "MW": 0.5}
NAMES = {
    "RR": "risk ratio",
    "OR": "odds ratio",
    "HR": "hazard ratio",
    "SMD": "standardised mean difference",
    "MD": "mean difference",
    "MW": "Mann-Whitney probability",
}
DESIGNS = {"rct": "randomised trial", "controlled-trial": "controlled trial, not randomised"}
SETS = {"intention-to-treat": "ITT", "per-protocol": "per protocol", "subgroup": "subgroup"}
ORDER = ("intention-to-treat", "unstated", "per-protocol", "subgroup")
LEFT, WIDTH, RIGHT, ROW = 305, 270, 215, 40
STUDY = 44  # the widest that one study is drawn


@dataclass(frozen=True)
class Point:
    """One row of a panel, its figures as printed and where they lie on the page."""

    label: str
    details: str
    href: str
    told: str
    x: float
    low: float
    high: float
    y: float
    sure: bool


@dataclass(frozen=True)
class Panel:
    """One outcome in one measure."""

    title: str
    alt: str
    points: tuple[Point, ...]
    ticks: tuple[tuple[float, str], ...]
    null: float
    height: int


@dataclass(frozen=True)
class Bar:
    """One design of one compound: its studies by species."""

    compound: str
    design: str
    parts: tuple[tuple[str, int, float, float], ...]
    total: int
    y: float


def pictures(
    corpus: Corpus, compounds: Sequence[str], units: Iterable[Unit], places: Mapping[str, tuple[int, str]]
) -> Iterator[str]:
    """Figures as HTML: the studies of the compounds, then a forest plot for each outcome and measure whose estimate a
    unit quotes. ``places`` gives each printed source its number and the address of its entry on the page."""
    macros = _macros()
    printed = [corpus.references[source] for source in places if source in corpus.references]
    bars = tuple(_bars(corpus, compounds, printed))
    if bars:
        yield str(macros.studies(bars, _told(bars)))  # type: ignore[attr-defined]  # a macro of the template
    for panel in _panels(printed, list(units), places):
        yield str(macros.forest(panel, LEFT, WIDTH, RIGHT))  # type: ignore[attr-defined]  # a macro of the template


@cache
def _macros() -> object:
    environment = Environment(
        loader=PackageLoader("draftbot.report", "."), autoescape=True, undefined=StrictUndefined, trim_blocks=True
    )
    return environment.get_template("pictures.html.j2").module


def _bars(corpus: Corpus, compounds: Sequence[str], printed: Sequence[Reference]) -> Iterator[Bar]:
    tally: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for reference in printed:
        for slug in compounds:
            if slug in reference.compounds:
                tally[slug, reference.card.design][reference.card.species or "not stated"] += 1
    most = max((sum(counts.values()) for counts in tally.values()), default=1)
    for number, (slug, design) in enumerate(sorted(tally, key=lambda key: (compounds.index(key[0]), key[1]))):
        parts, at = [], 0.0
        for species, count in sorted(tally[slug, design].items()):
            width = min(STUDY, WIDTH / most) * count
            parts.append((species, count, at, width))
            at += width
        total = sum(tally[slug, design].values())
        name = corpus.compounds[slug].name if slug in corpus.compounds else slug
        yield Bar(name, DESIGNS.get(design, design.replace("-", " ")), tuple(parts), total, 12 + number * 26)


def _told(bars: Sequence[Bar]) -> str:
    return "; ".join(
        f"{bar.compound}, {bar.design}: {', '.join(f'{count} {species}' for species, count, _, _ in bar.parts)}"
        for bar in bars
    )


def _panels(
    printed: Sequence[Reference], units: Sequence[Unit], places: Mapping[str, tuple[int, str]]
) -> Iterator[Panel]:
    grouped: dict[tuple[str, str], list[tuple[Reference, Outcome]]] = defaultdict(list)
    for reference in printed:
        for outcome in reference.card.outcomes:
            estimate = outcome.estimate
            if estimate and _quoted(estimate, reference.id, units):
                grouped[outcome.measure.partition(",")[0], estimate.measure].append((reference, outcome))
    for (name, measure), rows in grouped.items():
        ranked = sorted(rows, key=lambda row: (ORDER.index(row[1].analysis_set), row[0].id, row[1].id))
        panel = _panel(name, measure, ranked, places)
        if panel:
            yield panel


def _quoted(estimate: Estimate, source: str, units: Sequence[Unit]) -> bool:
    """Whether a unit that cites the source prints the estimate with its interval."""
    if not estimate.ci_low or not estimate.ci_high:
        return False
    figures = [
        re.compile(rf"(?<![\d.]){re.escape(part.lstrip('-−'))}(?!\d|\.\d)")
        for part in (estimate.value, estimate.ci_low, estimate.ci_high)
    ]
    return any(source in unit.sources and all(figure.search(unit.text) for figure in figures) for unit in units)


def _panel(
    name: str,
    measure: str,
    rows: Sequence[tuple[Reference, Outcome]],
    places: Mapping[str, tuple[int, str]],
) -> Panel | None:
    ratio, null = measure in RATIOS, NULLS.get(measure, 0.0)
    read = [(reference, outcome, _figures(outcome)) for reference, outcome in rows]
    known = [(r, o, f) for r, o, f in read if f and (not ratio or min(f) > 0)]
    if not known:
        return None
    scale = math.log if ratio else float
    low = min(scale(null), *(scale(f[1]) for _, _, f in known))
    high = max(scale(null), *(scale(f[2]) for _, _, f in known))
    pad = (high - low) * 0.06 or 1.0
    low, high = low - pad, high + pad

    def across(value: float) -> float:
        return round(LEFT + WIDTH * (scale(value) - low) / (high - low), 1)

    points = tuple(
        Point(
            label=f"{capitalised(reference.card.called.removeprefix('the '))} [{places[reference.id][0]}]",
            details=_details(outcome),
            href=places[reference.id][1],
            told=_printed(outcome),
            x=across(figures[0]),
            low=across(figures[1]),
            high=across(figures[2]),
            y=22 + ROW * number,
            sure=outcome.analysis_set == "intention-to-treat",
        )
        for number, (reference, outcome, figures) in enumerate(known)
    )
    title = f"{capitalised(name)}: {NAMES.get(measure, measure)}"
    alt = f"{title}. " + "; ".join(f"{point.label}, {point.details}: {point.told}" for point in points)
    ticks = tuple((across(tick), f"{tick:g}") for tick in _ticks(low, high, ratio))
    return Panel(title, alt, points, ticks, across(null), 22 + ROW * len(points) + 26)


def _figures(outcome: Outcome) -> tuple[float, float, float] | None:
    estimate = outcome.estimate
    if not estimate or not estimate.ci_low or not estimate.ci_high:
        return None
    try:
        read = [float(part.replace("−", "-")) for part in (estimate.value, estimate.ci_low, estimate.ci_high)]
    except ValueError:
        return None
    return (read[0], read[1], read[2]) if all(map(math.isfinite, read)) else None


def _printed(outcome: Outcome) -> str:
    estimate = outcome.estimate
    if not estimate:
        return ""
    level = f"{estimate.ci_level.removesuffix('%')}% " if estimate.ci_level else ""
    return f"{estimate.value} ({level}CI {estimate.ci_low} to {estimate.ci_high})"


def _details(outcome: Outcome) -> str:
    against = f"against {outcome.comparator}" if outcome.comparator else None
    known = (SETS.get(outcome.analysis_set), outcome.timepoint, against)
    return ", ".join(detail for detail in known if detail) or outcome.measure


def _ticks(low: float, high: float, ratio: bool) -> Iterator[float]:
    if ratio:
        yield from (t for t in (0.1, 0.25, 0.5, 0.7, 1, 1.5, 2, 3, 5, 10, 20) if low <= math.log(t) <= high)
        return
    raw = (high - low) / 5
    step = 10 ** math.floor(math.log10(raw))
    step *= next(factor for factor in (1, 2, 5, 10) if factor * step >= raw)
    first = math.ceil(low / step)
    yield from (round(n * step, 6) for n in range(first, math.floor(high / step) + 1))
