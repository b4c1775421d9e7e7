"""The report as one self-contained page."""

from __future__ import annotations

import base64
import itertools
from collections import Counter
from collections.abc import Iterator, Mapping
from hashlib import sha256
from importlib.resources import files
from typing import Literal

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from draftbot.records.article import Article
from draftbot.records.corpus import Corpus
from draftbot.records.record import Record
from draftbot.records.reference import Reference
from draftbot.records.source_text import Span
from draftbot.records.unit import Unit
from draftbot.records.verdict import UnitVerdict
from draftbot.report.pictures import pictures
from draftbot.text.citation import bibliographic_line, source_note
from draftbot.trace import Trace

WORDS = {
    "supported": "supported",
    "derived": "derived by rule",
    "exempt": "approved text",
    "withheld": "withheld",
}


class Piece(Record):
    """A run of a source's text; ``units`` are the ids of the units that rest on it."""

    model_config = Record.model_config | {"str_strip_whitespace": False}
    text: str
    units: tuple[str, ...]
    second_hand: bool


class Source(Record):
    """A reference as the report shows it: its card and its text cut where evidence begins and ends.

    ``second_hand`` tells how much of the text reports another document.
    """

    number: int
    id: str
    line: str
    note: str
    card: tuple[tuple[str, str], ...]
    pieces: tuple[Piece, ...]
    second_hand: Literal["all", "part", "none"]


def to_html(article: Article, trace: Trace, corpus: Corpus) -> str:
    """The page; nothing in it is fetched, every text is escaped, scripts and styles are allowed by hash only."""
    environment = Environment(
        loader=PackageLoader("draftbot.report", "."),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    style, script = _file("report.css"), _file("report.js")
    verdicts = {
        unit.id: verdict_of(unit, article.verdicts) for section in article.sections for unit in section.all_units()
    }
    verdicts |= {unit.id: verdict_of(unit, article.verdicts) for entry in article.references for unit in entry.units}
    return environment.get_template("report.html.j2").render(
        article=article,
        held=trace.held,
        provenance=trace.provenance,
        numbers=article.numbers,
        verdicts=verdicts,
        words=WORDS,
        reasons={key: verdict.reasons for key, verdict in article.verdicts.items()},
        rules={key: verdict.derivation for key, verdict in article.verdicts.items() if verdict.derivation},
        tally=Counter(verdicts.values()),
        sources=tuple(
            _source(entry.number, corpus.references[entry.id], article, corpus) for entry in article.references
        ),
        pictures=Markup("".join(_pictures(article, corpus))),  # our own template's output
        style=Markup(style),  # our own file, not input
        script=Markup(script),  # our own file, not input
        style_hash=_csp_hash(style),
        script_hash=_csp_hash(script),
        length=article.running_words,
    )


def _pictures(article: Article, corpus: Corpus) -> Iterator[str]:
    units = [unit for section in article.sections for unit in section.all_units()]
    places = {entry.id: (entry.number, f"#source-{entry.number}") for entry in article.references}
    return pictures(corpus, article.compounds, units, places)


def verdict_of(unit: Unit, verdicts: Mapping[str, UnitVerdict]) -> str:
    """The verdict's name, or ``withheld`` for a cell whose content was held."""
    return "withheld" if unit.block == "withheld" else verdicts[unit.id].verdict


def _source(number: int, reference: Reference, article: Article, corpus: Corpus) -> Source:
    pieces = _pieces(reference.id, article, corpus)
    reported = [piece.second_hand for piece in pieces if piece.text.strip()]
    return Source(
        number=number,
        id=reference.id,
        line=bibliographic_line(reference),
        note=source_note(reference, corpus.house),
        card=tuple(_card(reference)),
        pieces=pieces,
        second_hand="all" if all(reported) else "part" if any(reported) else "none",
    )


def _card(reference: Reference) -> list[tuple[str, str]]:
    card = reference.card
    rows = (
        ("Design", (card.design_words or card.design).removeprefix("a ").removeprefix("an ")),
        ("People or animals", card.population),
        ("Number", f"{card.n:,}" if card.n else None),
        ("Species", card.species),
        ("Funding", card.funding),
        ("Notices", ", ".join(notice.kind.replace("-", " ") for notice in reference.integrity.notices)),
        ("Not stated", "; ".join(reference.not_stated)),
    )
    return [(name, value) for name, value in rows if value]


def _pieces(source: str, article: Article, corpus: Corpus) -> tuple[Piece, ...]:
    """The text cut at every start and end of evidence, so that each piece knows the units that rest on it."""
    text = corpus.texts[source]
    spans = [
        (span.start, span.end, unit)
        for unit, verdict in article.verdicts.items()
        for span in verdict.evidence
        if span.source == source
    ]
    hand = text.second_hand
    edges = {0, len(text.text), *(e for s in spans for e in s[:2]), *(e for s in hand for e in (s.start, s.end))}
    bounds = sorted(edges)
    return tuple(
        Piece(
            text=Span(start=start, end=end).of(text.text),
            units=tuple(dict.fromkeys(unit for a, b, unit in spans if a <= start and end <= b)),
            second_hand=any(part.start <= start and end <= part.end for part in hand),
        )
        for start, end in itertools.pairwise(bounds)
    )


def _file(name: str) -> str:
    return (files("draftbot.report") / name).read_text(encoding="utf-8")


def _csp_hash(content: str) -> str:
    return f"sha256-{base64.b64encode(sha256(content.encode()).digest()).decode()}"
