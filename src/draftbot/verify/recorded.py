"""The sources reduced to what is on record of them: the sentences that proofs already rest on.

A fetched text may hold anything, sentences planted for a model included. A judge who sees only the sentences that carry
typed, checked statements cannot be talked into anything by the others.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from hashlib import sha256

from draftbot.records.source_text import SourceText, Span
from draftbot.records.unit import Unit
from draftbot.records.verdict import EvidenceSpan, UnitVerdict
from draftbot.text.instructions import instructs
from draftbot.text.sentences import clauses
from draftbot.text.words import content
from draftbot.verify.context import Context
from draftbot.verify.library import Library

# A sentence below this carries only a word or two of the clause: it was aligned with it and does not prove it.
LEAST_SHARE = 0.4
WHOLE = 0.6


def on_record(context: Context, units: Iterable[Unit], verdicts: Mapping[str, UnitVerdict]) -> Context:
    """The same context over texts that hold only the sentences that carry the proved units, clause by clause: the best
    one, and the next where that is not enough. One that commands is left out."""
    known: dict[str, set[EvidenceSpan]] = {}
    for unit in units:
        if verdicts[unit.id].published and unit.sources:
            for span in _carrying(unit, verdicts[unit.id]):
                known.setdefault(span.source, set()).add(span)
    corpus = context.library.corpus
    texts = {key: _reduced(text, known.get(key, set())) for key, text in corpus.texts.items()}
    library = Library(corpus.model_copy(update={"texts": texts, "passages": ()}))
    return replace(context, library=library, closed={})


def _carrying(unit: Unit, verdict: UnitVerdict) -> Iterator[EvidenceSpan]:
    """Of each source, for each clause."""
    spans = [span for span in verdict.evidence if not instructs(span.quote)]
    for clause in (part.of(unit.text) for part in clauses(unit.text)):
        wanted = {word.stem for word in content(f"{unit.column or ''} {clause} {unit.row or ''}")}
        for source in unit.sources:
            yield from _best([span for span in spans if span.source == source], wanted)


def _best(spans: Sequence[EvidenceSpan], wanted: set[str]) -> Iterator[EvidenceSpan]:
    shares = {span: len(wanted & {word.stem for word in content(span.quote)}) / max(1, len(wanted)) for span in spans}
    best = sorted(spans, key=lambda span: -shares[span])[:2]
    yield from best[:1] if best and shares[best[0]] >= WHOLE else (span for span in best if shares[span] >= LEAST_SHARE)


def _reduced(text: SourceText, spans: set[EvidenceSpan]) -> SourceText:
    kept: list[str] = []
    second_hand: list[Span] = []
    end = 0
    for span in sorted(spans, key=lambda span: span.start):
        if any(part.start <= span.start < part.end for part in text.second_hand):
            second_hand.append(Span(start=end, end=end + len(span.quote)))
        kept.append(span.quote)
        end += len(span.quote) + 1
    joined = "\n".join(kept)  # a line is never read on into the next one
    digest = sha256(joined.encode()).hexdigest()
    return text.model_copy(update={"text": joined, "sha256": digest, "second_hand": tuple(second_hand)})
