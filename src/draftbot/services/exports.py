"""References out of the corpus."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path

from draftbot.corpus import load_corpus
from draftbot.corpus.exporters import FORMATS
from draftbot.corpus.shelf.write import write as write_whole
from draftbot.errors import UnknownName
from draftbot.records.corpus import Corpus
from draftbot.records.record import Record
from draftbot.records.reference import Reference
from draftbot.settings import Settings


class Exported(Record):
    """References in a format, and how many they are."""

    model_config = Record.model_config | {"str_strip_whitespace": False}
    text: str
    count: int


def export(settings: Settings, names: Sequence[str], form: str) -> Exported:
    """The references of the names (ids, or compounds for all about them) in a format; all where none is named."""
    if form not in FORMATS:
        raise UnknownName("format", form, get_close_matches(form, FORMATS, n=2, cutoff=0.4) or tuple(FORMATS))
    corpus = load_corpus(settings.corpus)
    chosen = list(dict.fromkeys(key for name in names for key in _named(corpus, name)) if names else corpus.references)
    references: list[Reference] = [corpus.references[key] for key in chosen]
    return Exported(text=FORMATS[form](references), count=len(references))


def _named(corpus: Corpus, name: str) -> Sequence[str]:
    if name in corpus.references:
        return [name]
    if name in corpus.compounds:
        return [reference.id for reference in corpus.about(name)]
    known = [*corpus.references, *corpus.compounds]
    raise UnknownName("reference or compound", name, get_close_matches(name, known, n=2, cutoff=0.5))


def write(path: Path, exported: Exported) -> None:
    """The text in a file, whole or not at all."""
    write_whole(path, exported.text)
