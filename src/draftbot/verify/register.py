"""Finding a work of the corpus by what identifies it: an identifier, its title, its first author and year."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence

from draftbot.records.corpus import Corpus
from draftbot.records.reference import Reference
from draftbot.text.marks import Pointer

TOKEN = re.compile(r"[^\W_]+")
# How much of a title's words must stand in a printed entry: misprints and a left-out subtitle word are forgiven.
CLOSE = 0.85
SHORTEST_TITLE = 3


def tokens(text: str) -> tuple[str, ...]:
    """The words of a text without case, accents and punctuation; a possessive s is part of its word."""
    plain = unicodedata.normalize("NFKD", re.sub(r"['’]s\b", "s", text.casefold()))
    return tuple(TOKEN.findall("".join(c for c in plain if not unicodedata.combining(c))))


class Register:
    """Look-ups over the references of one corpus, each of constant cost."""

    def __init__(self, corpus: Corpus) -> None:
        self._corpus = corpus
        self._identifiers: dict[Pointer, list[str]] = defaultdict(list)
        self._authors: dict[str, list[str]] = defaultdict(list)
        self._titles: dict[str, list[str]] = defaultdict(list)
        for key, reference in corpus.references.items():
            for pointer in identifiers(reference):
                self._identifiers[pointer].append(key)
            for author in reference.bibliography.author[:1]:
                self._authors[f"{_name(author.family or author.literal)}:{reference.bibliography.issued}"].append(key)
            for token in set(tokens(reference.bibliography.title or "")):
                self._titles[token].append(key)

    def identified(self, pointer: Pointer) -> tuple[str, ...]:
        """The references that carry an identifier, or whose first author and year it names."""
        if pointer.kind == "author-year":
            name, _, year = pointer.value.partition(":")
            return tuple(self._authors.get(f"{_name(name)}:{year}", ()))
        return tuple(self._identifiers.get(pointer, ()))

    def titled(self, printed: str) -> tuple[str, ...]:
        """The references whose title stands in a printed entry, closely enough; where several do, those whose year and
        first author stand there too, and of these the one with the longest title."""
        words = tokens(printed)
        shared = Counter(key for token in set(words) for key in self._titles.get(token, ()))
        near = [key for key, _ in shared.most_common(20) if self.share_of_title(key, words) >= CLOSE]
        near = [key for key in near if len(set(self._title(key))) >= SHORTEST_TITLE]
        if len(near) > 1:
            near = [key for key in near if self._agrees(key, words)] or near
            longest = max(len(self._title(key)) for key in near)
            near = [key for key in near if len(self._title(key)) == longest]
        return tuple(near) if len(near) > 1 or self._may_be(near, words) else ()

    def share_of_title(self, key: str, words: Sequence[str]) -> float:
        """How much of the reference's title, word by word, stands among the words; 1 for a work without a title."""
        title = Counter(self._title(key))
        return sum((title & Counter(words)).values()) / max(1, sum(title.values())) if title else 1.0

    def _title(self, key: str) -> tuple[str, ...]:
        return tokens(self._corpus.references[key].bibliography.title or "")

    def _agrees(self, key: str, words: Sequence[str]) -> bool:
        """Whether year and first author, where the record has them, stand among the words."""
        work = self._corpus.references[key].bibliography
        family = [_name(author.family or author.literal) for author in work.author[:1]]
        return (work.issued is None or str(work.issued) in words) and all(name in " ".join(words) for name in family)

    def _may_be(self, near: list[str], words: Sequence[str]) -> bool:
        """A single near title is the work unless both its year and its first author are others."""
        if not near:
            return False
        work = self._corpus.references[near[0]].bibliography
        family = _name(work.author[0].family or work.author[0].literal) if work.author else ""
        return work.issued is None or str(work.issued) in words or (bool(family) and family in " ".join(words))


def identifiers(reference: Reference) -> tuple[Pointer, ...]:
    """The identifiers of a record, as ``Pointer`` writes them."""
    work = reference.bibliography
    known = (
        Pointer(kind="doi", value=work.DOI.lower()) if work.DOI else None,
        Pointer(kind="pmid", value=work.PMID) if work.PMID else None,
        Pointer(kind="pmcid", value=work.PMCID.upper()) if work.PMCID else None,
    )
    return tuple(pointer for pointer in known if pointer)


def _name(family: str | None) -> str:
    return " ".join(tokens(family or ""))
