"""The references on disk: found by identity, composed, merged and written."""

from draftbot.corpus.shelf.shelf import Shelf
from draftbot.corpus.shelf.take import Taken, take

__all__ = ["Shelf", "Taken", "take"]
