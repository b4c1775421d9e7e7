"""Files to a corpus, and the checks that a corpus must pass."""

from draftbot.corpus.load import Loaded, load, load_corpus

__all__ = ["Loaded", "load", "load_corpus"]
