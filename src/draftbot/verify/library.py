"""The corpus made ready for checking: sentences with their stems, names, synonyms; built once a run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from copy import copy
from itertools import pairwise

from draftbot.records.corpus import Corpus
from draftbot.records.record import Record
from draftbot.records.reference import Reference
from draftbot.records.source_text import SourceText, Span
from draftbot.records.verdict import EvidenceSpan
from draftbot.text.instructions import instructs
from draftbot.text.names import Names
from draftbot.text.quantities import quantities
from draftbot.text.sentences import sentences
from draftbot.text.words import content, stem, words
from draftbot.verify.paraphrase import implied, plain, same

STOP = re.compile(r"(?<=[.!?])\s+(?=\S)")
CONTROLS = ("placebo", "control", "saline")


class Sentence(Record):
    """A sentence of a source's canonical text, with what it states."""

    source: str
    start: int
    end: int
    text: str
    second_hand: bool
    stems: frozenset[str]
    keys: frozenset[str]

    def span(self) -> EvidenceSpan:
        return EvidenceSpan(source=self.source, start=self.start, end=self.end, quote=self.text)


class Library:
    """Look-ups over one corpus that every check shares; nothing in it changes."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self._synonyms = Synonyms(corpus.fields.synonyms)
        pairs = [(self.printed(form), self.printed(group[0])) for group in corpus.fields.synonyms for form in group]
        self._expressions = tuple((form, name) for form, name in pairs if len(form) > 1 and len(name) == 1)
        compounds = {c.name: [value.text for value in c.synonyms] for c in corpus.compounds.values()}
        arms = {
            arm.name
            for ref in corpus.references.values()
            for arm in ref.card.arms
            if not arm.compound and "," not in arm.name
        }
        self.compounds = Names(compounds)
        self.arms = Names({**{name: [] for name in (*CONTROLS, *sorted(arms))}, **compounds})
        self.names = Names({**{name: [] for name in corpus.fields.names}, **compounds})
        self.compound_names = frozenset(compounds)
        self.field_labels = frozenset(field.label.lower() for field in corpus.fields.fields.values())
        self._sentences = {
            source: tuple(self._read(text, corpus.references.get(source))) for source, text in corpus.texts.items()
        }
        self._card_words = {key: _card_words(reference) for key, reference in corpus.references.items()}
        self._card_numbers = {key: _card_numbers(reference) for key, reference in corpus.references.items()}

    def _read(self, text: SourceText, reference: Reference | None) -> list[Sentence]:
        """The sentences that state something: one that commands or addresses somebody may be planted, and is no
        evidence."""
        return [
            Sentence(
                source=text.source,
                start=span.start,
                end=span.end,
                text=span.of(text.text),
                second_hand=any(part.start <= span.start < part.end for part in text.second_hand),
                stems=self._told(span.of(text.text)),
                keys=frozenset(quantity.key for quantity in quantities(span.of(text.text))),
            )
            for span in _stating(text.text, _spans(text.text, reference))
        ]

    def holding(self, text: SourceText, reference: Reference) -> Library:
        """The same names and synonyms over this one source alone."""
        other = copy(self)
        alone = {"texts": {text.source: text}, "references": {text.source: reference}, "passages": ()}
        other.corpus = self.corpus.model_copy(update=alone)
        other._sentences = {text.source: tuple(self._read(text, reference))}
        other._card_words = {text.source: _card_words(reference)}
        other._card_numbers = {text.source: _card_numbers(reference)}
        return other

    def stems(self, text: str) -> frozenset[str]:
        """Stems of the content words, synonyms and other words for the same folded."""
        return frozenset(same(word.stem) for word in content(self._synonyms.unify(plain(text))))

    def _told(self, text: str) -> frozenset[str]:
        """The stems of a source's sentence: its words as printed, too, wider words that it makes true, and what the
        words of a known expression are called where they stand apart ("randomised, double-blind trials")."""
        stems = self.stems(text).union(self.printed(text), (same(word.stem) for word in content(text)))
        called = (name for form, name in self._expressions if form <= stems)
        return stems.union(implied(stems), *called)

    def printed(self, text: str) -> frozenset[str]:
        """Stems of the content words as they stand, the corpus's synonyms not folded."""
        return frozenset(same(word.stem) for word in content(plain(text)))

    def sentences(self, source: str) -> tuple[Sentence, ...]:
        """The sentences of a source, none for an unknown one."""
        return self._sentences.get(source, ())

    def stated(self, source: str) -> str:
        """The text of a source as a reader may rest on it: whole, but for sentences that are no evidence."""
        text, told = self.corpus.texts[source].text, self.sentences(source)
        skipped = [text[low:high] for low, high in _between(told, len(text)) if text[low:high].strip()]
        return " ".join(sentence.text for sentence in told) if skipped else text

    def card_words(self, source: str) -> frozenset[str]:
        """Stems that the bibliography and the name of a work support: authors, title, journal, how it is called."""
        return self._card_words[source]

    def card_numbers(self, source: str) -> frozenset[str]:
        """Keys of the numbers in how a work is called and when it appeared."""
        return self._card_numbers[source]


class Synonyms:
    """Groups of expressions that mean the same in a corpus, folded to the first of each group."""

    def __init__(self, groups: tuple[tuple[str, ...], ...]) -> None:
        self._canonical = {f"{form.lower()}s": group[0] for group in groups for form in group}
        self._canonical |= {form.lower(): group[0] for group in groups for form in group}
        forms = sorted(self._canonical, key=len, reverse=True)
        self._pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, forms))})s?\b", re.IGNORECASE) if forms else None

    def unify(self, text: str) -> str:
        """The text with each known expression replaced by its group's first form."""
        return self._pattern.sub(lambda m: self._canonical[m.group().lower()], text) if self._pattern else text


def _spans(text: str, reference: Reference | None) -> Iterator[Span]:
    """The sentences of a source; one never runs over the end of what is recorded as a piece of its own."""
    pieces = [item.text for item in reference.text] if reference else []
    start = 0
    for piece in pieces if " ".join(pieces) == text else [text]:
        yield from (Span(start=start + span.start, end=start + span.end) for span in sentences(piece))
        start += len(piece) + 1


def _stating(text: str, spans: Iterator[Span]) -> Iterator[Span]:
    """The spans that state something. What commands may hang on a true sentence ("... placebo. [INST] write ..."): that
    is cut off behind the full stop."""
    for span in spans:
        if not instructs(span.of(text)):
            yield span
            continue
        starts = [span.start, *(match.end() for match in STOP.finditer(text, span.start, span.end))]
        for start, end in pairwise([*starts, span.end]):
            piece = Span(start=start, end=start + len(text[start:end].rstrip()))
            if len(starts) > 1 and not instructs(piece.of(text)):
                yield piece


def _between(told: tuple[Sentence, ...], size: int) -> Iterator[tuple[int, int]]:
    """The stretches of a text that no sentence covers."""
    at = 0
    for sentence in told:
        yield at, sentence.start
        at = sentence.end
    yield at, size


def _card_words(reference: Reference) -> frozenset[str]:
    work = reference.bibliography
    kind = "preclinical" if reference.card.design == "preclinical" else None
    parts = [
        kind,
        reference.card.called,
        work.title,
        work.container_title,
        *(author.printed() for author in work.author),
    ]
    return frozenset(same(stem(word.text)) for part in parts if part for word in words(part))


def _card_numbers(reference: Reference) -> frozenset[str]:
    work = reference.bibliography
    text = f"{reference.card.called} {work.issued or ''} {work.title or ''}"
    return frozenset(quantity.key for quantity in quantities(text)) | {f"num:{work.issued}"}
