"""Files to a corpus, and the checks that a corpus must pass."""

from draftbot.corpus.finding import CorpusFinding, Defect
from draftbot.corpus.lint import lint, located
from draftbot.corpus.load import Loaded, load, load_corpus, load_profiles

__all__ = ["CorpusFinding", "Defect", "Loaded", "lint", "load", "load_corpus", "load_profiles", "located"]
