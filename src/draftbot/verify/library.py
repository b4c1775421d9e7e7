"""The corpus made ready for checking: sentences with their stems, names, synonyms; a source is read when something is
held against it, once."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from copy import copy

from draftbot.records.corpus import Corpus
from draftbot.records.record import Record
from draftbot.records.reference import Reference
from draftbot.records.source_text import Passage, SourceText, Span
from draftbot.records.verdict import EvidenceSpan
from draftbot.text.names import Names
from draftbot.text.quantities import quantities
from draftbot.text.words import stem, words
from draftbot.verify.paraphrase import same
from draftbot.verify.postings import Postings
from draftbot.verify.stating import between, stating
from draftbot.verify.synonyms import Synonyms, printed

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
    """Look-ups over one corpus that every check shares; nothing that they answer changes."""

    def __init__(self, corpus: Corpus) -> None:
        self.corpus = corpus
        self._synonyms = Synonyms(corpus.fields.synonyms)
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
        self._read = Read()

    def holding(self, text: SourceText, reference: Reference) -> Library:
        """The same names and synonyms over this one source alone."""
        other = copy(self)
        alone = {"texts": {text.source: text}, "references": {text.source: reference}, "passages": ()}
        other.corpus = self.corpus.model_copy(update=alone)
        other._read = Read()
        return other

    def stems(self, text: str) -> frozenset[str]:
        """Stems of the content words, synonyms and other words for the same folded."""
        return self._synonyms.stems(text)

    def printed(self, text: str) -> frozenset[str]:
        """Stems of the content words as they stand, the corpus's synonyms not folded."""
        return printed(text)

    def sentences(self, source: str) -> tuple[Sentence, ...]:
        """The sentences of a source that state something, none for an unknown one."""
        if source not in self._read.sentences:
            text = self.corpus.texts.get(source)
            self._read.sentences[source] = tuple(self._told(text)) if text else ()
        return self._read.sentences[source]

    def _told(self, text: SourceText) -> Iterator[Sentence]:
        for span in stating(text.text, self.corpus.references.get(text.source)):
            told = span.of(text.text)
            yield Sentence(
                source=text.source,
                start=span.start,
                end=span.end,
                text=told,
                second_hand=any(part.start <= span.start < part.end for part in text.second_hand),
                stems=self._synonyms.said(told),
                keys=frozenset(quantity.key for quantity in quantities(told)),
            )

    def postings(self) -> Postings[Sentence]:
        """An index over the sentences of all sources by their stems and quantities."""
        if self._read.postings is None:
            told = (sentence for source in self.corpus.texts for sentence in self.sentences(source))
            self._read.postings = Postings(told, lambda sentence: sentence.stems | sentence.keys)
        return self._read.postings

    def naming(self, compounds: frozenset[str]) -> tuple[Sentence, ...]:
        """The sentences of the references that name all of these compounds, in the order of the corpus; sources that do
        not name them all are not read."""
        if compounds not in self._read.naming:
            self._read.naming[compounds] = tuple(
                told
                for source in self._naming(compounds)
                for told in self.sentences(source)
                if compounds <= {name.canonical for name in self.compounds.find(told.text)}
            )
        return self._read.naming[compounds]

    def _naming(self, compounds: frozenset[str]) -> Iterator[str]:
        if self._read.names is None:
            texts = ((source, self.corpus.texts.get(source)) for source in self.corpus.references)
            found = {source: self.compounds.read(text.text) for source, text in texts if text}
            self._read.names = {source: frozenset(name.canonical for name in names) for source, names in found.items()}
        return (source for source, names in self._read.names.items() if compounds <= names)

    def passages(self, ids: Sequence[str]) -> tuple[Passage, ...]:
        """The passages with these ids, none for an unknown one."""
        if self._read.passages is None:
            self._read.passages = {passage.id: passage for passage in self.corpus.passages}
        return tuple(self._read.passages[key] for key in ids if key in self._read.passages)

    def stated(self, source: str) -> str:
        """The text of a source as a reader may rest on it: whole, but for sentences that are no evidence."""
        text, told = self.corpus.texts[source].text, self.sentences(source)
        spans = [Span(start=sentence.start, end=sentence.end) for sentence in told]
        skipped = any(text[low:high].strip() for low, high in between(spans, len(text)))
        return " ".join(sentence.text for sentence in told) if skipped else text

    def card_words(self, source: str) -> frozenset[str]:
        """Stems that the bibliography and the name of a work support: authors, title, journal, how it is called."""
        if source not in self._read.card_words:
            self._read.card_words[source] = _card_words(self.corpus.references[source])
        return self._read.card_words[source]

    def card_numbers(self, source: str) -> frozenset[str]:
        """Keys of the numbers in how a work is called and when it appeared."""
        if source not in self._read.card_numbers:
            self._read.card_numbers[source] = _card_numbers(self.corpus.references[source])
        return self._read.card_numbers[source]


class Read:
    """What a library has read so far; all of it follows from the corpus, so that two threads that read the same come
    to the same."""

    def __init__(self) -> None:
        self.sentences: dict[str, tuple[Sentence, ...]] = {}
        self.card_words: dict[str, frozenset[str]] = {}
        self.card_numbers: dict[str, frozenset[str]] = {}
        self.passages: dict[str, Passage] | None = None
        self.postings: Postings[Sentence] | None = None
        self.names: dict[str, frozenset[str]] | None = None
        self.naming: dict[frozenset[str], tuple[Sentence, ...]] = {}


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
