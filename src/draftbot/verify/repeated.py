"""Metadata and JSON-LD strings of a foreign article: what the page shows they share its verdicts, the rest is judged
for itself, sentence by sentence."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from draftbot.records.record import Record
from draftbot.records.unit import Unit
from draftbot.records.verdict import EvidenceSpan, Finding, UnitVerdict, Verdict
from draftbot.text.quantities import quantities
from draftbot.text.sentences import sentences
from draftbot.text.words import words
from draftbot.verify.checks.answer import passed
from draftbot.verify.library import Library

MOST_JOINED = 12
CLOSE = 0.6
QUOTES = str.maketrans("‘’“”–—−‐‑\u00a0", "''\"\"----- ")
RANGE = re.compile(r"(?<=\d)\s*-\s*(?=\d)")
# a sign belongs to its number, a point between digits too; other punctuation does not tell sentences apart
TOKEN = re.compile(r"(?:(?<![\w.)])-)?\d+(?:[.,]\d+)*%?|[^\W\d_]+|[<>=≤≥±]")
WORST: tuple[Verdict, ...] = ("contradicted", "unsupported", "uncertain", "supported", "derived", "exempt")
# Where JSON-LD names people and bodies rather than telling something of a compound.
NAMING = re.compile(
    r"(?:^|\.)(?:publisher|isPartOf|author|editor|provider|sourceOrganization|brand)(?:\.\d+)?"
    r"\.(?:name|alternateName|legalName)$"
)
LONGEST_NAME = 6


class Piece(Record):
    """A sentence of a string: the units of the page that show it, or the statement that is judged in their place."""

    shown: tuple[str, ...] = ()
    exactly: bool = True
    statement: Unit | None = None


class Strings:
    """The strings of an article, each cut into sentences that are found on the page where it shows them."""

    def __init__(self, units: Sequence[Unit], visible: Sequence[Unit], library: Library) -> None:
        self._visible = visible
        self._plain: dict[str, list[int]] = {}
        self._folded: dict[tuple[str, ...], str] = {}
        for at, unit in enumerate(visible):
            self._plain.setdefault(plain(unit.text), []).append(at)
            self._folded.setdefault(folded(unit.text), unit.id)
        names = {unit.id for unit in units if _names(unit) and not library.compounds.find(unit.text)}
        self.publisher = frozenset(unit.text for unit in units if unit.id in names)
        self._pieces = {unit.id: () if unit.id in names else tuple(self._read(unit)) for unit in units}

    @property
    def statements(self) -> list[Unit]:
        """What the page does not show, to be judged for itself."""
        return [piece.statement for pieces in self._pieces.values() for piece in pieces if piece.statement]

    def holds(self, unit: Unit) -> bool:
        """Whether the unit is one of the strings."""
        return unit.id in self._pieces

    def verdict(self, unit: Unit, verdicts: Mapping[str, UnitVerdict]) -> UnitVerdict:
        """The worst verdict of its sentences; a warning where the page does not show the string, a note where it
        shows the same words in other punctuation."""
        found: list[Finding] = []
        evidence: list[EvidenceSpan] = []
        told: list[Verdict] = []
        for piece in self._pieces[unit.id]:
            for key in piece.shown or (piece.statement.id if piece.statement else "",):
                found += _told(verdicts[key], bool(piece.shown))
                evidence += verdicts[key].evidence
                told.append(verdicts[key].verdict)
        verdict: Verdict = min(told, key=WORST.index, default="exempt")
        found += self._mirror(unit, verdict)
        return UnitVerdict(
            unit=unit.id,
            verdict=verdict,
            checks=(passed("mirror"),) if verdict in ("supported", "exempt") else (),
            findings=tuple(dict.fromkeys(found)),
            evidence=tuple(dict.fromkeys(evidence)),
        )

    def _read(self, unit: Unit) -> Iterator[Piece]:
        whole = self._joined(plain(unit.text))
        if whole:
            yield Piece(shown=whole)
            return
        for number, span in enumerate(sentences(unit.text)):
            text = span.of(unit.text)
            same = self._plain.get(plain(text))
            other = self._folded.get(folded(text))
            if same or other:
                yield Piece(shown=(self._visible[same[0]].id if same else str(other),), exactly=bool(same))
            else:
                yield Piece(statement=unit.model_copy(update={"id": f"{unit.id}#{number}", "text": text}))

    def _mirror(self, unit: Unit, verdict: Verdict) -> Iterator[Finding]:
        pieces = self._pieces[unit.id]
        missing = next((piece.statement for piece in pieces if piece.statement), None)
        if missing is not None and not (verdict == "exempt" and not missing.text.endswith("?")):
            message = "the page does not show this text"
            nearest = self._nearest(missing.text)
            if nearest:
                part = "" if len(pieces) == 1 else f"for {missing.text!r} "
                message += f"; {part}it says {nearest.text!r}"
            yield Finding(severity="warn", check="mirror", message=message)
        elif missing is None and not all(piece.exactly for piece in pieces):
            yield Finding(severity="note", check="mirror", message="the page shows this in other punctuation")

    def _joined(self, text: str) -> tuple[str, ...]:
        """The consecutive visible units that together are the text."""
        for first, start in ((key, at) for key, places in self._plain.items() for at in places):
            if not first or not text.startswith(first):
                continue
            joined = ""
            for end, other in enumerate(self._visible[start : start + MOST_JOINED], start=start + 1):
                joined = f"{joined} {plain(other.text)}".strip()
                if joined == text:
                    return tuple(unit.id for unit in self._visible[start:end])
                if not text.startswith(joined):
                    break
        return ()

    def _nearest(self, text: str) -> Unit | None:
        """The visible unit that shares most words with the text, if it shares most of them."""
        wanted = set(plain(text).lower().split())
        best = max(self._visible, key=lambda u: len(wanted & set(plain(u.text).lower().split())), default=None)
        if best is None:
            return None
        return best if SequenceMatcher(None, plain(best.text), plain(text)).quick_ratio() >= CLOSE else None


def plain(text: str) -> str:
    """A text as a reader compares it: typographic quotes, dashes, spaces and Markdown marks are no difference."""
    folded_quotes = unicodedata.normalize("NFC", text).translate(QUOTES)
    return " ".join(re.sub(r"[*_`]+", "", folded_quotes).split())


def folded(text: str) -> tuple[str, ...]:
    """The words, figures and signs of a text: punctuation apart, nothing is left out of it; "3–6" is "3 to 6"."""
    spelt = RANGE.sub(" to ", plain(text).lower()).replace("u.s.", "us").replace("'s", "s")
    return tuple(TOKEN.findall(spelt))


def _names(unit: Unit) -> bool:
    """Whether a string only names a person or body; a figure or many words may tell something."""
    short = len(words(unit.text)) <= LONGEST_NAME and not quantities(unit.text)
    return unit.kind == "jsonld" and short and bool(NAMING.search(unit.section))


def _told(verdict: UnitVerdict, shown: bool) -> Iterator[Finding]:
    """What a sentence's verdict means for the string: a failure of the page is named as one of the page."""
    for finding in verdict.findings:
        if not shown:
            yield finding
        elif finding.severity == "block":
            message = f"the page shows this, and it is not proved there: {finding.message}"
            yield Finding(severity="block", check="mirror", message=message)
            return
