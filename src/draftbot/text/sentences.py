"""Sentence and clause boundaries in biomedical English."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from functools import lru_cache
from threading import Lock

from draftbot.records.source_text import Span
from draftbot.text.segmenter import QuickSegmenter

# pysbd splits after abbreviations where a sentence does not end; rejoined. Measured on real abstracts: without the glue
# it breaks "vs. placebo", "St. Petersburg", "5 mL i.m. daily" and statistics in brackets. No sentence ends in these:
NEVER = re.compile(
    r"(?:\b(?:vs|e\.g|i\.e|cf|[Aa]pprox|ca|Dr|Prof|Mr|Mrs|St|Fig|Figs|Ref|Refs|Vol|Suppl|incl|resp|sp|spp)\.)$"
)
NUMBERED = re.compile(r"\bNos?\.$")
# A sentence may end in these, but only before a word that opens one: "in the U.S. It is", but "the U.S. FDA".
SELDOM = re.compile(
    r"\b(?:et al|U\.S|U\.K|E\.U|i\.m|i\.v|s\.c|p\.o|a\.m|p\.m|b\.i\.d|t\.i\.d|min|max|mo|yr|ml|Inc|Ltd|Jan|Dec|Nov|Oct|"
    r"Sept|Aug|Feb|(?<![/\w])[A-Z])\.$"
)
OPENING = (
    r"[\"“‘(]?(?:A|An|The|This|That|These|Those|It|Its|He|She|They|We|There|Here|In|On|At|By|For|From|With|After|Before|"
    r"Both|Neither|None|No|Not|All|Some|Most|Each|Another|Then|Thus|However|But|And|Patients|Others|Nobody|"
    r"If|When|While|Although)\b"
)
OPENER = re.compile(rf"\s*{OPENING}")
JOINED = re.compile(f"{NEVER.pattern}|{NUMBERED.pattern}|{SELDOM.pattern}")
# Ends that pysbd does not see: before a word that opens a sentence, behind a citation mark or an ellipsis, before a
# name in lower case (mRNA), before the next number of a list that stands in one line.
ENDS = re.compile(
    rf"\.[\"”’)]*(?=\s+{OPENING})|"
    r"[.!?][\"”’)]*\s?(?:\[[^\[\]\n]{1,24}\](?:\(#[\w-]+\))?|[⁰¹²³⁴-⁹†‡]+)+(?=\s)|…(?=\s+[A-Z])|"
    r"[.!?][\"”’)]*(?=\s+(?:[a-z]{1,3}[A-Z]|[a-z]-?\d))|[.!?](?=\s+\d{1,2}\.\s+[A-Z])|"
    r"(?:[)\]%]|[a-z]{4,})\.(?=\s+(?!(?:19|20)\d\d )\d[\d,]* (?:of |[a-z]{4,}))"
)
LOWER_NAME = re.compile(r"\s*(?:[a-z]{1,3}[A-Z]|[a-z]-?\d)")
LIST_NUMBER = re.compile(r"\s*\d{1,2}\.\s+\S")
# "(P = 0.03). 68 patients responded": a count opens a sentence behind a bracket or a word.
COUNT = re.compile(r"\s*(?!(?:19|20)\d\d )\d[\d,]* (?:of |[a-z]{4,})")
CLOSED = re.compile(r"(?:[)\]%]|[a-z]{4,})\.$")
OPENS_LOWER = re.compile(r"^[\s]*(?:[a-z0-9(\[,;:)\]–⁰¹²³⁴-⁹†‡-])")
STOP = re.compile(r"[.!?]\s+(?=[A-Z])")
LONGEST_LINE = 2000
# A text that can hold no end inside, so that pysbd need not be asked: every stop in it stands between digits; it has
# none of the other marks at which pysbd cuts and none of the letters that it uses for itself, does not open with a
# bracket, and holds no marks of a list ("a)", "ii)", two numbers each before a bracket).
ALONE = re.compile(
    r"(?![\s\S]*(?:^|[\s(])(?:[A-Za-z]|[ivxIVX]+)\))(?![\s\S]*\d\)\s[\s\S]*\d\)\s)(?![\s\S]*[ȸȹᓰᓱᓳᓴᓷᓸ])"
    r"[^\s(\[.!?](?:[\w ,;:()\[\]/%°+<>=≤≥±×·–—‐‑−-]|(?<=\d)\.(?=\d))*\.?"
)
FARTHEST_WORD = 200
CLAUSE = re.compile(r";\s+|,\s+(?=(?:whereas|while|but|although|though)\b)|\s+(?=whereas\b)")


# pysbd keeps the text that it is at in itself: two threads at once would get each other's sentences.
ONE_AT_A_TIME = Lock()


@lru_cache(maxsize=1)
def _segmenter() -> QuickSegmenter:
    return QuickSegmenter()


def sentences(text: str) -> tuple[Span, ...]:
    """Spans of the sentences, in order, without the space around them; together they hold every visible character."""
    return _split(text)


@lru_cache(maxsize=20_000)
def _split(text: str) -> tuple[Span, ...]:
    if len(text) <= LONGEST_LINE and ALONE.fullmatch(text):
        return (Span(start=0, end=len(text.rstrip())),)
    return tuple(segmented(text))


def segmented(text: str) -> list[Span]:
    """The sentences as pysbd cuts them, ends that are none taken out and missing ones put in."""
    ends = sorted(
        {piece.end for line in _lines(text) for piece in _pieces(text, line)}
        | {match.end() for match in ENDS.finditer(text)}
    )
    spans: list[Span] = []
    start = 0
    for end in ends:
        if end < len(text) and _continues(text, start, end):
            continue
        span = _trimmed(text, start, end)
        if span:
            spans.append(span)
        start = end
    rest = _trimmed(text, start, len(text))
    return [*spans, rest] if rest else spans


def _lines(text: str) -> list[Span]:
    return [part for m in re.finditer(r"[^\n]+\n?", text) for part in _short(text, m.start(), m.end())]


def _short(text: str, start: int, end: int) -> Iterator[Span]:
    """A line in pieces that pysbd, whose time grows with the square of a line, reads quickly: cut after a stop, else
    at a space, else anywhere. A cut is an end only where ``_continues`` says so."""
    while end - start > LONGEST_LINE:
        stop = STOP.search(text, start + LONGEST_LINE // 2, start + LONGEST_LINE)
        space = text.rfind(" ", start + 1, start + LONGEST_LINE)
        cut = stop.end() if stop else space + 1 if space > 0 else start + LONGEST_LINE
        yield Span(start=start, end=cut)
        start = cut
    yield Span(start=start, end=end)


def _pieces(text: str, line: Span) -> list[Span]:
    """pysbd's spans within a line; it drops or repeats text on odd input, so its sentences are located again."""
    found, cursor = [], line.start
    with ONE_AT_A_TIME:
        pieces = _segmenter().segment(line.of(text))
    for piece in pieces:
        sentence = piece.sent.strip()
        at = text.find(sentence, cursor, line.end)
        if sentence and at >= 0:
            cursor = at + len(sentence)
            found.append(Span(start=at, end=cursor))
    return [*found, Span(start=line.start, end=line.end)]


def _continues(text: str, start: int, end: int) -> bool:
    before, after = text[start:end].rstrip(), text[end : end + FARTHEST_WORD]
    gap = text[start + len(before) : end + len(after) - len(after.lstrip())]
    if "\n" in gap or (not after.strip() and not text[end:].strip()):
        return False
    if not before.strip() or before[-1] not in ".!?…\"')]”’†‡⁰¹²³⁴⁵⁶⁷⁸⁹":
        return True
    if before.count("(") > before.count(")") or before.count("[") > before.count("]"):
        return True
    return _abbreviated(before, after) or (bool(OPENS_LOWER.match(after)) and not _opens(before, after))


def _abbreviated(before: str, after: str) -> bool:
    if NEVER.search(before) or (NUMBERED.search(before) and re.match(r"\s*\d", after)):
        return True
    return bool(SELDOM.search(before)) and not OPENER.match(after)


def _opens(before: str, after: str) -> bool:
    """Whether what does not open with a capital opens a sentence: mRNA, p53, "2." in a list that began with "1."."""
    if COUNT.match(after) and CLOSED.search(before):
        return True
    listed = LIST_NUMBER.match(after) and re.match(r"\s*\d{1,2}\.\s", before)
    return bool(LOWER_NAME.match(after) or listed)


def _trimmed(text: str, start: int, end: int) -> Span | None:
    piece = text[start:end]
    if not piece.strip():
        return None
    left = start + len(piece) - len(piece.lstrip())
    return Span(start=left, end=left + len(piece.strip()))


@lru_cache(maxsize=20_000)
def clauses(text: str) -> tuple[Span, ...]:
    """Spans of the parts of a sentence that assert something of their own: cut at semicolons and contrasts, never
    inside brackets."""
    depth, cuts = 0, [0]
    joints = {m.start(): m.end() for m in CLAUSE.finditer(text)}
    for position, character in enumerate(text):
        if position in joints and depth == 0:
            cuts.append(joints[position])
        depth += (character in "([") - (character in ")]" and depth > 0)
    bounds = [*cuts, len(text)]
    spans = (_trimmed(text, a, b) for a, b in itertools.pairwise(bounds))
    return tuple(span for span in spans if span)
