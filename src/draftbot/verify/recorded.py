"""The sources reduced to what is on record of them: the sentences that proofs already rest on.

A fetched text may hold anything, sentences planted for a model included. A judge who sees only the sentences that carry
typed, checked statements cannot be talked into anything by the others.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from hashlib import sha256

from draftbot.records.source_text import SourceText, Span
from draftbot.records.verdict import EvidenceSpan, UnitVerdict
from draftbot.text.instructions import instructs
from draftbot.verify.context import Context
from draftbot.verify.library import Library


def on_record(context: Context, proofs: Iterable[UnitVerdict]) -> Context:
    """The same context over texts that hold only the sentences behind the proofs; one that commands is left out."""
    known: dict[str, set[EvidenceSpan]] = {}
    for span in (span for verdict in proofs if verdict.published for span in verdict.evidence):
        if not instructs(span.quote):
            known.setdefault(span.source, set()).add(span)
    corpus = context.library.corpus
    texts = {key: _reduced(text, known.get(key, set())) for key, text in corpus.texts.items()}
    library = Library(corpus.model_copy(update={"texts": texts, "passages": ()}))
    return replace(context, library=library, closed={})


def _reduced(text: SourceText, spans: set[EvidenceSpan]) -> SourceText:
    kept: list[str] = []
    second_hand: list[Span] = []
    end = 0
    for span in sorted(spans, key=lambda span: span.start):
        if any(part.start <= span.start < part.end for part in text.second_hand):
            second_hand.append(Span(start=end, end=end + len(span.quote)))
        kept.append(span.quote)
        end += len(span.quote) + 1
    joined = " ".join(kept)
    digest = sha256(joined.encode()).hexdigest()
    return text.model_copy(update={"text": joined, "sha256": digest, "second_hand": tuple(second_hand)})
