"""Files of references, in the formats of registries and reference managers, to records."""

from draftbot.corpus.importers.imported import Imported, Section, Skipped
from draftbot.corpus.importers.read import read_file

__all__ = ["Imported", "Section", "Skipped", "read_file"]
