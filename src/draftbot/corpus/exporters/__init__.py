"""References out of the corpus, in the formats of reference managers and as a bibliography to read."""

from collections.abc import Callable, Sequence

from draftbot.corpus.exporters import ama, bibtex, csl_json, ris
from draftbot.records.reference import Reference

FORMATS: dict[str, Callable[[Sequence[Reference]], str]] = {
    "csl-json": csl_json.export,
    "bibtex": bibtex.export,
    "ris": ris.export,
    "ama": ama.export,
}

__all__ = ["FORMATS"]
