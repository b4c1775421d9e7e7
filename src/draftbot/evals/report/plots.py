"""Plots as inline SVG: no script, no font, no file beside the page; figures have two places, so that bytes repeat."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from draftbot.evals.scored import MeasureResult, SuiteResult
from draftbot.records.record import Record

ROW, LEFT, WIDTH, RIGHT = 22, 230, 420, 110
BINS = 10


class Bin(Record):
    """Items whose probability lies in one tenth: their mean probability, and the share that was supported."""

    said: float
    true: float
    items: int


def reliability(suite: SuiteResult) -> tuple[Bin, ...]:
    """The bins of a suite whose items have a probability; empty for any other."""
    found: dict[int, list[tuple[float, bool]]] = {}
    for one in suite.items:
        said = one.item.facts.get("probability")
        if isinstance(said, float):
            found.setdefault(min(int(said * BINS), BINS - 1), []).append((said, bool(one.item.facts.get("true"))))
    return tuple(
        Bin(
            said=round(sum(p for p, _ in own) / len(own), 4),
            true=round(sum(t for _, t in own) / len(own), 4),
            items=len(own),
        )
        for _, own in sorted(found.items())
    )


def calibration_error(bins: Sequence[Bin]) -> float:
    """The expected calibration error (Naeini et al. 2015) over ten bins."""
    total = sum(one.items for one in bins)
    return round(sum(one.items * abs(one.said - one.true) for one in bins) / total, 4) if total else 0.0


def reliability_plot(bins: Sequence[Bin]) -> str:
    """Probability said against the share that was true; the diagonal is perfect, a dot grows with its items."""
    size, pad = 260, 40
    most = max((one.items for one in bins), default=1)

    def at(x: float, y: float) -> tuple[str, str]:
        return f"{pad + x * size:.2f}", f"{pad / 2 + (1 - y) * size:.2f}"

    def drawn() -> Iterator[str]:
        yield f'<rect x="{pad}" y="{pad / 2:.0f}" width="{size}" height="{size}" class="frame"/>'
        (x1, y1), (x2, y2) = at(0, 0), at(1, 1)
        yield f'<line x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}" class="ideal"/>'
        for tick in (0.0, 0.5, 1.0):
            x, y = at(tick, 0)[0], at(0, tick)[1]
            yield f'<text x="{x}" y="{pad / 2 + size + 16:.0f}" text-anchor="middle">{tick:g}</text>'
            yield f'<text x="{pad - 6}" y="{y}" text-anchor="end" dominant-baseline="middle">{tick:g}</text>'
        for one in bins:
            x, y = at(one.said, one.true)
            told = f"said {one.said:.2f}, true {one.true:.2f}, {one.items} items"
            radius = 3 + 9 * (one.items / most) ** 0.5
            yield f'<circle cx="{x}" cy="{y}" r="{radius:.2f}" class="dot"><title>{told}</title></circle>'
        below = f'x="{pad + size / 2:.0f}" y="{pad / 2 + size + 34:.0f}"'
        yield f'<text {below} text-anchor="middle">probability said (across), share true (up)</text>'

    return _svg(pad * 2 + size, pad + size + 20, drawn(), "Reliability: probability said against the share supported")


def against_baseline(measures: Sequence[tuple[str, MeasureResult]]) -> str:
    """Each share with its 95% interval; a tick where the baseline stands, a mark at the least that is allowed."""
    rows = [(name, measure) for name, measure in measures if measure.share and measure.higher]

    def drawn() -> Iterator[str]:
        yield from _axis(len(rows))
        for at, (name, measure) in enumerate(rows):
            y = ROW * at + ROW / 2
            yield _label(name, y)
            low, high, value = (_x(one) for one in (measure.low, measure.high, measure.value))
            yield f'<line x1="{low}" x2="{high}" y1="{y:.0f}" y2="{y:.0f}" class="interval"/>'
            if measure.before is not None:
                x = _x(measure.before)
                ends = f'x1="{x}" x2="{x}" y1="{y - 8:.0f}" y2="{y + 8:.0f}"'
                yield f'<line {ends} class="before"><title>baseline</title></line>'
            if measure.bound.least is not None:
                x = _x(measure.bound.least)
                yield f'<path d="M{x} {y + 4:.0f} l4 6 l-8 0 z" class="least"><title>the least allowed</title></path>'
            yield f'<circle cx="{value}" cy="{y:.0f}" r="4.5" class="dot {measure.answer}"/>'
            yield _figure(f"{100 * measure.value:.1f}%", y)

    return _svg(LEFT + WIDTH + RIGHT, ROW * len(rows) + 24, drawn(), "Each measure with its interval and its baseline")


def by_kind(measure: MeasureResult) -> str:
    """A bar a kind, the lowest first."""
    rows = sorted(measure.kinds, key=lambda kind: (kind.value, kind.kind))

    def drawn() -> Iterator[str]:
        yield from _axis(len(rows))
        for at, kind in enumerate(rows):
            y = ROW * at + ROW / 2
            yield _label(kind.kind, y)
            width = max(kind.value, 0.0) * WIDTH
            yield f'<rect x="{LEFT}" y="{y - 6:.0f}" width="{width:.2f}" height="12" class="bar"/>'
            yield _figure(f"{100 * kind.value:.0f}% of {kind.items}", y)

    return _svg(LEFT + WIDTH + RIGHT, ROW * len(rows) + 24, drawn(), f"{measure.name} by kind")


def bars(rows: Sequence[tuple[str, float, str]]) -> str:
    """A bar for each named number, as long as its share of the largest."""
    most = max((value for _, value, _ in rows), default=0.0) or 1.0

    def drawn() -> Iterator[str]:
        for at, (name, value, told) in enumerate(rows):
            y = ROW * at + ROW / 2
            yield _label(name, y)
            width = value / most * WIDTH
            yield f'<rect x="{LEFT}" y="{y - 6:.0f}" width="{width:.2f}" height="12" class="bar"/>'
            yield _figure(told, y)

    return _svg(LEFT + WIDTH + RIGHT, ROW * len(rows) + 8, drawn(), "Cost")


def _axis(rows: int) -> Iterator[str]:
    for tick in (0.0, 0.25, 0.5, 0.75, 1.0):
        x = _x(tick)
        yield f'<line x1="{x}" x2="{x}" y1="0" y2="{ROW * rows}" class="grid"/>'
        yield f'<text x="{x}" y="{ROW * rows + 16}" text-anchor="middle">{100 * tick:.0f}%</text>'


def _label(text: str, y: float) -> str:
    return f'<text x="{LEFT - 8}" y="{y:.0f}" text-anchor="end" dominant-baseline="middle">{escape(text)}</text>'


def _figure(text: str, y: float) -> str:
    return f'<text x="{LEFT + WIDTH + 10}" y="{y:.0f}" dominant-baseline="middle">{escape(text)}</text>'


def _x(share: float) -> str:
    return f"{LEFT + min(max(share, 0.0), 1.0) * WIDTH:.2f}"


def _svg(width: float, height: float, parts: Iterator[str], title: str) -> str:
    head = f'<svg viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" height="{height:.0f}" role="img">'
    return f"{head}<title>{escape(title)}</title>{''.join(parts)}</svg>"
